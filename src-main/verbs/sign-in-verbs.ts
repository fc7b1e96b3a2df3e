import { z } from 'zod';
import { chooseAccount } from '../sign-in/choose-account.ts';
import { confirmLink } from '../sign-in/link-from-settings.ts';
import { copyLink, openPageAgain } from '../sign-in/open-page.ts';
import type { HelpPages } from '../sign-in/openings.ts';
import { cancelSignIn, goOn, type SignInNeeds, signIn } from '../sign-in/sign-in.ts';
import { linkAccount, type PasswordNeeds, signInWithPassword } from '../sign-in/sonar-password.ts';
import { id, nothing, provider, type Rows, typed } from './row.ts';

/** What the verbs of one attempt run with. */
export type SignInVerbNeeds = SignInNeeds &
  PasswordNeeds & {
    readonly helpPages: Pick<HelpPages, 'unopened'>;
    readonly copyText: (text: string) => Promise<void>;
  };

/** The verbs of one attempt, from the click to its end. */
export const signInVerbs = {
  startSignIn: {
    takes: z.tuple([provider, z.strictObject({ anotherAccount: z.boolean() })]),
    run(needs, name, { anotherAccount }) {
      void signIn(needs, name, { kind: 'sign-in', anotherAccount });
    },
  },
  goOn: { takes: nothing, run: goOn },
  openPageAgain: { takes: nothing, run: openPageAgain },
  copyLink: { takes: nothing, run: copyLink },
  cancelSignIn: { takes: nothing, run: cancelSignIn },
  chooseAccount: { takes: z.tuple([id, z.boolean()]), run: chooseAccount },
  linkAccount: { takes: z.tuple([typed, typed]), run: linkAccount },
  confirmLink: { takes: nothing, run: confirmLink },
  signInWithPassword: { takes: z.tuple([typed, typed]), run: signInWithPassword },
} satisfies Partial<Rows<SignInVerbNeeds>>;
