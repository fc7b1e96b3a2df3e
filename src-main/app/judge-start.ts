import { app } from 'electron';
import { endApp } from './end-app.ts';
import { findRefused, refusedSwitchesOf, type Start } from './refused-switches.ts';

/**
 * What weakens TLS or writes its secrets down, in the environment of people who examine other programs: it does not
 * count for an installed app. The first is Chromium's, read when its network starts, later than this; the others are
 * Node's, with which the app looks at certificates.
 */
const ignoredVariables = [
  'SSLKEYLOGFILE',
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'NODE_EXTRA_CA_CERTS',
] as const;

/**
 * Ends an installed app that was given a switch or a variable by which somebody could redirect, watch or drive it, before
 * it touches network, disk or the first app that runs; true then. What is refused does not take effect while a message
 * box says so. An unpackaged run takes everything.
 */
export function isStartRefused(ownSwitches: readonly string[]): boolean {
  if (!app.isPackaged) return false;
  const { argv, env, platform, execPath: program } = process;
  const isRoot = process.getuid?.() === 0;
  const start: Start = { argv, env, platform, program, isRoot, ownSwitches };
  for (const name of ignoredVariables) delete env[name];
  const refused = findRefused(start);
  if (refused === null) return false;
  for (const name of refusedSwitchesOf(start)) app.commandLine.removeSwitch(name);
  endApp('configuration', `${refused} is refused by an installed app.`);
  return true;
}
