import type { Operation } from '../http/operation.ts';
import { jsonAnswer } from '../problem.ts';
import { chooseAccount } from './choose-account.ts';
import { linkIdentity } from './link-identity.ts';
import { getMyAccount, getMyDevices, issueSoftphoneToken, provisionSoftphone } from './me.ts';
import { addLink, markLinksTold, removeLink, turnOffProvider } from './my-links.ts';
import { getMySecurity } from './my-security.ts';
import {
  decideRecycledAddress,
  exportReview,
  getAudit,
  getReview,
  removeReviewedLink,
  setAccountSso,
  setAddressPurpose,
} from './organization.ts';
import { refreshSession } from './refresh-session.ts';
import { reverifySession } from './reverify-session.ts';
import { signInWithPassword } from './sign-in-with-password.ts';
import { endMySession, signOut, signOutDevice, signOutEverywhere } from './sign-out.ts';
import { startSignIn } from './start-sign-in.ts';

const getHealth: Operation = async () => () => jsonAnswer(200, { status: 'ok' });

/** `operationId` of the document → what does it. */
export const allOperations: Readonly<Record<string, Operation>> = {
  getHealth,
  startSignIn,
  chooseAccount,
  linkIdentity,
  signInWithPassword,
  refreshSession,
  reverifySession,
  signOut,
  signOutEverywhere,
  endMySession,
  getMyAccount,
  getMySecurity,
  addLink,
  markLinksTold,
  removeLink,
  turnOffProvider,
  getMyDevices,
  signOutDevice,
  issueSoftphoneToken,
  provisionSoftphone,
  getReview,
  setAccountSso,
  setAddressPurpose,
  removeReviewedLink,
  decideRecycledAddress,
  exportReview,
  getAudit,
};
