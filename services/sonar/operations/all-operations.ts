import type { Operation } from '../http/operation.ts';
import { jsonAnswer } from '../problem.ts';
import { issueBreakGlassCode, signInWithBreakGlassCode } from './break-glass.ts';
import {
  getMyAccount,
  getMyDevices,
  getMySecurity,
  issueSoftphoneToken,
  provisionSoftphone,
} from './my-account.ts';
import { addLink, markLinksTold, removeLink, turnOffProvider } from './my-links.ts';
import {
  decideRecycledAddress,
  exportReview,
  getAudit,
  getLastReview,
  getReview,
  markReviewed,
  removeReviewedLink,
  setAccountSso,
  setAddressPurpose,
} from './organization.ts';
import { reverifySession } from './reverify-session.ts';
import {
  endMySession,
  refreshSession,
  signOut,
  signOutDevice,
  signOutEverywhere,
} from './session.ts';
import { chooseAccount, linkIdentity, signInWithPassword, startSignIn } from './sign-in.ts';

const getHealth: Operation = async () => () => jsonAnswer(200, { status: 'ok' });

/** `operationId` of the document → what does it. */
export const allOperations: Readonly<Record<string, Operation>> = {
  getHealth,
  startSignIn,
  chooseAccount,
  linkIdentity,
  signInWithPassword,
  signInWithBreakGlassCode,
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
  getLastReview,
  markReviewed,
  setAccountSso,
  setAddressPurpose,
  removeReviewedLink,
  decideRecycledAddress,
  issueBreakGlassCode,
  exportReview,
  getAudit,
};
