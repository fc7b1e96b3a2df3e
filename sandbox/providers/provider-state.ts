import type { ScriptedAnswer } from './scripted-answer.ts';

/** What the control hooks have made of a stand-in; forgotten when it ends. */
export interface ProviderState {
  isDown: boolean;
  scripted: ScriptedAnswer | null;
  /** Whether the app registration has the optional claim `auth_time`; Microsoft's only. */
  tellsSignInTime: boolean;
}

/** A stand-in that is up, and that a registration as the manual wants it belongs to. */
export function createProviderState(): ProviderState {
  return { isDown: false, scripted: null, tellsSignInTime: true };
}
