import { existsSync, readdirSync } from 'node:fs';
import { missingSystemPackages } from './missing-system-packages.mjs';
import { lastLines, runCommand } from './run-command.mjs';
import { say } from './say.mjs';
import { SetupError } from './setup-error.mjs';

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
  if (noPackageLists()) runApt(command, ['update']);
  if (installWith(command, missing).ok) return;
  runApt(command, ['update']);
  const secondTry = installWith(command, missing);
  if (!secondTry.ok) throw new SetupError(`${lastLines(secondTry.output)}\n${whatToType(missing)}`);
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
  return `this machine lacks\n${reasons}\nInstall it, then run the same command again. On Debian or Ubuntu:\n  sudo apt-get update && sudo apt-get install --yes ${names}`;
}
