import { expect, test } from 'vitest';
import { parseVerbArguments } from '../../src-main/verbs/verb-table.ts';
import { withOffice } from './support/start-office.ts';

const accepted: readonly (readonly [what: string, write: (name: string) => string])[] = [
  ['blanks around it', (name) => `  ${name} `],
  ['a tab behind it', (name) => `${name}\t`],
  ['a blank that does not break', (name) => `\u00a0${name}`],
  ['capitals', (name) => name.toUpperCase()],
];

const refused: readonly (readonly [what: string, write: (name: string) => string])[] = [
  ['an emoji', (name) => `${name}😀`],
  ['a mark that turns text round', (name) => `\u202e${name}`],
  ['a NUL', (name) => `${name}\0`],
  ['a letter of no width', (name) => `${name.slice(0, 2)}\u200b${name.slice(2)}`],
];

/** Signs in with a password as the window asks for it; the code of what came of it, null when somebody is in. */
async function signInTyped(write: (name: string) => string): Promise<string | null> {
  return withOffice(async ({ sandbox, startComputer }) => {
    const person = sandbox.description.people.find(({ key }) => key === 'google-no-account');
    const computer = startComputer();
    computer.login.start();
    const typed = [write(person?.sonarUsername ?? ''), person?.sonarPassword ?? ''];
    const args = parseVerbArguments('signInWithPassword', typed);
    if (args === null) return 'bad-request';
    const [username, password] = args as [string, string];
    await computer.login.verbs.signInWithPassword(username, password);
    const view = computer.view();
    return view.kind === 'signed-out' ? (view.failure?.code ?? 'no words') : null;
  });
}

test.each(accepted)('B-34: a username with %s opens the account', async (_, write) => {
  expect(await signInTyped(write)).toBeNull();
});

test.each(refused)('B-34: a username with %s does not match', async (_, write) => {
  expect(await signInTyped(write)).toBe('wrong-credentials');
});
