import { join } from 'node:path';
import { expect, test } from 'vitest';
import { heading } from './support/account-pages.ts';
import { type Desktop, signIn } from './support/desktop.ts';
import { readKeyringItems } from './support/keyring-items.ts';
import { needsPolicies, withPolicies } from './support/policies.ts';
import { findSecrets, readFolder } from './support/secret-search.ts';

const providers = ['google', 'microsoft'] as const;

/** What is known of a person and may not stay on a shared computer, each with its name. */
function tracesOf(desktop: Desktop, keys: readonly string[]): ReadonlyMap<string, string> {
  const traces = new Map<string, string>();
  for (const key of keys) {
    const { name, email, sonarUsername } = desktop.person(key);
    traces.set(name, `name of ${key}`).set(email, `address of ${key}`);
    if (sonarUsername !== null) traces.set(sonarUsername, `username of ${key}`);
  }
  // Account ids of the two, as the service gives them.
  return traces.set('maple-200', 'account id').set('maple-600', 'account id');
}

test('a shared computer: after quit nothing of the people is left, neither on the disk nor in the keychain', (context) => {
  needsPolicies(context);
  return withPolicies(async (desktop, policies) => {
    const keys = providers.map((provider) => `${provider}-one-account`);
    const traces = tracesOf(desktop, keys);
    async function spendDay(profile: string) {
      const folder = join(desktop.folder, profile);
      const app = await desktop.startApp({ env: { SONAR_LOGIN_USER_DATA: folder } });
      for (const key of keys) {
        const addAnother = app.page.getByRole('button', { name: 'Add an account' });
        if (await addAnother.isVisible()) await addAnother.click();
        await signIn(desktop, app, key);
        await heading(app, desktop.person(key).name).waitFor();
        await app.page.getByText('Online').first().waitFor();
      }
      const during = findSecrets(traces, await readFolder(folder));
      expect(await app.quit()).toBe(0);
      await desktop.browser.forget();
      const after = findSecrets(traces, await readFolder(folder));
      return { during, after, items: await readKeyringItems(desktop) };
    }

    // The search finds what is kept where keeping is allowed.
    const kept = await spendDay('personal');
    const found = new Set(kept.after.map((trace) => trace.split(' in ')[0]));
    expect([...found].sort()).toEqual([...new Set(traces.values())].sort());
    expect(kept.items).toHaveLength(4);

    await policies.write('10-shared.json', { KeepSignedIn: false });
    const shared = await spendDay('shared');
    expect(shared).toEqual({ during: [], after: [], items: kept.items });
  });
});
