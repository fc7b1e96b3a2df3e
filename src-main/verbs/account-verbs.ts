import { z } from 'zod';
import { mostNewLinks } from '../../preload/contract/verbs.ts';
import { type BrowserSessionNeeds, endBrowserSession } from '../accounts/browser-sessions.ts';
import {
  addAccount,
  type ChangeNeeds,
  removeAccount,
  signOut,
  signOutEverywhere,
  switchAccount,
} from '../accounts/change-account.ts';
import {
  confirmWithProvider,
  type PasswordProofNeeds,
  proveWithPassword,
  proveWithProvider,
  retrySession,
} from '../accounts/confirm-account.ts';
import {
  dismissNewLinks,
  dismissNotice,
  type NewsNeeds,
  removeLink,
  turnOffProvider,
  turnOnProvider,
  type UnlinkNeeds,
} from '../accounts/linked-identities.ts';
import {
  type ChoiceNeeds,
  forgetRememberedChoice,
  getRememberedChoices,
  setRememberedChoice,
} from '../accounts/remembered-choices.ts';
import type { CredentialStore } from '../credentials/credential-store.ts';
import { callAsAccount } from '../session/call-as-account.ts';
import { chooseAccount, getOffer } from '../sign-in/choose-account.ts';
import { confirmLink } from '../sign-in/link-from-settings.ts';
import { copyLink, openPageAgain } from '../sign-in/open-page.ts';
import type { HelpPages } from '../sign-in/openings.ts';
import { cancelSignIn, goOn, type SignInNeeds, signIn } from '../sign-in/sign-in.ts';
import {
  linkAccount,
  type PasswordNeeds,
  signInWithCode,
  signInWithPassword,
} from '../sign-in/sonar-password.ts';
import type { SonarService } from '../sonar/sonar-service.ts';
import { account, id, nothing, provider, type Rows, typed } from './row.ts';

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
  getOffer: { takes: nothing, run: getOffer },
  chooseAccount: { takes: z.tuple([id, z.boolean()]), run: chooseAccount },
  linkAccount: { takes: z.tuple([typed, typed]), run: linkAccount },
  confirmLink: { takes: nothing, run: confirmLink },
  signInWithPassword: { takes: z.tuple([typed, typed]), run: signInWithPassword },
  signInWithCode: { takes: z.tuple([typed, typed]), run: signInWithCode },
} satisfies Partial<Rows<SignInVerbNeeds>>;

/** What the verbs of a known account run with. */
export type AccountVerbNeeds = SignInNeeds &
  ChangeNeeds &
  PasswordProofNeeds &
  UnlinkNeeds &
  NewsNeeds &
  ChoiceNeeds &
  BrowserSessionNeeds & {
    readonly credentials: Pick<CredentialStore, 'tryAgain'>;
    readonly sonar: Pick<SonarService, 'getSecurity' | 'getDevices' | 'signOutDevice'>;
  };

/** The verbs of the accounts on this computer: switching and leaving, confirming, security, choices. */
export const accountVerbs = {
  addAccount: { takes: nothing, run: addAccount },
  switchAccount: { takes: account, run: switchAccount },
  signOut: { takes: account, run: signOut },
  removeAccount: { takes: account, run: removeAccount },
  signOutEverywhere: { takes: account, run: signOutEverywhere },
  endBrowserSession: { takes: z.tuple([provider]), run: endBrowserSession },

  retrySession: { takes: account, run: retrySession },
  confirmWithProvider: { takes: account, run: confirmWithProvider },
  proveWithProvider: { takes: account, run: proveWithProvider },
  proveWithPassword: { takes: z.tuple([id, typed]), run: proveWithPassword },

  getAccountSecurity: {
    takes: account,
    async run({ sessions, sonar }, accountId) {
      return { accountId, ...(await callAsAccount(sessions, accountId, sonar.getSecurity)) };
    },
  },
  turnOnProvider: { takes: z.tuple([id, provider]), run: turnOnProvider },
  turnOffProvider: { takes: z.tuple([id, provider, z.boolean()]), run: turnOffProvider },
  removeLink: { takes: z.tuple([id, id, z.boolean()]), run: removeLink },
  dismissNotice: { takes: account, run: dismissNotice },
  dismissNewLinks: {
    takes: z.tuple([id, z.array(id).max(mostNewLinks).readonly()]),
    run: dismissNewLinks,
  },
  getDevices: {
    takes: account,
    run: ({ sessions, sonar }, accountId) => callAsAccount(sessions, accountId, sonar.getDevices),
  },
  signOutDevice: {
    takes: z.tuple([id, id]),
    run: ({ sessions, sonar }, accountId, deviceId) =>
      callAsAccount(sessions, accountId, (token) => sonar.signOutDevice(token, deviceId)),
  },

  getRememberedChoices: { takes: nothing, run: getRememberedChoices },
  setRememberedChoice: { takes: z.tuple([id, id.nullable()]), run: setRememberedChoice },
  forgetRememberedChoice: { takes: z.tuple([id]), run: forgetRememberedChoice },
} satisfies Partial<Rows<AccountVerbNeeds>>;
