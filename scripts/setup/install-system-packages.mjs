import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { lastLines, runCommand, SetupError, say } from './run-command.mjs';
import { systemPackages } from './system-packages.mjs';

/** @typedef {import('./system-packages.mjs').SystemPackage} SystemPackage */

/**
 * The rows of the table that this machine lacks for the given needs; empty on Windows and macOS.
 *
 * @param {import('../tasks.mjs').Needs} needs
 * @returns {SystemPackage[]}
 */
function missingSystemPackages(needs) {
  if (process.platform !== 'linux') return [];
  const wanted = systemPackages.filter(
    (row) => needs.groups.includes(row.group) && !(needs.desktopServes && isSpared(row)),
  );
  if (wanted.length === 0) return [];
  const installed = installedPackages(wanted.flatMap((row) => row.names));
  return wanted.filter(
    (row) => !row.names.some((name) => installed.has(name)) && !row.programs?.some(isOnPath),
  );
}

/**
 * A desktop session brings its own screen, bus and keychain: `npm start` then uses those.
 *
 * @param {SystemPackage} row
 */
function isSpared(row) {
  if (row.spareWith === 'display') return Boolean(process.env.DISPLAY);
  return row.spareWith === 'session-bus' && Boolean(process.env.DBUS_SESSION_BUS_ADDRESS);
}

/**
 * Asks dpkg once; a Linux without dpkg answers nothing, so that only `programs` count there.
 *
 * @param {readonly string[]} names
 */
function installedPackages(names) {
  const format = `\${Package} \${db:Status-Status}\\n`;
  const { output } = runCommand('dpkg-query', ['--show', `--showformat=${format}`, ...names]);
  const rows = output.split('\n').map((line) => line.split(' '));
  return new Set(rows.filter((row) => row[1] === 'installed').map((row) => row[0]));
}

/** @param {string} program */
function isOnPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

const aptOptions = ['-o', 'Acquire::Retries=3', '-o', 'DPkg::Lock::Timeout=300'];
const aptLimitMs = 15 * 60_000;

/**
 * Installs what is missing by name with apt where that is permitted; else says the exact command to type.
 *
 * @param {import('../tasks.mjs').Needs} needs
 */
export function installSystemPackages(needs) {
  const missing = missingSystemPackages(needs);
  if (missing.length === 0) return;
  const command = rootCommand();
  if (!existsSync('/usr/bin/apt-get') || !command) throw new SetupError(whatToType(missing));
  say(`installing system packages with apt: ${missing.map((row) => row.names[0]).join(' ')}`);
  keepFromStarting(command, missing);
  if (noPackageLists()) runApt(command, ['update']);
  if (installWith(command, missing).ok) return;
  runApt(command, ['update']);
  const secondTry = installWith(command, missing);
  if (!secondTry.ok) throw new SetupError(`${lastLines(secondTry.output)}\n${whatToType(missing)}`);
}

/**
 * Masks the services that packages would start at once, on every network of the machine. Only where systemd runs, and only
 * for packages that were not there before.
 *
 * @param {readonly string[]} command
 * @param {readonly SystemPackage[]} missing
 */
function keepFromStarting(command, missing) {
  const services = servicesOf(missing);
  if (services.length === 0 || !existsSync('/run/systemd/system')) return;
  const [first = '', ...rest] = [...command, 'systemctl', 'mask', ...services];
  const { ok, output } = runCommand(first, rest);
  if (!ok) throw new SetupError(`${lastLines(output)}\n${whatToType(missing)}`);
}

/** @param {readonly SystemPackage[]} rows */
function servicesOf(rows) {
  return rows.flatMap((row) => (row.service === undefined ? [] : [row.service]));
}

/** `[]` for root, a sudo that asks nothing, or `undefined` when a person has to type a password. */
function rootCommand() {
  if (process.getuid?.() === 0) return [];
  return runCommand('sudo', ['-n', 'true']).ok ? ['sudo', '-n'] : undefined;
}

/**
 * @param {readonly string[]} command
 * @param {readonly import('./system-packages.mjs').SystemPackage[]} missing
 */
function installWith(command, missing) {
  const names = missing.map((row) => row.names.find(isKnownToApt) ?? row.names[0] ?? '');
  return runApt(command, ['install', '--yes', '--no-install-recommends', ...names]);
}

/**
 * @param {readonly string[]} command
 * @param {readonly string[]} args
 */
function runApt(command, args) {
  const words = [...command, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...aptOptions];
  const [first = '', ...rest] = [...words, ...args];
  return runCommand(first, rest, { limitMs: aptLimitMs });
}

/** @param {string} name */
function isKnownToApt(name) {
  return /Candidate: (?!\(none\))/.test(runCommand('apt-cache', ['policy', name]).output);
}

/** A new root has no lists yet; where some exist, asking the network first would be for nothing. */
function noPackageLists() {
  try {
    return !readdirSync('/var/lib/apt/lists').some((name) => name.includes('_Packages'));
  } catch {
    return true;
  }
}

/** @param {readonly import('./system-packages.mjs').SystemPackage[]} missing */
function whatToType(missing) {
  const reasons = missing.map((row) => `  ${row.names[0]}: ${row.why}`).join('\n');
  const names = missing.map((row) => row.names[0]).join(' ');
  const services = servicesOf(missing).join(' ');
  const mask = services === '' ? '' : `sudo systemctl mask ${services}; `;
  return `this machine lacks\n${reasons}\nInstall it, then run the same command again. On Debian or Ubuntu:\n  ${mask}sudo apt-get update && sudo apt-get install --yes ${names}`;
}
