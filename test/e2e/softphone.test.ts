import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Host } from '../../build/host/choose-host.ts';
import { waitUntil } from '../support/wait-until.ts';
import { signIn, withDesktop } from './support/desktop.ts';
import { onEachHost } from './support/hosts.ts';

/** The same host with the example of the documentation as its app. */
function withExample(host: Host): Host {
  const file =
    host.name === 'electron'
      ? join(import.meta.dirname, '..', '..', 'docs', 'softphone', 'main.ts')
      : join(import.meta.dirname, 'support', 'run-example.ts');
  return { ...host, args: [file, ...host.args.slice(1)] };
}

onEachHost((host) => {
  test('the example softphone registers whoever is signed in, and the next person after a switch', () =>
    withDesktop(withExample(host), async (desktop) => {
      const app = await desktop.startApp();
      const registrations = () => app.output().match(/Registering sips?:\S+ at sips?:\S+/g) ?? [];
      await signIn(desktop, app, 'google-one-account');
      await waitUntil(() => registrations().length === 1, 'the first registration');
      await app.page.getByRole('button', { name: 'Add an account' }).click();
      await signIn(desktop, app, 'microsoft-one-account');
      await waitUntil(() => registrations().length === 2, 'the second registration');
      expect(new Set(registrations()).size).toBe(2);
    }));
});
