import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runCommand } from './run-command.mjs';
import { systemPackages } from './system-packages.mjs';

/** @typedef {import('./system-packages.mjs').SystemPackage} SystemPackage */

/**
 * The rows of the table that this machine lacks for the given needs; empty on Windows and macOS.
 *
 * @param {import('../tasks.mjs').Needs} needs
 * @returns {SystemPackage[]}
 */
export function missingSystemPackages(needs) {
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
