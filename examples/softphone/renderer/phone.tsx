import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { askCallFrom, type Caller, type CallFromQuestion } from '../call/call-from.ts';
import { type CallTarget, parseTarget } from '../call/target.ts';
import type { PhoneAccount, PhoneDoor, PhoneState, Remember } from '../contract.ts';
import { type Calls, createCalls } from './calls.ts';
import { Contacts } from './contacts.tsx';
import { AddressDialog, CallFromDialog } from './dialogs.tsx';
import { CallPanel, describeCall, describeLine, LineList } from './panels.tsx';

declare global {
  interface Window {
    readonly phone: PhoneDoor;
  }
}

const door = window.phone;

interface Asked {
  readonly target: CallTarget;
  readonly question: CallFromQuestion;
}

function Phone({ calls, state }: { calls: Calls; state: PhoneState }) {
  const live = useSyncExternalStore(calls.subscribe, calls.getState);
  const [number, setNumber] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const known = useKnownAccounts(state.accounts);
  useKeptFocus();
  const callers = state.accounts.map(
    ({ id, organization, isCurrent }): Caller => ({
      id,
      organization,
      isCurrent,
      domain: live.domains[id] ?? null,
    }),
  );

  /**
   * Calls, or asks from where; answers what is wrong with it. `isForeign`: any page of the web could have opened it, so
   * that the person is asked in any case, and never in the place of another question.
   */
  function tryToDial(text: string, isForeign: boolean): string | null {
    const parsed = parseTarget(text);
    if (!parsed.ok) return parsed.words;
    if (live.call !== null) return 'One call at a time: hang up first.';
    if (isForeign && asked !== null) return 'Answer the question first.';
    const question = askCallFrom(parsed.target, callers, state.callFrom, state.contacts);
    const [only, ...others] = callers;
    if (only === undefined || question === null) return 'Sign in first.';
    if (isForeign || others.length > 0) setAsked({ target: parsed.target, question });
    else if (isRegistered(only.id)) start(only.id, parsed.target);
    else return 'The line is not registered yet.';
    return null;
  }

  const dial = (text: string, isForeign = false) => setProblem(tryToDial(text, isForeign));
  const isRegistered = (id: string) => live.registrations[id]?.kind === 'registered';

  function start(accountId: string, target: CallTarget): void {
    setNumber('');
    calls.start(accountId, target);
  }

  function answerCallFrom(accountId: string, remember: Remember): void {
    if (asked === null) return;
    const { numberKey, organization } = asked.question;
    if (remember === 'number') void door.remember('numbers', numberKey, accountId);
    if (remember === 'organization' && organization !== null) {
      void door.remember('organizations', organization.key, accountId);
    }
    setAsked(null);
    start(accountId, asked.target);
  }

  useLinks((link, isForeign) => {
    if (!isForeign || asked === null) setNumber(link);
    dial(link, isForeign);
  });

  const newcomer = state.accounts.find((account) => account.asksForAddress);
  return (
    <>
      <header>
        <h1>Softphone</h1>
        <button type="button" onClick={() => void door.showAccounts()}>
          Accounts…
        </button>
      </header>
      {state.notice !== null && (
        <div className="notice" role="alert">
          <p>{state.notice}</p>
          <button type="button" onClick={() => void door.dismissNotice()}>
            Got it
          </button>
        </div>
      )}
      <main>
        {live.call !== null && (
          <CallPanel calls={calls} call={live.call} account={known.get(live.call.accountId)} />
        )}
        <LineList accounts={state.accounts} registrations={live.registrations} door={door} />
        {state.accounts.length > 0 && (
          <form
            className="dial"
            onSubmit={(event) => {
              event.preventDefault();
              dial(number);
            }}
          >
            <label htmlFor="number">Number or address</label>
            <div className="row">
              <input
                id="number"
                value={number}
                autoComplete="off"
                spellCheck={false}
                aria-describedby={problem === null ? undefined : 'number-problem'}
                aria-invalid={problem !== null}
                onChange={(event) => {
                  setNumber(event.target.value);
                  setProblem(null);
                }}
              />
              <button type="submit" className="go">
                Call
              </button>
            </div>
            {problem !== null && (
              <p id="number-problem" className="problem" role="alert">
                {problem}
              </p>
            )}
          </form>
        )}
        {state.accounts.length > 0 && (
          <Contacts contacts={state.contacts} hasCall={live.call !== null} door={door} />
        )}
      </main>
      <p className="ending" role="status">
        {live.ending}
      </p>
      <p className="unseen" role="status" aria-label="Call">
        {live.call !== null && describeCall(live.call)}
      </p>
      {/* Each line by itself: what has not changed is not read again. */}
      <div className="unseen" role="status" aria-label="Lines" aria-atomic={false}>
        {state.accounts.map((one) => (
          <p key={one.id}>
            {`${one.name}, ${one.organization}: ${describeLine(one, live.registrations[one.id])}`}
          </p>
        ))}
      </div>
      {asked !== null && live.call === null && (
        <CallFromDialog
          target={asked.target}
          question={asked.question}
          accounts={state.accounts}
          registrations={live.registrations}
          onCall={answerCallFrom}
          onClose={() => setAsked(null)}
        />
      )}
      {newcomer !== undefined && asked === null && live.call === null && (
        <AddressDialog
          key={newcomer.id}
          account={newcomer}
          onAnswer={(address) => void door.answerAddress(newcomer.id, address)}
        />
      )}
    </>
  );
}

/** Every account that was ever seen: a call may outlive the session that it began in. */
function useKnownAccounts(accounts: readonly PhoneAccount[]): ReadonlyMap<string, PhoneAccount> {
  const [known] = useState(() => new Map<string, PhoneAccount>());
  for (const account of accounts) known.set(account.id, account);
  return known;
}

/**
 * Where the button that has the focus goes with what it did, such as Answer, the next one beside it gets the focus:
 * whoever uses the keyboard does not begin at the top of the page again.
 */
function useKeptFocus(): void {
  const path = useRef<readonly Element[]>([]);
  useEffect(() => {
    const remember = ({ target }: FocusEvent) => {
      const found: Element[] = [];
      let at = target instanceof Element ? target : null;
      for (; at !== null; at = at.parentElement) found.push(at);
      path.current = found;
    };
    document.addEventListener('focusin', remember);
    return () => document.removeEventListener('focusin', remember);
  }, []);
  useLayoutEffect(() => {
    if (document.activeElement !== document.body || path.current[0]?.isConnected !== false) return;
    const places = path.current.filter(({ isConnected }) => isConnected);
    const next = places.map((place) => place.querySelector<HTMLElement>('button, input, a'));
    next.find((element) => element !== null)?.focus();
  });
}

/** Links from elsewhere on the computer, and those that are clicked in the page. */
function useLinks(dial: (link: string, isForeign: boolean) => void): void {
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const link = event.target instanceof Element && event.target.closest('a');
      if (!link) return;
      event.preventDefault();
      dial(link.href, false);
    };
    document.addEventListener('click', follow);
    linkListener = (link) => dial(link, true);
    return () => document.removeEventListener('click', follow);
  });
}

let linkListener: (link: string) => void = () => {};

async function start(): Promise<void> {
  const place = document.getElementById('phone');
  if (place === null) return;
  const speaker = new Audio();
  speaker.autoplay = true;
  const calls = createCalls({
    speaker,
    tellRegistration: (...args) => void door.tellRegistration(...args),
    tellCall: (call) => void door.tellCall(call),
  });
  const root = createRoot(place);
  const show = (state: PhoneState) => {
    calls.keepOnly(state.accounts.map(({ id }) => id));
    root.render(<Phone calls={calls} state={state} />);
  };
  door.on('state', show);
  door.on('credentials', calls.renew);
  door.on('dial', (link) => linkListener(link));
  // The other side hears at once that the phone is closed.
  addEventListener('pagehide', () => calls.hangUp());
  addEventListener('online', () => void door.tellNetwork());
  show(await door.ready());
}

void start();
