import { type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import type { CallFromQuestion } from '../call/call-from.ts';
import { type CallTarget, nameOfTarget } from '../call/target.ts';
import type { PhoneAccount, Remember } from '../contract.ts';
import type { Registration } from './lines.ts';
import { describeLine } from './panels.tsx';

/** A question in front of the page; without `onClose` it waits for its answer. */
export function Dialog({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose?: () => void;
  children: ReactNode;
}) {
  const titleId = useId();
  const place = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = place.current;
    dialog?.showModal();
    // A dialog that is closed, and not only gone, gives the focus back to where it was.
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={place}
      aria-labelledby={titleId}
      onCancel={(event) => {
        if (onClose === undefined) event.preventDefault();
      }}
      // Chromium closes a dialog at the second Escape whatever it was told at the first.
      onClose={() => (onClose === undefined ? place.current?.showModal() : onClose())}
    >
      <h2 id={titleId}>{title}</h2>
      {children}
    </dialog>
  );
}

/** From which account to call, and for whom that is remembered. */
export function CallFromDialog({
  target,
  question,
  accounts,
  registrations,
  onCall,
  onClose,
}: {
  target: CallTarget;
  question: CallFromQuestion;
  accounts: readonly PhoneAccount[];
  registrations: Readonly<Record<string, Registration>>;
  onCall: (accountId: string, remember: Remember) => void;
  onClose: () => void;
}) {
  const [chosen, setChosen] = useState(question.preselected);
  const [remember, setRemember] = useState<Remember>(null);
  const isRegistered = registrations[chosen]?.kind === 'registered';
  const { organization } = question;
  const rememberBox = (kind: 'number' | 'organization', words: string) => (
    <label className="choice">
      <input
        type="checkbox"
        checked={remember === kind}
        onChange={(event) => setRemember(event.target.checked ? kind : null)}
      />
      {words}
    </label>
  );
  return (
    <Dialog title="Call from" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isRegistered) onCall(chosen, remember);
        }}
      >
        <p>
          Calling <strong>{nameOfTarget(target)}</strong>
        </p>
        <fieldset>
          <legend className="unseen">Account</legend>
          {accounts.map((account) => (
            <label key={account.id} className="choice card">
              <input
                type="radio"
                name="account"
                value={account.id}
                checked={chosen === account.id}
                // The answer is mostly there already: Enter calls.
                autoFocus={account.id === question.preselected}
                onChange={() => setChosen(account.id)}
              />
              <span className="who">
                <strong>{`${account.name}, ${account.organization}`}</strong>
                <span className="soft">
                  {account.extension} · {describeLine(account, registrations[account.id])}
                </span>
              </span>
            </label>
          ))}
        </fieldset>
        {rememberBox('number', 'Remember for this number')}
        {organization !== null &&
          rememberBox('organization', `Remember for everyone at ${organization.name}`)}
        {!isRegistered && <p className="problem">This line cannot call at the moment.</p>}
        <div className="row end">
          <button type="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="go" disabled={!isRegistered}>
            Call
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** Asked once for each account on each computer, as telephone laws want it. */
export function AddressDialog({
  account,
  onAnswer,
}: {
  account: PhoneAccount;
  onAnswer: (address: string) => void;
}) {
  const [address, setAddress] = useState('');
  return (
    <Dialog title="Where are you calling from?">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (address.trim() !== '') onAnswer(address);
        }}
      >
        <p>
          Emergency services need your address when you call with{' '}
          <strong>{`${account.name}, ${account.organization}`}</strong>.
        </p>
        <label>
          Address
          <input
            value={address}
            required
            maxLength={500}
            autoComplete="street-address"
            onChange={(event) => setAddress(event.target.value)}
          />
        </label>
        <div className="row end">
          <button type="submit" className="go">
            Save
          </button>
        </div>
      </form>
    </Dialog>
  );
}
