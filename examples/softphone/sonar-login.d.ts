declare module 'sonar-login' {
  type ProviderName = 'google' | 'microsoft';
  export interface SonarLoginOptions {
    readonly configuration: {
      readonly sonar: { readonly baseUrl: string };
      readonly google: {
        readonly clientId: string;
        readonly clientSecret?: string;
        readonly issuer?: string;
      };
      readonly microsoft: { readonly clientId: string; readonly authority?: string };
    };
  }
  export function registerSonarLoginScheme(): void;
  export function startSonarLogin(options: SonarLoginOptions): Promise<Softphone | null>;
  export interface SoftphoneSession {
    readonly account: {
      readonly id: string;
      readonly name: string;
      readonly organization: string;
      readonly extension: string;
      readonly username: string;
    };
    readonly identity: { readonly provider: ProviderName; readonly email: string } | null;
    readonly status: 'online' | 'renewing' | 'offline';
    readonly failure: { readonly code: string } | null;
    readonly firstTimeOnThisComputer: boolean;
  }
  export interface SessionEvent {
    readonly reason:
      | 'opened'
      | 'switched'
      | 'ended'
      | 'confirm-needed'
      | 'keychain-locked'
      | 'offline'
      | 'online';
    readonly session: SoftphoneSession;
    readonly failure: { readonly code: string } | null;
  }
  export interface Softphone {
    getCurrentSession(): SoftphoneSession | null;
    getSessions(): readonly SoftphoneSession[];
    onSessionsChanged(listener: () => void): () => void;
    onEvent(listener: (event: SessionEvent) => void): () => void;
    show(page?: 'home' | 'sign-in'): Promise<void>;
    signIn(hint?: { readonly provider?: ProviderName; readonly email?: string }): Promise<void>;
    switchAccount(accountId: string): Promise<void>;
    signOut(accountId?: string): Promise<void>;
    getProvisioning(accountId?: string): Promise<Provisioning>;
    mayChange(
      objection: (change: { kind: 'switch' | 'sign-out'; accountId: string }) => boolean,
    ): () => void;
    confirmFirstTime(accountId: string): void;
  }
  export interface Provisioning {
    readonly sipAddress: string;
    readonly registrar: string;
    readonly webSocket: string;
    readonly username: string;
    readonly password: string;
    readonly expiresAt: string;
  }
  export class LoginError extends Error {
    readonly code: string;
  }
}
