import { join } from 'node:path';
import { expect, test } from 'vitest';
import { answerQuestion, heading, openPage } from './support/account-pages.ts';
import { clickProvider, signIn } from './support/desktop.ts';
import { needsPolicies, withPolicies } from './support/policies.ts';
import { takePicture, takesPictures } from './support/take-picture.ts';

test('R13: while Google is down and SSO is required, a code that an office manager reads out opens one session, which says until when', (context) => {
  needsPolicies(context);
  return withPolicies(async (desktop, policies) => {
    await policies.write('50-office.json', { SsoRequired: true, BreakGlassAllowed: true });
    const manager = desktop.person('microsoft-office-manager');
    const person = desktop.person('google-one-account');
    const { google, sonar } = desktop.sandbox.control;
    const office = await desktop.startApp();
    await signIn(desktop, office, manager.key);
    await heading(office, manager.name).waitFor();
    google?.setDown(true);

    const env = { SONAR_LOGIN_USER_DATA: join(desktop.folder, 'front-desk') };
    const desk = await desktop.startApp({ env });
    await clickProvider(desk.page, 'google');
    await desk.page.getByRole('alert').waitFor();
    await desk.page.getByRole('button', { name: 'Use a one-time code' }).click();

    await openPage(office, 'Review');
    await office.page.getByRole('searchbox', { name: 'Filter accounts' }).fill(person.name);
    await office.page.getByRole('button', { name: `One-time code for ${person.name}` }).click();
    const question = `Issue a one-time code for ${person.name}?`;
    const words = await answerQuestion(office, question, 'Issue a code');
    expect(words).toContain('One person, one computer, one day');
    const shown = office.page.getByRole('dialog', { name: `One-time code for ${person.name}` });
    await shown.waitFor();
    const [code = ''] = /\w{4}-\w{4}-\w{4}/.exec((await shown.textContent()) ?? '') ?? [];
    await shown.getByRole('button', { name: 'Done' }).click();
    await shown.waitFor({ state: 'detached' });
    expect(await office.page.content()).not.toContain(code);

    await desk.page.getByLabel('Sonar username').fill(person.sonarUsername ?? '');
    await desk.page.getByLabel('One-time code', { exact: true }).fill(code.toLowerCase());
    await desk.page.keyboard.press('Enter');
    await heading(desk, person.name).waitFor();
    await desk.page.getByText('Signed in with a one-time code until').waitFor();
    await desk.page.getByText(`Issued by ${manager.name}`).waitFor();
    if (takesPictures) {
      await desk.page.getByRole('button', { name: 'More ways to sign out' }).waitFor();
      await takePicture(desk.page, 'break-glass');
    }
    await desk.page.getByRole('button', { name: 'Got it' }).click();
    await expect.poll(() => desk.page.getByText('Issued by').count()).toBe(0);

    await openPage(office, 'Activity');
    await office.page.getByText('Signed in with a one-time code').first().waitFor();
    await office.page.getByText('One-time code issued').first().waitFor();
    const audit = JSON.stringify(sonar.readAudit());
    expect(audit).not.toContain(code);
    expect(`${office.output()}${desk.output()}`).not.toContain(code);
  });
});
