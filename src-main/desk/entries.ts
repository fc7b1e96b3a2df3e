import { type Provider, providerNames } from '../../preload/contract/providers.ts';
import type { KnownAccount, Locale, LoginState } from '../../preload/contract/state.ts';
import { isolateText } from '../../preload/foreign-text.ts';
import type { Attention, MenuEntry } from '../session/softphone-sessions.ts';
import { findAttention } from './attention.ts';
import { type DeskWords, deskWords } from './desk-words.ts';

/** What the entries do. */
export interface EntryActions {
  readonly switchAccount: (accountId: string) => Promise<void>;
  readonly confirm: (account: KnownAccount) => Promise<void>;
  readonly retry: (accountId: string) => Promise<void>;
  readonly signIn: (provider: Provider) => Promise<void>;
  readonly openPageAgain: () => Promise<void>;
  readonly cancelSignIn: () => Promise<void>;
  readonly signOut: (accountId: string) => Promise<void>;
  readonly open: () => Promise<void>;
}

/** What the state has for a menu outside the window. */
export type EntryState = Pick<LoginState, 'accounts' | 'view' | 'policy' | 'locale'>;

/** The entries of a menu outside the window: accounts, what needs the person, the ways in and out, the window. */
export function listEntries(
  state: EntryState,
  currentId: string | null,
  actions: EntryActions,
): readonly MenuEntry[] {
  const words = deskWords[state.locale];
  const current = state.accounts.find(({ id }) => id === currentId);
  /** Where people keep to one account at a time, an open one locks what leads to another; null: to any. */
  const mayLeadTo = (accountId: string | null) =>
    state.policy.switchingAllowed || current === undefined || accountId === current.id;
  return Object.freeze([
    ...state.accounts
      .filter(({ session }) => session.status !== 'signed-out')
      .map((account) =>
        entry('account', `${nameOf(account)} — ${stateOf(account, words)}`, {
          isChecked: account.id === currentId,
          isEnabled: mayLeadTo(account.id),
          run: () => actions.switchAccount(account.id),
        }),
      ),
    ...attentionEntries(state, words, actions, mayLeadTo),
    ...signInEntries(state, words, actions, mayLeadTo(null)),
    ...(current === undefined
      ? []
      : [
          entry('sign-out', fill(words.signOut, { account: nameOf(current) }), {
            run: () => actions.signOut(current.id),
          }),
        ]),
    entry('open', words.open, { run: actions.open }),
  ]);
}

function attentionEntries(
  state: EntryState,
  words: DeskWords,
  actions: EntryActions,
  mayLeadTo: (accountId: string) => boolean,
): readonly MenuEntry[] {
  const needs = findAttention(state, []);
  const [locked] = needs.filter(({ kind }) => kind === 'keychain-locked');
  const ofAccounts = needs.flatMap(({ kind, accountId }) => {
    const account = state.accounts.find(({ id }) => id === accountId);
    if (account === undefined || kind === 'keychain-locked') return [];
    const label = kind === 'confirm' ? words.confirm : words.signInAs;
    const provider = account.confirmWith ?? account.identity?.provider ?? null;
    const filled = fill(label, {
      account: nameOf(account),
      provider: provider && providerNames[provider],
    });
    const isEnabled = mayLeadTo(account.id);
    return [entry('attention', filled, { isEnabled, run: () => actions.confirm(account) })];
  });
  if (locked === undefined) return ofAccounts;
  const { accountId } = locked;
  return [...ofAccounts, entry('attention', words.unlock, { run: () => actions.retry(accountId) })];
}

/** Of a sign-in that waits for the browser what leads on; else a way in by each provider that is allowed. */
function signInEntries(
  { view, policy }: EntryState,
  words: DeskWords,
  actions: EntryActions,
  isEnabled: boolean,
): readonly MenuEntry[] {
  if (view.kind === 'waiting-for-browser') {
    return [
      entry('sign-in', words.openAgain, { run: actions.openPageAgain }),
      entry('sign-in', words.cancel, { run: actions.cancelSignIn }),
    ];
  }
  return policy.providers
    .filter(({ allowed }) => allowed)
    .map(({ provider }) =>
      entry('sign-in', fill(words.signIn, { provider: providerNames[provider] }), {
        isEnabled,
        run: () => actions.signIn(provider),
      }),
    );
}

function entry(
  kind: MenuEntry['kind'],
  label: string,
  rest: Pick<MenuEntry, 'run'> & Partial<MenuEntry>,
): MenuEntry {
  return Object.freeze({ kind, label, isChecked: false, isEnabled: true, ...rest });
}

/** What stands at the icon: whether the person is needed, and whose account is open. */
export function describeIcon(state: EntryState, currentId: string | null): string {
  const words = deskWords[state.locale];
  if (state.view.kind === 'waiting-for-browser') return words.waiting;
  if (findAttention(state, []).length > 0) return words.needsYou;
  const current = state.accounts.find(({ id }) => id === currentId);
  return current === undefined ? 'Sonar' : `Sonar: ${nameOf(current)} — ${stateOf(current, words)}`;
}

/** What a notification says when the window was closed for the first time and the app stays in the tray. */
export function describeStay(locale: Locale): { readonly title: string; readonly body: string } {
  return deskWords[locale].stays;
}

/** What a notification says of what needs the person. */
export function describeAttention(
  { accounts, locale }: Pick<LoginState, 'accounts' | 'locale'>,
  { kind, accountId }: Attention,
): { readonly title: string; readonly body: string } {
  const { title, body } = deskWords[locale].notices[kind];
  const account = accounts.find(({ id }) => id === accountId);
  return {
    title: fill(title, { account: account === undefined ? 'Sonar' : nameOf(account) }),
    body,
  };
}

function stateOf({ session }: KnownAccount, { states }: DeskWords): string {
  const isLocked = session.failure?.code === 'keychain-locked';
  return states[isLocked && session.status === 'offline' ? 'keychain-locked' : session.status];
}

/** As many letters of a name as a menu has room for. */
const mostLetters = 60;

function nameOf({ name, extension }: KnownAccount): string {
  const letters = [...name];
  const short = letters.length > mostLetters ? `${letters.slice(0, mostLetters).join('')}…` : name;
  return extension === ''
    ? isolateText(short)
    : `${isolateText(short)} (${isolateText(extension.slice(0, mostLetters))})`;
}

/** A function as replacement: a dollar sign in a name means itself. */
function fill(text: string, facts: Readonly<Record<string, string | null>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? '');
}
