/**
 * Who may import whom. A place is a file, a folder with all that is below it, a package, or, with a star at its end,
 * everything whose name begins so. Paths start at the project's root.
 */

/** A wall around some files. */
export interface Wall {
  readonly around: readonly string[];
  /** Files within that it does not stand around. */
  readonly except?: readonly string[];
  /** All that may be imported; or, with `never`, what may be imported although `never` names it. */
  readonly only?: readonly string[];
  readonly never?: readonly string[];
  /** Printed with the line that breaks it. */
  readonly why: string;
}

/** An import that breaks a rule and is still there. It leaves this list together with the import. */
export interface Exception {
  readonly since: string;
  readonly file: string;
  readonly imports: string;
}

const contract = ['preload/contract', 'preload/foreign-text.ts'];
const product = ['preload', 'src-main', 'src-renderer'];
const folders = ['examples', 'preload', 'scripts', 'services', 'src-main', 'src-renderer', 'test'];

export const walls: {
  readonly folders: readonly string[];
  readonly walls: readonly Wall[];
  readonly direction: { readonly lowestFirst: readonly string[]; readonly why: string };
  readonly circles: { readonly why: string };
  readonly exceptions: readonly Exception[];
} = {
  /** Where the imports are read. */
  folders,

  walls: [
    {
      around: ['preload/contract'],
      only: ['preload/contract'],
      why: 'The contract imports nothing but itself.',
    },
    {
      around: ['preload'],
      except: contract,
      only: ['preload', 'electron'],
      why: 'The doorway imports electron and the contract, nothing else.',
    },
    {
      around: ['src-renderer'],
      only: [
        'src-renderer',
        ...contract,
        'react',
        'react-dom',
        'react-aria-components',
        'lucide-react',
        'intl-messageformat',
        '@tanstack/react-virtual',
        '@fontsource-variable/*',
      ],
      why: 'The renderer imports its libraries, its own files and the contract.',
    },
    {
      around: ['src-main'],
      never: folders.filter((folder) => folder !== 'src-main'),
      only: [...contract, 'build/product.json'],
      why: 'The app imports the contract and build/product.json, and nothing else of other folders.',
    },
    {
      around: ['services'],
      never: folders.filter((folder) => folder !== 'services'),
      why: 'The sandbox shares no code with the app: a reference that shares code proves nothing.',
    },
    {
      around: ['examples'],
      never: folders.filter((folder) => folder !== 'examples'),
      why: 'The example softphone imports the module by its name.',
    },
    {
      around: ['src-main/oauth'],
      only: [
        'src-main/oauth',
        'src-main/errors',
        'src-main/common',
        'src-main/network',
        ...contract,
        'node:*',
        'jose',
      ],
      why: 'oauth/ knows the protocol: no electron, no account, no session.',
    },
    {
      around: ['src-main/providers'],
      only: [
        'src-main/providers',
        'src-main/oauth',
        'src-main/errors',
        'src-main/common',
        'src-main/network',
        ...contract,
        'node:*',
        'google-auth-library',
        '@azure/msal-node',
        'zod',
      ],
      why: 'A provider imports its own library and oauth/.',
    },
    {
      around: ['src-main/sign-in', 'src-main/accounts', 'src-main/session'],
      never: ['electron', 'src-main/electron', 'src-main/verbs', 'src-main/start'],
      why: 'sign-in/, accounts/ and session/ know neither Electron nor who calls them.',
    },
    {
      around: ['src-main/session'],
      never: ['src-main/sign-in', 'src-main/accounts'],
      why: 'A session does not know how it was opened.',
    },
    {
      around: product,
      except: ['src-main/electron', 'preload/index.ts'],
      never: ['electron', 'electron-updater'],
      why: 'electron is imported in src-main/electron, and by the doorway.',
    },
    {
      around: product,
      except: ['src-main/providers'],
      never: ['google-auth-library', '@azure/msal-node'],
      why: 'The libraries of the providers are imported in src-main/providers.',
    },
    {
      around: product,
      except: ['src-main/credentials/keychain-process.ts'],
      never: ['keytar'],
      why: 'keytar is imported by the keychain process alone.',
    },
    {
      around: product,
      except: ['src-main/preferences/preferences-file.ts'],
      never: ['electron-store'],
      why: 'electron-store is imported by one file.',
    },
  ],

  direction: {
    lowestFirst: [
      'src-main/errors',
      'src-main/common',
      'src-main/generated',
      'src-main/network',
      'src-main/product.ts',
      'src-main/oauth',
      'src-main/providers',
      'src-main/policy',
      'src-main/sonar',
      'src-main/credentials',
      'src-main/session',
      'src-main/preferences',
      'src-main/sign-in',
      'src-main/accounts',
      'src-main/diagnostics',
      'src-main/desk',
      'src-main/verbs',
      'src-main/start',
      'src-main/platform.ts',
      'src-main/electron',
      'src-main/stores.ts',
      'src-main/leftovers.ts',
      'src-main/login-parts.ts',
      'src-main/login.ts',
      'src-main/compose-login.ts',
      'src-main/start-product.ts',
      'src-main/open-module.ts',
      'src-main/index.ts',
      'src-main/main.ts',
    ],
    why: 'Nothing lower imports anything higher.',
  },

  circles: { why: 'No circle of files, types included.' },

  exceptions: [],
};
