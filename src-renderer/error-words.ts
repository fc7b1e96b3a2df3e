import {
  type ErrorAction,
  type ErrorCode,
  errorActions,
  type Failure,
} from '../preload/contract/errors.ts';
import { providerNames } from '../preload/contract/providers.ts';
import type { LoginState } from '../preload/contract/state.ts';
import type { WholeCopy } from './copy/copy.tsx';
import { formatTime } from './copy/formats.ts';
import type { Values } from './copy/translator.ts';
import { accountById, accountOf, allowedInstead } from './login-state.ts';

/** Codes with words of their own; `cancelled` is only announced. */
export type ShownCode = Exclude<ErrorCode, 'cancelled'>;

/** The words of one failure. */
export interface ErrorWords {
  readonly title: string;
  readonly detail: string;
  readonly action: ErrorAction;
  readonly actionLabel: string;
}

/** The action after what policy leaves open is taken into account. */
function actionOf(code: ShownCode, allowed: ReturnType<typeof allowedInstead>): ErrorAction {
  const action = errorActions[code];
  if (action !== 'sign-in-with') return action;
  if (allowed === 'password') return 'use-username';
  return allowed === null ? 'copy-details' : action;
}

/** The headline, detail and one named action of a failure, in the language in use. */
export function errorWords(
  failure: Failure & { readonly code: ShownCode },
  copy: WholeCopy,
  state: LoginState | null,
): ErrorWords {
  const trouble = state?.policy.trouble ?? null;
  if (failure.code === 'blocked-by-policy' && trouble?.kind === 'unread') {
    return {
      title: copy.t('notice.policy-unread.title'),
      detail: copy.t('notice.policy-unread.text', { place: trouble.place, session: null }),
      action: 'copy-details',
      actionLabel: copy.t('action.copy-details'),
    };
  }
  if (failure.code === 'blocked-by-policy' && state !== null && isAboutSwitching(failure, state)) {
    return {
      title: copy.t('notice.one-account.title'),
      detail: copy.t('notice.one-account.text'),
      action: 'close',
      actionLabel: copy.t('action.close'),
    };
  }
  const allowed = allowedInstead(failure, state);
  const action = actionOf(failure.code, allowed);
  const retryAt = failure.retryAt === undefined ? null : formatTime(failure.retryAt, copy.locale);
  const values: Values = {
    provider: copy.providerName(failure.provider),
    who: failure.provider === undefined ? null : providerNames[failure.provider],
    email: failure.email ?? null,
    tries: failure.triesLeft ?? 0,
    secret: failure.secret ?? 'password',
    time: retryAt,
    issuer: failure.certificateIssuer ?? null,
    allowed: allowed === null || allowed === 'password' ? allowed : providerNames[allowed],
    person: nameBeside(failure, state),
  };
  return {
    title: copy.t(`error.${failure.code}.title`, values),
    detail: copy.t(`error.${failure.code}.detail`, values),
    action,
    actionLabel: copy.t(`action.${action}`, {
      provider: copy.providerName(
        action === 'sign-in-with' && allowed !== 'password' ? allowed : failure.provider,
      ),
      name: nameOf(failure, state),
    }),
  };
}

/** Whether another account was refused because the one that is named is open; one that policy has ended is not. */
function isAboutSwitching({ accountId }: Failure, state: LoginState): boolean {
  if (state.policy.switchingAllowed || accountId === undefined) return false;
  const status = accountById(state, accountId)?.session.status;
  return status !== undefined && status !== 'signed-out';
}

/** The person whose account a failure is about. */
function nameOf(failure: Failure, state: LoginState | null): string | null {
  return state === null ? null : (accountOf(failure, state)?.name ?? null);
}

/** The person a failure is about when somebody else is signed in on the screen. */
function nameBeside(failure: Failure, state: LoginState | null): string | null {
  if (state?.view.kind !== 'signed-in') return null;
  const { accountId } = failure;
  return accountId === undefined || accountId === state.view.accountId
    ? null
    : nameOf(failure, state);
}

/** True for every failure that is shown. */
export function isShown(failure: Failure): failure is Failure & { readonly code: ShownCode } {
  return failure.code !== 'cancelled';
}
