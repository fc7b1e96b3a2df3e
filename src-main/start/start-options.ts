import { realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';
import { z } from 'zod';
import type { Provider } from '../../preload/contract/providers.ts';
import type { LogEntry } from '../diagnostics/log-file.ts';
import { SetupError } from '../errors/login-error.ts';
import { isLoopbackHttp } from '../network/service-url.ts';
import { productIdentity } from '../product.ts';
import { type Endpoints, parseEndpoints } from './configuration.ts';
import { ConfigurationError } from './own-settings.ts';

/** The app as a provider knows it. Addresses are https; http for this computer only, and not in an installed app. */
export interface ProviderRegistration {
  readonly clientId: string;
  /** Google gives one to installed apps too; it is no secret there. */
  readonly clientSecret?: string;
  /** Google's, where another one is to stand in for it. */
  readonly issuer?: string;
  /** Microsoft's, where another one is to stand in for it. */
  readonly authority?: string;
}

/**
 * The address of the Sonar service, and the app as each provider knows it: what the file holds that `npm run sandbox`
 * writes.
 */
export type SonarLoginConfiguration = { readonly sonar: { readonly baseUrl: string } } & Readonly<
  Record<Provider, ProviderRegistration>
>;

/** What the command line of the host may hold beside the module's own switches. */
export interface OwnCommandLine {
  /** Switches that the host takes itself, in small letters and without the dashes: an installed app refuses others. */
  readonly ownSwitches: readonly string[];
}

/** What the module shows outside its window: each by default not. */
export interface OutsideOptions {
  /** An icon in the tray with a menu of the accounts; on macOS the menu of the dock. */
  readonly tray?: boolean;
  /** A notification when something needs the person. */
  readonly notifications?: boolean;
  /** A badge at the app while something does. */
  readonly badge?: boolean;
}

/** The same with what was left out. */
export type OutsideSettings = Required<OutsideOptions>;

/** How the module is to behave in the app around it. All but the configuration may be left out: then it is a guest. */
export interface SonarLoginOptions {
  readonly configuration: SonarLoginConfiguration;
  /** Absolute path of the folder for settings and logs; by default `Sonar Login` in the app's `userData`. */
  readonly dataFolder?: string;
  /** The name under which the keychain lists what is stored; by default `Sonar Login (NAME OF THE APP)`. */
  readonly keychainService?: string;
  /** Opens the window at the start, as it does by default, or only when nobody is signed in then; `show` opens it later. */
  readonly window?: 'at-start' | 'when-needed';
  /** Quits the app when its last window is closed; by default the app goes on. */
  readonly quitWithWindow?: boolean;
  /** Puts the module's menu in the place of the app's; by default it is in the module's own window alone. */
  readonly menu?: boolean;
  /** Refuses a second start of the app, and shows the window of the first one instead. */
  readonly singleInstance?: boolean;
  /** What the module shows outside its window; by default nothing, and `getMenuEntries` and `onAttention` are for yours. */
  readonly outside?: OutsideOptions;
  /**
   * Answers `--print-policy`, `--self-test`, `--support-bundle` and `--remove-data`, and refuses what could watch or
   * redirect an installed app. By default the command line is the app's.
   */
  readonly commandLine?: boolean | OwnCommandLine;
  /** Hears of each line that the module writes to its log. */
  readonly log?: (entry: LogEntry) => void;
}

/** The options with everything that was left out. */
export interface StartSettings {
  readonly endpoints: Endpoints;
  readonly dataFolder: string;
  readonly keychainService: string;
  readonly opensAtStart: boolean;
  readonly quitWithWindow: boolean;
  readonly menu: boolean;
  readonly singleInstance: boolean;
  readonly outside: OutsideSettings;
  /** Null: the command line is the app's. */
  readonly commandLine: OwnCommandLine | null;
  readonly log: ((entry: LogEntry) => void) | null;
}

/** What is known of the app around the module. */
export interface HostApp {
  readonly name: string;
  /** Absolute path. */
  readonly userData: string;
  readonly isPackaged: boolean;
}

/** What a keychain shows of a name is one line. */
const longestName = 200;

const serviceName = z
  .string('must be a text')
  .max(longestName, `must have at most ${longestName} characters`)
  .refine((text) => text.trim() !== '', 'must not be empty')
  .refine((text) => !/\p{Cc}/u.test(text), 'must not hold control characters');

const flag = z.boolean('must be true or false').optional();

const ownSwitch = z
  .string('must be a text')
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'must be in small letters, without dashes before it');

const optionsSchema = z.strictObject(
  {
    configuration: z.record(z.string(), z.unknown(), 'must be an object'),
    dataFolder: z
      .string('must be a text')
      .refine((path) => isAbsolute(path) && !path.includes('\0'), 'must be an absolute path')
      .optional(),
    keychainService: serviceName.optional(),
    window: z.enum(['at-start', 'when-needed'], "must be 'at-start' or 'when-needed'").optional(),
    quitWithWindow: flag,
    menu: flag,
    singleInstance: flag,
    outside: z
      .strictObject(
        { tray: flag, notifications: flag, badge: flag },
        'must be an object with tray, notifications and badge',
      )
      .optional(),
    commandLine: z
      .union(
        [z.boolean(), z.strictObject({ ownSwitches: z.array(ownSwitch) })],
        'must be true, false or { ownSwitches: [names in small letters, without dashes] }',
      )
      .optional(),
    log: z
      .custom<(entry: LogEntry) => void>(
        (value) => typeof value === 'function',
        'must be a function',
      )
      .optional(),
  },
  'must be an object',
);

/** Reads the options; throws a `SetupError` `bad-option` that names the first one at fault, and touches nothing. */
export function readOptions(options: unknown, host: HostApp): StartSettings {
  const parsed = parseOptions(options);
  if (!parsed.success) throw badOption(parsed.error.issues);
  const given = parsed.data;
  requireOwnFolder(given.dataFolder, host);
  return {
    endpoints: readEndpoints(given.configuration, host),
    dataFolder: given.dataFolder ?? join(host.userData, productIdentity.keychainService),
    keychainService:
      given.keychainService ??
      `${productIdentity.keychainService} (${host.name})`.slice(0, longestName),
    opensAtStart: given.window !== 'when-needed',
    quitWithWindow: given.quitWithWindow ?? false,
    menu: given.menu ?? false,
    singleInstance: given.singleInstance ?? false,
    outside: {
      tray: given.outside?.tray ?? false,
      notifications: given.outside?.notifications ?? false,
      badge: given.outside?.badge ?? false,
    },
    commandLine: readCommandLine(given.commandLine),
    log: given.log ?? null,
  };
}

/** What throws when it is looked at is an option that cannot be used. */
function parseOptions(options: unknown) {
  try {
    return optionsSchema.safeParse(options, { reportInput: true });
  } catch {
    throw new SetupError('bad-option', 'options', 'options must be an object of plain values.');
  }
}

/** In a folder with files of the app nobody could tell which ones go with the module, whatever it is called. */
function requireOwnFolder(dataFolder: string | undefined, { userData }: HostApp): void {
  if (dataFolder === undefined) return;
  const way = relative(findReal(dataFolder), findReal(userData));
  // Absolute: on another drive of Windows.
  if (way.startsWith('..') || isAbsolute(way)) return;
  const message =
    'dataFolder must be a folder of the module’s own, neither the app’s `userData` nor a folder above it.';
  throw new SetupError('bad-option', 'dataFolder', message);
}

/** The path without links and in the letters that the disk has; of what is not there yet, that of the folder above. */
function findReal(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    const above = dirname(path);
    return above === path ? path : join(findReal(above), basename(path));
  }
}

function readCommandLine(given: boolean | OwnCommandLine | undefined): OwnCommandLine | null {
  if (given === true) return { ownSwitches: [] };
  return given === false || given === undefined ? null : given;
}

function badOption(issues: readonly z.core.$ZodIssue[]): SetupError {
  const [issue] = issues;
  if (issue?.code === 'unrecognized_keys') {
    const [key = 'options'] = issue.keys;
    return new SetupError('bad-option', key, `${key} is no option of startSonarLogin.`);
  }
  const key = issue?.path.map(String).join('.') || 'options';
  const isMissing = issue !== undefined && 'input' in issue && issue.input === undefined;
  const problem =
    isMissing && key === 'configuration' ? 'is missing' : (issue?.message ?? 'cannot be used');
  return new SetupError('bad-option', key, `${key} ${problem}.`);
}

/** An installed app speaks https only: whoever listens on this computer could be anybody. */
function readEndpoints(configuration: unknown, { isPackaged }: HostApp): Endpoints {
  let endpoints: Endpoints;
  try {
    endpoints = parseEndpoints(configuration, 'the option `configuration`');
  } catch (thrown) {
    if (!(thrown instanceof ConfigurationError)) throw thrown;
    const key = `configuration.${thrown.key}`;
    throw new SetupError('bad-option', key, `configuration.${thrown.message}.`);
  }
  const plain = isPackaged
    ? addressesIn(endpoints).find(([, url]) => isLoopbackHttp(url))
    : undefined;
  if (plain === undefined) return endpoints;
  const key = `configuration.${plain[0]}`;
  throw new SetupError('bad-option', key, `${key} must be an https address in an installed app.`);
}

/** All addresses with the paths of their keys. */
function addressesIn(endpoints: Endpoints): readonly (readonly [string, string])[] {
  return Object.entries(endpoints).flatMap(([name, settings]) =>
    Object.entries(settings).flatMap(([key, value]) =>
      typeof value === 'string' && URL.canParse(value) ? [[`${name}.${key}`, value] as const] : [],
    ),
  );
}
