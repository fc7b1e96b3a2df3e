import { useEffect, useState } from 'react';
import type { PhoneAccount, PhoneDoor } from '../contract.ts';
import type { Call, Calls } from './calls.ts';
import type { Registration } from './lines.ts';

/** How a line stands, in words. */
export function describeLine(account: PhoneAccount, registration?: Registration): string {
  if (registration?.kind === 'registered') return 'Registered';
  if (registration?.kind === 'refused') return `Not registered: ${registration.words}`;
  if (account.problem !== null) return `Offline: ${account.problem}`;
  if (registration?.kind === 'offline') return 'Offline: no connection to the telephone service';
  return 'Registering…';
}

/** `Ana Silva` → `AS`. */
function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  return [words[0], words.length > 1 ? words.at(-1) : '']
    .map((word) => word?.[0] ?? '')
    .join('')
    .toUpperCase();
}

/** All lines, each with its state and what can be done with its account. */
export function LineList({
  accounts,
  registrations,
  door,
}: {
  accounts: readonly PhoneAccount[];
  registrations: Readonly<Record<string, Registration>>;
  door: PhoneDoor;
}) {
  if (accounts.length === 0) {
    return (
      <section className="empty">
        <h2>Nobody is signed in</h2>
        <p>Every account that you sign in to becomes a line of this phone.</p>
        <button type="button" className="go" onClick={() => void door.signIn()}>
          Sign in
        </button>
      </section>
    );
  }
  return (
    <section aria-labelledby="lines">
      <div className="row">
        <h2 id="lines">Lines</h2>
        <button type="button" className="quiet" onClick={() => void door.signIn()}>
          Add an account
        </button>
      </div>
      <ul className="lines">
        {accounts.map((account) => (
          <LineRow
            key={account.id}
            account={account}
            registration={registrations[account.id]}
            door={door}
          />
        ))}
      </ul>
    </section>
  );
}

function LineRow({
  account,
  registration,
  door,
}: {
  account: PhoneAccount;
  registration: Registration | undefined;
  door: PhoneDoor;
}) {
  const { id, name, organization, extension, isCurrent } = account;
  const isRegistered = registration?.kind === 'registered';
  const words = describeLine(account, registration);
  const tone = isRegistered ? 'good' : words.startsWith('Reg') ? 'busy' : 'bad';
  return (
    <li className="line" aria-label={`${name}, ${organization}`}>
      <span className="initials" aria-hidden="true">
        {initialsOf(name)}
      </span>
      <div className="who">
        <strong>{name}</strong>
        {isCurrent && <span className="badge">Current</span>}
        <span className="soft">
          {organization} · {extension}
        </span>
        <span className={`state ${tone}`}>{words}</span>
      </div>
      <div className="actions">
        {!isCurrent && (
          <button type="button" className="quiet" onClick={() => void door.switchAccount(id)}>
            Switch to this account
          </button>
        )}
        <button type="button" className="quiet" onClick={() => void door.signOut(id)}>
          Sign out
        </button>
      </div>
    </li>
  );
}

const callTitles = {
  ringing: 'Incoming call',
  calling: 'Calling…',
  talking: 'Call in progress',
} as const;

/** How the call stands, for those who hear the page. */
export function describeCall({ phase, who }: Call): string {
  return `${callTitles[phase]}: ${who}`;
}

/** The call: who, on which line, for how long, and what can be done with it. */
export function CallPanel({
  calls,
  call,
  account,
}: {
  calls: Calls;
  call: Call;
  account: PhoneAccount | undefined;
}) {
  const { phase, isIncoming, isMuted, who, address, since } = call;
  const isRinging = phase === 'ringing';
  const line = account === undefined ? '' : `${account.name}, ${account.organization}`;
  return (
    <section className="call" aria-labelledby="call">
      <h2 id="call">{callTitles[phase]}</h2>
      <p className="who">{who}</p>
      {address !== who && <p className="soft">{address}</p>}
      <p className="soft">{isIncoming ? `To ${line}` : `From ${line}`}</p>
      {since !== null && <Duration since={since} />}
      <div className="row">
        {isRinging && (
          <button type="button" className="go" onClick={calls.answer}>
            Answer
          </button>
        )}
        {phase === 'talking' && (
          <button type="button" aria-pressed={isMuted} onClick={() => calls.setMuted(!isMuted)}>
            Mute
          </button>
        )}
        <button type="button" className="stop" onClick={calls.hangUp}>
          {isRinging ? 'Decline' : 'Hang up'}
        </button>
      </div>
    </section>
  );
}

function Duration({ since }: { since: number }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(Math.floor((now - since) / 1_000), 0);
  const two = (value: number) => String(value).padStart(2, '0');
  return (
    <p className="duration" role="timer" aria-label="Duration">
      {two(Math.floor(seconds / 60))}:{two(seconds % 60)}
    </p>
  );
}
