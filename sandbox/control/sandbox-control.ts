import { type ProviderControl, UnknownPerson } from '../providers/provider-control.ts';
import type { SonarControl } from '../sonar/control.ts';

/** Everything that can be made to happen in a running sandbox. */
export interface SandboxControl {
  /** Null: another provider was given instead of the stand-in. */
  readonly google: ProviderControl | null;
  readonly microsoft: ProviderControl | null;
  readonly sonar: SonarControl;
}

/** The control of the provider that knows a person; throws `UnknownPerson`. */
export function controlOfPerson(control: SandboxControl, key: string): ProviderControl {
  const found = [control.google, control.microsoft].find((provider) =>
    provider?.listPeople().some((person) => person.key === key),
  );
  if (!found) throw new UnknownPerson(key);
  return found;
}
