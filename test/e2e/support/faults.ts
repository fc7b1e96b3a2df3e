import { join } from 'node:path';

/** What `observe-faults.cjs` puts before each fault that it tells. */
const faultMark = '[fault] ';

/** The arguments that let Electron load the observer before the app. */
export const observerArguments = ['-r', join(import.meta.dirname, 'observe-faults.cjs')] as const;

/** What went wrong in the programs of one test, and what was meant to. */
interface Watched {
  readonly output: () => string;
  readonly expected: RegExp[];
}

const watched: Watched[] = [];

/** Looks out for faults of a program until `takeUnexpectedFaults`; answers the way to declare that one is meant. */
export function watchForFaults(output: () => string): (expected: RegExp) => void {
  const expected: RegExp[] = [];
  watched.push({ output, expected });
  return (pattern) => void expected.push(pattern);
}

/** The faults that stand in the output of a program. */
export function readFaults(output: string): readonly string[] {
  const lines = output.split('\n').filter((line) => line.startsWith(faultMark));
  return lines.map((line) => JSON.parse(line.slice(faultMark.length)) as string);
}

/**
 * Every fault since the last call that no test declared, and every declared one that did not come; the programs are
 * not looked at any more.
 */
export function takeUnexpectedFaults(): readonly string[] {
  return watched.splice(0).flatMap(({ output, expected }) => {
    const faults = readFaults(output());
    const matches = (pattern: RegExp) => faults.some((fault) => pattern.test(fault));
    return [
      ...faults.filter((fault) => !expected.some((pattern) => pattern.test(fault))),
      ...expected
        .filter((pattern) => !matches(pattern))
        .map((pattern) => `did not come: ${pattern}`),
    ];
  });
}
