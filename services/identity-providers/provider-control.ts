import type { DatabaseSync } from 'node:sqlite';
import type { ProviderTtls } from './engine-configuration.ts';
import type { Directory, DirectoryEntry } from './people.ts';
import type { ProviderState, ScriptedAnswer } from './provider-state.ts';
import { endBrowserSessions, revokeGrantsOf } from './provider-store.ts';
import type { ProviderStyle } from './provider-style.ts';

/** What a test or a curious person can make happen at one provider; each throws `UnknownPerson` for a strange key. */
export interface ProviderControl {
  /** Everything the provider knows of its people now. */
  listPeople(): DirectoryEntry[];
  /** Takes back all refresh tokens of a person, as "remove access" does; how many sign-ins that ended. */
  revokeGrants(key: string): number;
  /** Same person, new address. */
  renameEmail(key: string, email: string): void;
  /** The person leaves, and somebody new gets the address: the newcomer. */
  recycleEmail(key: string): DirectoryEntry;
  /** The organization turns the person's account off or on again. */
  setDisabled(key: string, disabled: boolean): void;
  /** The next renewal answers `interaction_required`, until the person was seen at the picker. */
  setInteractionRequired(key: string, required: boolean): void;
  /** Signs a person out in the browser, or everybody (null); refresh tokens stay. */
  endBrowserSessions(key: string | null): void;
  /** Everything answers 503 while down. */
  setDown(down: boolean): void;
  /** Everybody is given this error, in the browser or at the token endpoint, until null takes it back. */
  setAnswer(answer: ScriptedAnswer | null): void;
  /** Whether ID tokens say when the person signed in, as the optional claim of a registration makes them. */
  setSignInTimeTold(told: boolean): void;
  /**
   * Whether Google gives who has agreed before a refresh token only with `prompt=consent`, as people have seen it, or
   * always, as it says itself.
   */
  setRefreshTokensKeptBack(keptBack: boolean): void;
  /** Lifetimes, in seconds, of what is given out from now on. */
  setTtls(ttls: Partial<ProviderTtls>): void;
}

/** Thrown for a key that nobody in the directory has. */
export class UnknownPerson extends Error {
  override readonly name = 'UnknownPerson';
  constructor(key: string) {
    super(`nobody here has the key "${key}"`);
  }
}

/** What the hooks act upon. */
export interface ControlInput {
  readonly style: ProviderStyle;
  readonly directory: Directory;
  readonly database: DatabaseSync;
  readonly ttls: ProviderTtls;
  readonly state: ProviderState;
}

/** The hooks of one running stand-in. */
export function createProviderControl(input: ControlInput): ProviderControl {
  const { style, directory, database, ttls, state } = input;

  function find(key: string): DirectoryEntry {
    const person = directory.findByKey(key);
    if (!person) throw new UnknownPerson(key);
    return person;
  }

  return {
    listPeople: () => directory.list(),
    revokeGrants(key) {
      const { subject } = find(key);
      directory.setConsented(subject, false);
      return revokeGrantsOf(database, subject);
    },
    renameEmail(key, email) {
      directory.setEmail(key, email, style.withEmail(find(key), email));
    },
    recycleEmail(key) {
      const { disabled, departed, interactionRequired, ...person } = find(key);
      const successor = style.successorOf(person);
      directory.setDeparted(key, true);
      directory.add([successor]);
      revokeGrantsOf(database, person.subject);
      endBrowserSessions(database, person.subject);
      return find(successor.key);
    },
    setDisabled: (key, disabled) => directory.setDisabled(find(key).key, disabled),
    setInteractionRequired: (key, required) =>
      directory.setInteractionRequired(find(key).key, required),
    endBrowserSessions: (key) =>
      endBrowserSessions(database, key === null ? null : find(key).subject),
    setDown(down) {
      state.isDown = down;
    },
    setAnswer(answer) {
      state.scripted = answer;
    },
    setSignInTimeTold(told) {
      state.tellsSignInTime = told;
    },
    setRefreshTokensKeptBack(keptBack) {
      state.keepsRefreshTokensBack = keptBack;
    },
    setTtls: (changes) => void Object.assign(ttls, changes),
  };
}
