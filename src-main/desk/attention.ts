import type { KnownAccount, LoginState } from '../../preload/contract/state.ts';
import { createEmitter } from '../common/emitter.ts';
import type { Attention, AttentionNews } from '../session/softphone-sessions.ts';

/** Knows what needs the person. */
export interface AttentionWatch {
  now(): readonly Attention[];
  /** Calls `listener` after each change; answers the function that stops it. */
  listen(listener: (news: AttentionNews) => void): () => void;
}

/** Watches the state from now on: what is so already has not just arisen. */
export function watchAttention(
  getState: () => Pick<LoginState, 'accounts'>,
  onChange: (listener: () => void) => () => void,
): AttentionWatch {
  const news = createEmitter<AttentionNews>();
  let now = findAttention(getState(), []);
  onChange(() => {
    const before = now;
    now = findAttention(getState(), before);
    const arisen = now.filter((one) => !includes(before, one));
    if (arisen.length > 0 || now.length < before.length) news.emit(Object.freeze({ arisen, now }));
  });
  return { now: () => now, listen: news.listen };
}

/** What needs the person, in the order of the accounts. `before`: what did until now. */
export function findAttention(
  { accounts }: Pick<LoginState, 'accounts'>,
  before: readonly Attention[],
): readonly Attention[] {
  return Object.freeze(accounts.flatMap((account) => attentionOf(account, before)));
}

function attentionOf(account: KnownAccount, before: readonly Attention[]): readonly Attention[] {
  const { id: accountId, session, confirmWith } = account;
  const locked = Object.freeze({ accountId, kind: 'keychain-locked', page: 'home' } as const);
  switch (session.status) {
    case 'signed-out':
      // Without a failure the person has signed out.
      return session.failure === null
        ? []
        : [Object.freeze({ accountId, kind: 'session-ended', page: 'sign-in' } as const)];
    case 'offline':
      if (session.failure.code === 'keychain-locked') return [locked];
      break;
    case 'renewing':
      // A try is no cure: it may end as the last one did.
      if (includes(before, locked)) return [locked];
      break;
    case 'online':
  }
  return confirmWith === null ? [] : [Object.freeze({ accountId, kind: 'confirm', page: 'home' })];
}

function includes(all: readonly Attention[], wanted: Attention): boolean {
  return all.some((one) => keyOf(one) === keyOf(wanted));
}

/** One thing keeps its key until it is cured. */
function keyOf({ kind, accountId }: Attention): string {
  return `${kind} ${accountId}`;
}

/** What a notification says, and does when it is clicked. */
export interface Notice {
  readonly title: string;
  /** A constant text: some desktops read marks in it, and a name could hold some. */
  readonly body: string;
  readonly onClick: () => void;
}

/** What notifications are made with. */
interface NoticeNeeds {
  readonly attention: AttentionWatch;
  /** Shows one; answers the function that takes it away. */
  readonly notify: (notice: Notice) => () => void;
  readonly describe: (attention: Attention) => Notice;
  /** The person sees the window: it says the same. */
  readonly isWindowFocused: () => boolean;
  /** Neither the person nor an administrator has turned them off. */
  readonly mayNotify: () => boolean;
}

/**
 * Tells the person once of each thing that needs them, and takes it away when it was cured. A keychain is one thing,
 * however many accounts lie in it. What arose in sight of the window, or while notifications were off, is not told
 * later. Answers the function that takes all away.
 */
export function followWithNotices(needs: NoticeNeeds): () => void {
  const shown = new Map<string, () => void>();
  let told = needs.attention.now().map(noticeKey);
  const stop = needs.attention.listen(({ now }) => {
    const keys = now.map(noticeKey);
    for (const [key, withdraw] of shown) {
      if (keys.includes(key)) continue;
      shown.delete(key);
      withdraw();
    }
    const fresh = now.filter(
      (one, index) => !told.includes(noticeKey(one)) && keys.indexOf(noticeKey(one)) === index,
    );
    told = keys;
    if (needs.isWindowFocused() || !needs.mayNotify()) return;
    for (const one of fresh) show(noticeKey(one), needs.describe(one));
  });
  function show(key: string, { title, body, onClick }: Notice): void {
    const withdraw = needs.notify({
      title,
      body,
      onClick() {
        // Not every desktop takes away what was clicked, and it would lie over the window that it opens.
        shown.delete(key);
        withdraw();
        onClick();
      },
    });
    shown.set(key, withdraw);
  }
  return () => {
    stop();
    for (const withdraw of shown.values()) withdraw();
    shown.clear();
  };
}

function noticeKey(attention: Attention): string {
  return attention.kind === 'keychain-locked' ? attention.kind : keyOf(attention);
}
