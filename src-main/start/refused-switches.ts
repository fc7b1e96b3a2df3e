import { dirname } from 'node:path';
import { productIdentity } from '../product.ts';
import { readSwitch, type Switch } from './command-line.ts';
import type { Environment } from './own-environment.ts';

/** How the app was started. */
export interface Start {
  /** The program comes first. */
  readonly argv: readonly string[];
  readonly env: Environment;
  readonly platform: NodeJS.Platform;
  /** Absolute path of the program. */
  readonly program: string;
  readonly isRoot: boolean;
  /** Switches of the app around the sign-in module, without the dashes. */
  readonly ownSwitches: readonly string[];
}

type Rule = (value: string | null, start: Start) => boolean;

const bare: Rule = (value) => value === null;
const matching =
  (pattern: RegExp): Rule =>
  (value) =>
    pattern.test(value ?? '');
const on =
  (system: NodeJS.Platform, rule: Rule): Rule =>
  (value, start) =>
    start.platform === system && rule(value, start);

/**
 * All that an installed app takes: its own commands, what the systems and their installers add, and what people need to
 * see the window at all. Chromium has some 1,500 switches more, and every Electron brings others; those that lead
 * requests elsewhere, believe any certificate, write secrets to a file or start a program have names of all kinds.
 */
const allowed: Readonly<Record<string, Rule>> = {
  // One that is not understood would open the window, and end with 0 as if it had done what was asked.
  'print-policy': matching(/^(?:text|json)?$/),
  'self-test': matching(/^(?:text|json)?$/),
  'remove-data': matching(/^(?:text|json)?$/),
  // Its file may stand behind it as an argument of its own.
  'support-bundle': (value) => value !== '',
  json: bare,
  // How a system starts the app with the computer.
  hidden: bare,
  // A person's eyes, screen and language.
  lang: matching(/^[a-z]{2,3}(?:[-_][a-z\d]{2,8})*$/i),
  'force-renderer-accessibility': matching(/^[a-z-]*$/),
  'disable-gpu': bare,
  'force-device-scale-factor': matching(/^\d(?:\.\d{1,3})?$/),
  'high-dpi-support': matching(/^[01]$/),
  // Desktops of Linux; Chromium's sandbox cannot be had as root, nor in every AppImage.
  'no-sandbox': (value, start) => value === null && mayGoWithoutSandbox(start),
  'ozone-platform': on('linux', matching(/^(?:x11|wayland)$/)),
  'ozone-platform-hint': on('linux', matching(/^(?:auto|x11|wayland)$/)),
  'enable-features': on(
    'linux',
    matching(/^(?:(?:UseOzonePlatform|WaylandWindowDecorations)(?:,(?!$)|$))+$/),
  ),
  'enable-wayland-ime': on('linux', matching(/^(?:true|false)?$/)),
  'wayland-text-input-version': on('linux', matching(/^[13]$/)),
  'gtk-version': on('linux', matching(/^[34]$/)),
  // The setup program, when it starts the app after an update.
  updated: on('win32', bare),
};

/** The names on the list. */
export const allowedSwitches: readonly string[] = Object.keys(allowed);

/** Finder's number for a process, of older versions of macOS. */
const processSerialNumber = /^psn_\d+_\d+$/;

const refusedVariable = /^SONAR_LOGIN_/i;
const sandboxVariable = /^ELECTRON_DISABLE_SANDBOX$/i;

/** The name of the first argument or variable that an installed app refuses; null: none. */
export function findRefused(start: Start): string | null {
  // Only the name: what stands behind the sign may be a secret.
  const [name] = refusedSwitchesOf(start);
  if (name !== undefined) return `--${name.replaceAll(/[^\w.-]/g, '?').slice(0, 80)}`;
  const isRefused = (variable: string) =>
    refusedVariable.test(variable) ||
    // Electron makes the switch of it before any of our code runs.
    (sandboxVariable.test(variable) && !mayGoWithoutSandbox(start));
  return Object.keys(start.env).find(isRefused) ?? null;
}

/** The refused switches among the arguments, by the names that Chromium knows them by. */
export function refusedSwitchesOf(start: Start): readonly string[] {
  return start.argv.slice(1).flatMap((argument) => {
    const found = readSwitch(argument, start.platform);
    return found === null || isAllowed(found, start) ? [] : [found.name];
  });
}

function isAllowed({ name, value }: Switch, start: Start): boolean {
  if (start.ownSwitches.includes(name)) return true;
  if (start.platform === 'darwin' && value === null && processSerialNumber.test(name)) return true;
  return Object.hasOwn(allowed, name) && (allowed[name]?.(value, start) ?? false);
}

/** Root has no sandbox; an AppImage starts its program without one where the kernel gives none to people. */
function mayGoWithoutSandbox({ platform, isRoot, env, program }: Start): boolean {
  if (platform !== 'linux') return false;
  return isRoot || isInAppImage(env, program);
}

/** Whether the program is the one that an AppImage has brought, and not an installed one that was started from one. */
function isInAppImage({ APPIMAGE, APPDIR }: Environment, program: string): boolean {
  return (
    Boolean(APPIMAGE) &&
    Boolean(APPDIR) &&
    program.startsWith(`${APPDIR}/`) &&
    dirname(program) !== `/opt/${productIdentity.name}`
  );
}
