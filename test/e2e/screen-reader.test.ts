import { hostname } from 'node:os';
import { expect, test } from 'vitest';
import { clickProvider, signInInBrowser, withDesktop } from './support/desktop.ts';
import { withOwnScreen } from './support/own-screen.ts';
import { withScreenReader } from './support/screen-reader.ts';

const pageHead =
  'Ben Tremblay middle dot Harbour Legal Back push button leaving banner. navigation Pages of this account List with 5 items Account security push button Remembered choices push button My devices push button This computer push button Support push button leaving list. leaving navigation. main content ';
const pageFoot =
  ' leaving main content. information Language combo box English opens menu statusbar';
const foot =
  ' leaving main content. information Language combo box English opens menu Help push button statusbar';

/**
 * Each screen from its top to its end, as Orca says it. A heading is *clickable* to it because React listens to clicks
 * for all that is below its root, and a heading can receive the focus.
 */
const words = {
  'sign in': `banner main content Sign in to Sonar heading level 1 clickable Use the account your organization gave you. Sign in with Google push button Sign in with Microsoft push button Work or school account (Office 365) main content or Sonar username entry required Password password text Show password push button Sign in push button${foot}`,
  'wrong password': `banner main content Sign in to Sonar heading level 1 clickable Use the account your organization gave you. Sign in with Google push button Sign in with Microsoft push button Work or school account (Office 365) main content or Sonar username entry nobody required invalid entry Password password text Show password push button Sign in push button Username and password don’t match Check both and type the password again. Try again push button Details toggle button collapsed${foot}`,
  waiting: `banner main content Finish signing in in your browser heading level 1 clickable Your browser should show Google now. Come back here when you’re done. Waiting for Google timer Open the page again push button Copy the link push button Cancel push button${foot}`,
  linking: `Cancel push button leaving banner. main content Link your Sonar account heading level 1 clickable main content You signed in to Google as chloe.martin@gmail.com It isn’t linked to a Sonar account yet. Sign in to Sonar once to link it. Sonar username entry required Password password text Show password push button From now on this Google account opens this Sonar account. It will not receive your voicemail. Link and sign in push button Use another account push button${foot}`,
  choosing: `Cancel push button leaving banner. main content Choose an account heading level 1 clickable ben.tremblay@maple.example opens 3 Sonar accounts. List with 3 items Ben Tremblay ben.tremblay.harbour Harbour Legal middle dot Ext. 210 push button Ben Tremblay ben.tremblay Maple Dental middle dot Ext. 210 push button On call (Ben Tremblay) ben.tremblay.oncall Maple Dental middle dot Ext. 211 push button leaving list. Next time it opens without asking. Remember this choice switch on Use another Google or Microsoft account push button${foot}`,
  home: `Settings push button leaving banner. main content Ben Tremblay heading level 1 clickable Harbour Legal Ext. 210 middle dot ben.tremblay.harbour Online Ben Tremblay Google account ben.tremblay@maple.example Sign out push button More ways to sign out collapsed push button opens menu Add an account push button${foot}`,
  'account security': `${pageHead}Change account security heading level 1 clickable Single sign-on heading level 2 Google and Microsoft accounts that open this Sonar account. Linking one adds no address to it: no voicemail is sent there. 1 linked account opens this Sonar account. Google switch on List with 1 item ben.tremblay@maple.example,This session Last used today (DATE) Linked by its address, DATE Remove ben.tremblay@maple.example push button leaving list. Link another Google account push button Turn on to link a Microsoft account. Your browser opens for it. Microsoft switch off Addresses on this account heading level 2 Whoever signs in to Google or Microsoft with one of these can open the account. List with 1 item ben.tremblay@maple.example,Also opens an account elsewhere. Anyone who reads this mailbox can get in: a distribution group is safer.Outside your organization’s domains. leaving list. To get voicemail at another address, add it in your Sonar profile: then it can also open the account, until your office manager makes it “notifications only”. Add an address for voicemail push button${pageFoot}`,
  'remembered choices': `${pageHead}Remembered choices heading level 1 clickable Some Google and Microsoft accounts open several Sonar accounts. This is what each of them opens without asking. List with 1 item ben.tremblay@maple.example Google Forget ben.tremblay@maple.example push button Opens Opens, for ben.tremblay@maple.example combo box Ben Tremblay middle dot Harbour Legal middle dot Ext. 210 opens menu leaving list. Once forgotten, the next sign-in asks and remembers the new choice.${pageFoot}`,
  'my devices': `${pageHead}My devices heading level 1 clickable Computers and phones where Ben Tremblay is signed in. List with 1 item NAME,This computer Linux middle dot Sonar VERSION Last seen LATELY (DATE) Signed in DATE leaving list. Ways to sign out heading level 2 List with 4 items Only this account, only on this computer. It stays in the list. Sign out push button Signs out here, and forgets the account and the choice you made for it. Remove from this computer push button Google or Microsoft no longer opens the account, on any computer. It’s a switch in account security. Go to single sign-on push button On every computer and phone, this one included. Linked accounts stay linked. Sign out everywhere push button leaving list.${pageFoot}`,
  'this computer': `${pageHead}This computer heading level 1 clickable How Sonar behaves here, whoever is signed in. Settings heading level 2 When a session ends, has to be confirmed, or waits for the keychain. Notifications switch on Sonar starts when you log on, without its window. Start with the computer switch off Closing the window heading level 2 Sonar quits when you close its window.${pageFoot}`,
  support: `${pageHead}Support heading level 1 clickable Find out what is in the way, or send the details to somebody who can help. Open the help page push button Self-test heading level 2 Checks everything a sign-in depends on. It takes a few seconds. Run self-test push button Details for support heading level 2 Copies a report with the version, the policy, the last steps of sign-ins, and a message for your administrator when one is needed. It never holds passwords or keys. Copy details push button Save a support bundle… push button About Sonar heading level 2 Sonar VERSION Sign-ins are kept in the keychain. Your organization has set nothing here.${pageFoot}`,
};

/** With a name in the place of what is another in each run. */
function placed(said: string): string {
  return said
    .replaceAll(`${hostname()},This computer`, 'NAME,This computer')
    .replaceAll(/[A-Z][a-z]{2} \d{1,2}, \d{4}/g, 'DATE')
    .replaceAll(/\b\d+\.\d+\.\d+/g, 'VERSION')
    .replaceAll(/Last seen .*? \(/g, 'Last seen LATELY (');
}

test(
  'a screen reader wakes the window without a switch, and says each of the main screens word for word',
  {
    timeout: 240_000,
  },
  () =>
    withOwnScreen((screen) =>
      withDesktop((desktop) =>
        withScreenReader(
          desktop.folder,
          screen,
          desktop.keyring.env.DBUS_SESSION_BUS_ADDRESS,
          async (start) => {
            const before = await desktop.startApp({ env: screen.env });
            expect(await before.inMain(({ app }) => app.accessibilitySupportEnabled)).toBe(false);
            await before.kill();

            const { hear, pressByReader } = await start();
            const said: Record<string, string> = {};
            /** Has a screen read from its top, once all that it says by itself is said. */
            async function listen(name: string, ...arrival: readonly RegExp[]): Promise<void> {
              await hear(...arrival);
              await screen.press('ctrl+Home');
              await hear(/(banner|Cancel push button|Settings push button|Back push button)\./);
              await screen.press('KP_Add');
              said[name] = placed(await hear(/statusbar$/));
            }
            await hear(/Screen reader on\./);
            const { inMain, page } = await desktop.startApp({ env: screen.env });
            const press = (name: string | RegExp) =>
              page.getByRole('button', { name }).first().click();
            await listen('sign in', /Sign in with Google push button\./);
            expect(await inMain(({ app }) => app.accessibilitySupportEnabled)).toBe(true);

            await page.getByLabel('Sonar username').fill('nobody');
            await page.getByLabel('Password', { exact: true }).fill('nothing');
            await screen.press('Return');
            await listen('wrong password', /Check both.*Check both/, /don’t match.*don’t match/);

            await clickProvider(page, 'google');
            const picker = await desktop.browser.nextPage();
            await listen('waiting', /when you’re done\./);
            const { name } = desktop.person('google-no-account');
            await picker.getByRole('button', { name }).first().click();
            await listen(
              'linking',
              /Sonar username entry required\./,
              /You signed in to Google as chloe\.martin@gmail\.com\. It isn’t linked/,
            );
            await press('Cancel');

            await desktop.browser.forget();
            await clickProvider(page, 'google');
            await signInInBrowser(desktop, 'google-three-accounts');
            // Not its heading: this one comes so soon after the last that Orca may still hold on to what is gone.
            await listen('choosing', /ben\.tremblay@maple\.example opens 3 Sonar accounts\./);
            await press(/Harbour Legal/);
            await listen('home', /Signed in as Ben Tremblay/);
            await pressByReader('push button', 'Settings');
            await listen('account security', /Change account security heading level 1/);
            await press('Remembered choices');
            // The list comes a moment later, and the reader says what it came with.
            await listen('remembered choices', /Remembered choices heading level 1/, /Ext\. 210/);
            await press('My devices');
            await listen('my devices', /My devices heading level 1/);
            await press('This computer');
            await listen('this computer', /This computer heading level 1/);
            await press('Support');
            await listen('support', /Support heading level 1/);
            expect(said).toEqual(words);
          },
        ),
      ),
    ),
);
