// Generated from policy-schema.ts by scripts/policy/generate.ts; do not edit.

/** The value of every policy key, within bounds and in the form that the app compares. A list that is null restricts nobody; an empty one allows nobody. */
export interface PolicyValues {
  /** AllowedProviders. Providers that may be used to sign in: google, microsoft. A provider that is not listed cannot be started in any way. */
  readonly allowedProviders: readonly ('google' | 'microsoft')[];
  /** AllowedGoogleDomains. Primary domains of the Google Workspace organizations whose people may sign in; a domain alias matches nobody. Not set: any domain and personal Google accounts. Checked on the ID token (hd). */
  readonly allowedGoogleDomains: readonly string[] | null;
  /** AllowedMicrosoftTenants. Tenant ids (GUIDs) whose people may sign in. Not set: any tenant. Checked on the ID token. */
  readonly allowedMicrosoftTenants: readonly string[] | null;
  /** SsoRequired. On: people sign in with an allowed provider only, whatever PasswordSignInAllowed says. The Sonar password still proves an account when an identity is linked to it. */
  readonly ssoRequired: boolean;
  /** PasswordSignInAllowed. Off: the form for Sonar username and password is locked on the sign-in screen. */
  readonly passwordAllowed: boolean;
  /** BreakGlassAllowed. On: for a day on which the provider is down, an office manager or support can issue a code that signs one person in once on one computer, also where SsoRequired is on. Off: no code is taken or issued on this computer. Machine policy only. */
  readonly breakGlassAllowed: boolean;
  /** LinkingAllowed. Off: no identity can be linked or unlinked from this computer; identities that are already linked still sign in. */
  readonly linkingAllowed: boolean;
  /** RememberedChoiceAllowed. Off and enforced: the app always asks which account to open. Off as a default: the tick starts empty and the person may set it. */
  readonly rememberAllowed: boolean;
  /** AccountHint. E-mail address or domain that is suggested to the provider, or auto for the address with which the person is logged on to this computer, where the system knows one. A hint only; what is allowed is decided by the lists of tenants and domains. */
  readonly accountHint: string;
  /** StartSignIn. once: at the very first start for a person the browser opens by itself, where exactly one provider is allowed. off: the person begins. Not used on a shared computer, where each start would be a first one. */
  readonly startSignIn: 'off' | 'once';
  /** PreferredAccount. Sonar username of the account that is opened when a first sign-in offers several and this one is among them. As a default: what the person chose counts more. Enforced: it is opened whatever they chose. */
  readonly preferredAccount: string;
  /** SwitchingAllowed. Off: one account at a time. While somebody is signed in, no other account can be opened or added, neither from the window nor from the tray, the menu or the softphone; after signing out, any account may sign in. */
  readonly switchingAllowed: boolean;
  /** KeepSignedIn. Off: a shared computer. Nothing of the person is kept after quit, screen lock or IdleMinutes, and Microsoft is asked to have the person sign in again each time. Google asks for no password while its session in the browser lasts: clear the browser when it closes. */
  readonly keepSignedIn: boolean;
  /** PrivateBrowserWindow. On: a sign-in opens in a private window of the browser, where the browser is known to have one, so that nothing of the person stays in it. Used only while KeepSignedIn is off. */
  readonly privateBrowserWindow: boolean;
  /** IdleMinutes. Minutes without input after which a shared computer signs out. 0: never. Used only while KeepSignedIn is off. */
  readonly idleMinutes: number;
  /** MaximumSessionHours. Hours after which a session ends and the person signs in again. 0: no such limit. */
  readonly maxSessionHours: number;
  /** ReverifyHours. Hours between two silent confirmations by Google or Microsoft that the person still has access. */
  readonly reverifyHours: number;
  /** CallbackPorts. First and last loopback port, such as 49200-49299 (1024 to 65535). Not set: any free port. Nothing outside this computer can reach them. */
  readonly callbackPorts: { readonly first: number; readonly last: number };
  /** SonarBaseUrl. https address of the Sonar service, with or without /v1 at its end. Machine policy only. Not set: the address that is built into the app. With one that cannot be used the app does not start. */
  readonly sonarBaseUrl: string;
  /** NotificationsAllowed. Whether the app notifies the person when an account needs them. Enforced: locks the person’s setting. As a default: what the setting starts with. */
  readonly notificationsAllowed: boolean;
  /** StartWithComputer. Whether the app starts, without its window, when the person logs on to the computer. Enforced: locks the person’s setting. As a default: what the setting starts with. */
  readonly startWithComputer: boolean;
  /** DiagnosticsExportAllowed. Off: the person cannot copy the details for support, which begin with the message for an administrator, nor save a support bundle; --support-bundle writes none. */
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
