// Generated from policy-schema.ts by build/policy/generate.ts; do not edit.

/** The value of every policy key, within bounds and in the form that the app compares (lower case, plain origins). */
export interface PolicyValues {
  /** AllowedProviders. Providers that may be used to sign in: google, microsoft. A provider that is not listed cannot be started in any way. */
  readonly allowedProviders: readonly ('google' | 'microsoft')[];
  /** AllowedMicrosoftTenants. Tenant ids (GUIDs) whose people may sign in. Empty: any tenant. Checked on the ID token. */
  readonly allowedMicrosoftTenants: readonly string[];
  /** AllowedGoogleDomains. Google Workspace domains whose people may sign in. Empty: any domain and personal Google accounts. Checked on the ID token. */
  readonly allowedGoogleDomains: readonly string[];
  /** SsoRequired. On: people sign in with an allowed provider only, whatever PasswordSignInAllowed says. The Sonar password still proves an account when an identity is linked to it. */
  readonly ssoRequired: boolean;
  /** PasswordSignInAllowed. Off: the form for Sonar username and password is locked on the sign-in screen. */
  readonly passwordAllowed: boolean;
  /** LinkingAllowed. Off: no identity can be linked or unlinked from this computer; identities that are already linked still sign in. */
  readonly linkingAllowed: boolean;
  /** RememberedChoiceAllowed. Off and enforced: the app always asks which account to open. Off as a default: the tick starts empty and the person may set it. */
  readonly rememberAllowed: boolean;
  /** AccountHint. E-mail address or domain that is suggested to the provider. A hint only; what is allowed is decided by the lists of tenants and domains. */
  readonly accountHint: string;
  /** KeepSignedIn. Off: a shared computer. Nothing of the person is kept after quit, screen lock or IdleMinutes, and the provider asks for the password each time. */
  readonly keepSignedIn: boolean;
  /** IdleMinutes. Minutes without input after which a shared computer signs out. 0: never. Used only while KeepSignedIn is off. */
  readonly idleMinutes: number;
  /** MaximumSessionHours. Hours after which a session ends and the person signs in again. 0: no such limit. */
  readonly maxSessionHours: number;
  /** ReverifyHours. Hours between two silent confirmations by Google or Microsoft that the person still has access. */
  readonly reverifyHours: number;
  /** CallbackPorts. First and last loopback port, such as 49200-49299 (1024 to 65535). Empty: any free port. Nothing outside this computer can reach them. */
  readonly callbackPorts: { readonly first: number; readonly last: number };
  /** SonarBaseUrl. https origin of the Sonar service. Machine policy only. Empty: the address that is built into the app. */
  readonly sonarBaseUrl: string;
  /** DiagnosticsExportAllowed. Off: the person can neither copy the message for an administrator nor export a support bundle. */
  readonly diagnosticsAllowed: boolean;
  /** ProxyMode. system: the proxy, PAC file or WPAD of the operating system. direct: no proxy at all. */
  readonly proxyMode: 'system' | 'direct';
  /** CertificateMode. system: also roots that an administrator installed, as an inspecting proxy needs. public: a certificate from such a root is refused. */
  readonly certificateMode: 'system' | 'public';
  /** Languages. Languages that people may choose: en, fr-CA, es. The first one is used when the system’s language is not among them. */
  readonly locales: readonly ('en' | 'fr-CA' | 'es')[];
  /** UpdateChannel. latest, beta, or off when the app never looks for updates by itself. */
  readonly updateChannel: 'latest' | 'beta' | 'off';
}
