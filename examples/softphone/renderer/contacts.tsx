import { useState } from 'react';
import { parseTarget } from '../call/target.ts';
import type { Contact, PhoneDoor } from '../contract.ts';
import { Dialog } from './dialogs.tsx';

/** Whom the person calls often; each name is a link that dials. */
export function Contacts({
  contacts,
  hasCall,
  door,
}: {
  contacts: readonly Contact[];
  hasCall: boolean;
  door: PhoneDoor;
}) {
  const [isAdding, setAdding] = useState(false);
  return (
    <section aria-labelledby="contacts">
      <div className="row">
        <h2 id="contacts">Contacts</h2>
        <button type="button" className="quiet" onClick={() => setAdding(true)}>
          Add a contact
        </button>
      </div>
      {contacts.length === 0 && <p className="soft">There are none yet.</p>}
      <ul className="contacts">
        {contacts.map((contact) => (
          <li key={`${contact.name} ${contact.number}`}>
            <div className="who">
              <a href={linkOf(contact.number)}>{contact.name}</a>
              <span className="soft">
                {[contact.number, contact.organization].filter((text) => text !== '').join(' · ')}
              </span>
            </div>
            <button
              type="button"
              className="quiet"
              aria-label={`Remove ${contact.name}`}
              onClick={() => void door.removeContact(contact)}
            >
              Remove
            </button>
          </li>
        ))}
      </ul>
      {/* Nothing stands in front of a call that rings. */}
      {isAdding && !hasCall && <AddContact door={door} onClose={() => setAdding(false)} />}
    </section>
  );
}

function linkOf(number: string): string {
  if (number.includes('@')) return `sip:${number.replace(/^sips?:/i, '')}`;
  return /^tel:/i.test(number) ? number : `tel:${encodeURI(number)}`;
}

function AddContact({ door, onClose }: { door: PhoneDoor; onClose: () => void }) {
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <Dialog title="Add a contact" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          const read = (name: string) => String(form.get(name) ?? '').trim();
          const parsed = parseTarget(read('number'));
          if (!parsed.ok) return setProblem(parsed.words);
          const [name, number, organization] = [read('name'), read('number'), read('organization')];
          void door.addContact({ name, number, organization });
          onClose();
        }}
      >
        <label>
          Name
          <input name="name" required maxLength={100} />
        </label>
        <label>
          Number or address
          <input name="number" required maxLength={100} />
        </label>
        <label>
          Organization
          <input name="organization" maxLength={100} />
        </label>
        {problem !== null && (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
        <div className="row end">
          <button type="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="go">
            Add
          </button>
        </div>
      </form>
    </Dialog>
  );
}
