import type { Locator } from 'playwright-core';
import type { App } from './app.ts';
import { type Desktop, signIn } from './desktop.ts';

/** The heading of whatever the window shows. */
export function heading({ page }: App, name: string | RegExp): Locator {
  return page.getByRole('heading', { level: 1, name });
}

/** Types the person's Sonar username and password into the form that is shown and sends it. */
export async function typePassword(
  desktop: Desktop,
  { page }: App,
  key: string,
  button: 'Sign in' | 'Link and sign in',
): Promise<void> {
  const { sonarUsername, sonarPassword } = desktop.person(key);
  await page.getByLabel('Sonar username').fill(sonarUsername ?? '');
  await page.getByLabel('Password', { exact: true }).fill(sonarPassword ?? '');
  await page.getByRole('button', { name: button, exact: true }).click();
}

/** The pages of an account and the headings they have. */
const pageHeadings = {
  'Account security': 'Change account security',
  'Remembered choices': 'Remembered choices',
  'My devices': 'My devices',
  Review: 'Review',
  Activity: 'Activity',
  Support: 'Support',
} as const;

/** Opens a page of the account that is shown, from its home or from another of its pages. */
export async function openPage(app: App, name: keyof typeof pageHeadings): Promise<void> {
  const pages = app.page.getByRole('navigation', { name: 'Pages of this account' });
  if (!(await pages.isVisible())) {
    await app.page.getByRole('button', { name: 'Settings', exact: true }).click();
  }
  await pages.getByRole('button', { name, exact: true }).click();
  await heading(app, pageHeadings[name]).waitFor();
}

/** Goes back from a page of the account to its home. */
export async function goHome({ page }: App): Promise<void> {
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await page.getByRole('button', { name: 'Settings', exact: true }).waitFor();
}

/** Answers the question that is asked with one of its buttons, and gives its words. */
export async function answerQuestion(
  { page }: App,
  title: string | RegExp,
  button: string,
): Promise<string> {
  const dialog = page.getByRole('alertdialog', { name: title });
  const words = (await dialog.textContent()) ?? '';
  await dialog.getByRole('button', { name: button, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  return words;
}

/** Signs out of the account whose home is shown, on this computer. */
export async function signOut({ page }: App): Promise<void> {
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
}

/** Signs somebody in from the home of another account. */
export async function addAccount(desktop: Desktop, app: App, key: string): Promise<void> {
  await app.page.getByRole('button', { name: 'Add an account' }).click();
  await signIn(desktop, app, key);
}
