import { join } from 'node:path';
import { expect, test } from 'vitest';
import { waitUntil } from '../support/wait-until.ts';
import { builtApp, signIn, withDesktop } from './support/desktop.ts';

const example = join(import.meta.dirname, '..', '..', 'docs', 'softphone', 'main.ts');

test('the example softphone registers whoever is signed in, and the next person after a switch', () =>
  withDesktop(async (desktop) => {
    const app = await desktop.startApp();
    const registrations = () => app.output().match(/Registering sips?:\S+ at sips?:\S+/g) ?? [];
    await signIn(desktop, app, 'google-one-account');
    await waitUntil(() => registrations().length === 1, 'the first registration');
    await app.page.getByRole('button', { name: 'Add an account' }).click();
    await signIn(desktop, app, 'microsoft-one-account');
    await waitUntil(() => registrations().length === 2, 'the second registration');
    expect(new Set(registrations()).size).toBe(2);
  }, builtApp(example)));
