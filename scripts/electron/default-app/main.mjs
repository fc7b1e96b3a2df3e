/**
 * What runs as `electron FOLDER` before the app in that folder, where Electron's own default app is missing. Plain
 * JavaScript on Electron's own modules: it lies in an archive beside the program.
 */
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

/**
 * What Electron's own default app uses and its types do not show.
 *
 * @typedef {{ setAppPath(path: string): void, setName(name: string): void, setVersion(version: string): void }} AppInternals
 */
const internals = /** @type {AppInternals} */ (/** @type {unknown} */ (app));

const { required, target } = readArguments(process.argv.slice(1));
if (target === undefined) {
  process.stderr.write('usage: electron [-r FILE]... FOLDER [ARGUMENT]...\n');
  process.exit(64);
}
const require = createRequire(join(process.cwd(), 'any.js'));
for (const file of required) require(resolve(file));
Reflect.set(process, 'defaultApp', true);
// Awaited at the top level: Electron is ready only when this module has ended, so that the app can still do what has
// to be done before.
await import(pathToFileURL(openApp(resolve(target))).href);

/**
 * The first argument that is no switch is the app; `-r FILE`, before it, is loaded first (debuggers and test drivers).
 *
 * @param {readonly string[]} words
 */
function readArguments(words) {
  /** @type {string[]} */
  const required = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (word === '-r' || word === '--require') {
      index += 1;
      required.push(words[index] ?? '');
    } else if (!word.startsWith('-')) {
      return { required, target: word };
    }
  }
  return { required, target: undefined };
}

/**
 * Gives the app its name, version and folder, as Electron's default app does; its main file.
 *
 * @param {string} path a folder with a `package.json`, or a file
 */
function openApp(path) {
  if (!statSync(path).isDirectory()) {
    internals.setAppPath(dirname(path));
    return path;
  }
  const { name, productName, version, main } = JSON.parse(
    readFileSync(join(path, 'package.json'), 'utf8'),
  );
  if (productName ?? name) internals.setName(productName ?? name);
  if (version) internals.setVersion(version);
  internals.setAppPath(path);
  return join(path, main ?? 'index.js');
}
