import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitUntil } from '../../support/wait-until.ts';

/** Something on the screen as assistive technology is told of it. */
export interface ShownThing {
  readonly role: string;
  readonly name: string;
}

/** Reads windows and acts on them as a screen reader does, from outside the app. */
export interface ScreenReader {
  tree(): Promise<readonly ShownThing[]>;
  /** Waits until something with this role and a name like that is there; its name. */
  waitFor(role: string, name: string | RegExp, limitMs?: number): Promise<string>;
  /** Presses it, once it is there. */
  press(role: string, name: string): Promise<void>;
}

/** Handed over as text: whoever runs it may not be let into the project's folder. */
const script = readFileSync(join(import.meta.dirname, 'at-spi.py'), 'utf8');
/** Debian's own, which has the library. */
const python = '/usr/bin/python3';

/** `look` runs a program on the person's screen and bus. */
export function createScreenReader(
  look: (program: string, args: readonly string[]) => Promise<string>,
): ScreenReader {
  async function tree(): Promise<readonly ShownThing[]> {
    return JSON.parse(await look(python, ['-c', script, 'tree']));
  }
  async function waitFor(role: string, name: string | RegExp, limitMs = 60_000) {
    const isIt = (thing: ShownThing) =>
      thing.role === role &&
      (typeof name === 'string' ? thing.name === name : name.test(thing.name));
    let shown: readonly ShownThing[] = [];
    try {
      await waitUntil(
        async () => {
          shown = await tree();
          return shown.some(isIt);
        },
        `${role} "${name}"`,
        limitMs,
      );
    } catch (error) {
      const list = shown.map((thing) => `  ${thing.role} "${thing.name}"`).join('\n');
      throw new Error(`There is no ${role} "${name}" on the screen:\n${list}`, { cause: error });
    }
    return shown.find(isIt)?.name ?? '';
  }
  return {
    tree,
    waitFor,
    async press(role, name) {
      await waitFor(role, name);
      await look(python, ['-c', script, 'press', role, name]);
    },
  };
}
