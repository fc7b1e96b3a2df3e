import { useEffect, useRef } from 'react';
import type { LoginState, View } from '../preload/contract/state.ts';
import { useAnnounce } from './components/live-region.tsx';
import { type Copy, useCopy, useWholeCopyOnceThere, type WholeCopy } from './copy/copy.tsx';
import { accountById, placeOf, viewFailure } from './login-state.ts';
import type { Login } from './use-login.ts';

/** Says politely what the new place does not say by its heading: signed in, switched, signed out, cancelled, noticed. */
export function useAnnouncements({ state }: Login): void {
  const { t } = useCopy();
  const whole = useWholeCopyOnceThere();
  const announce = useAnnounce();
  const before = useRef<LoginState | null>(null);
  const noticed = useRef<LoginState | null>(null);
  // What belongs together is said together: a place waits for the words of the notices.
  const unsaid = useRef<string | null>(null);
  useEffect(() => {
    if (state === null) return;
    const last = before.current;
    before.current = state;
    const place = last === null ? null : placeNews(state, last.view, t);
    if (place !== null || isElsewhere(state, last)) unsaid.current = place;
    if (whole === null) return;
    const news = noticeNews(state, noticed.current, whole.t);
    noticed.current = state;
    const text = [unsaid.current ?? [], news].flat().join('. ');
    unsaid.current = null;
    if (text !== '') announce(text);
  }, [state, announce, t, whole]);
}

function isElsewhere({ view }: LoginState, last: LoginState | null): boolean {
  return last !== null && placeOf(view) !== placeOf(last.view);
}

/** What is noticed that was not a moment ago. */
function noticeNews(
  state: LoginState,
  last: LoginState | null,
  t: WholeCopy['t'],
): readonly string[] {
  const known = noticesSaid(last);
  const news = noticesSaid(state)
    .filter((kind) => !known.includes(kind))
    .map((kind) => t(`notice.${kind}.title`));
  const links = newLinkCount(state, last);
  return links > 0 ? [...news, t('notice.links.title', { count: links })] : news;
}

/** The start shows no notice and is gone in a moment; what is said during it would be emptied with its place. */
function noticesSaid(state: LoginState | null): LoginState['settingsNotices'] {
  return state === null || state.view.kind === 'starting' ? [] : state.settingsNotices;
}

/** What is new in where the person is; null: nothing, or the heading says it. */
function placeNews(state: LoginState, last: View, t: Copy['t']): string | null {
  const { view } = state;
  if (last === view) return null;
  if (last.kind === 'confirming-link' && viewFailure(view)?.code === 'cancelled') {
    return t('announce.not-linked');
  }
  if (isCancelled(last, view)) return t('announce.cancelled');
  if (view.kind === 'checking' && view.provider === null) {
    return last.kind === 'checking' ? null : t('checking.password');
  }
  if (view.kind === 'signed-in') {
    const name = accountById(state, view.accountId)?.name ?? '';
    if (last.kind === 'confirming-link') {
      return view.failure === null ? t('announce.linked') : null;
    }
    if (last.kind !== 'signed-in') {
      return view.failure === null ? t('announce.signed-in', { name }) : null;
    }
    return last.accountId === view.accountId ? null : t('home.announce.switched', { name });
  }
  return isSignedOut(state, last) ? t('announce.signed-out') : null;
}

/** How many links of the account that is shown were not known of a moment ago. */
function newLinkCount(state: LoginState, last: LoginState | null): number {
  const linksOf = (of: LoginState | null, accountId: string) =>
    (of === null ? null : accountById(of, accountId))?.newLinks ?? [];
  if (state.view.kind !== 'signed-in') return 0;
  const { accountId } = state.view;
  const isShown = last?.view.kind === 'signed-in' && last.view.accountId === accountId;
  const known = isShown ? linksOf(last, accountId).map(({ id }) => id) : [];
  return linksOf(state, accountId).filter(({ id }) => !known.includes(id)).length;
}

/** The state comes again with every change, a new language too; only a cancellation that is new is said. */
function isCancelled(last: View, view: View): boolean {
  if (viewFailure(view)?.code === 'cancelled') return viewFailure(last)?.code !== 'cancelled';
  return last.kind === 'waiting-for-browser' && view.kind === 'signed-out' && view.failure === null;
}

/** Not so for somebody who only adds an account: the one they come from stays signed in. */
function isSignedOut({ view, accounts }: LoginState, last: View): boolean {
  if (last.kind !== 'signed-in' || view.kind !== 'signed-out' || view.failure !== null)
    return false;
  const left = accounts.find(({ id }) => id === last.accountId);
  return left === undefined || left.session.status === 'signed-out';
}
