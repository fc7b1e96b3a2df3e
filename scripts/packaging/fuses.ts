import { type FuseConfig, FuseV1Options, FuseVersion } from '@electron/fuses';

/** Every fuse of Electron, set on purpose; the type makes a forgotten one an error. */
export const fuses = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  /** Electron itself sets this signature anew after the flip, for runs on the builder's own Mac. */
  resetAdHocDarwinSignature: false,
  /** ELECTRON_RUN_AS_NODE would turn the app into a Node with our signature and our keychain entries. */
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  /** NODE_OPTIONS could load any code, NODE_EXTRA_CA_CERTS any root. */
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  /** --inspect and SIGUSR1 would open the main process to everybody on this computer. */
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  /** Checked on macOS and Windows; Linux has no such check and relies on files that root owns. */
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  /** We ship no snapshot of our own. */
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  /** The app has a scheme of its own; files need no privileges. */
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  /** Faster bounds checks in WebAssembly, Electron's own default; changes no right. */
  [FuseV1Options.WasmTrapHandlers]: true,
} as const satisfies FuseConfig;
