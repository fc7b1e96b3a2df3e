/** @type {Needs} */
const everything = {
  groups: ['keychain', 'window', 'private-desktop', 'tests', 'packaging', 'packaged-app'],
  keytar: true,
};

/**
 * What each npm script needs beside npm packages: groups of system packages, and whether keytar must be built.
 *
 * @typedef {{ groups: readonly import('./system-packages.mjs').PackageGroup[], keytar: boolean }} Needs
 * @typedef {Needs & { task: string }} TaskNeeds `task` is the npm script, empty without npm
 * @type {Readonly<Record<string, Needs>>}
 */
const needsByTask = {
  start: { groups: ['keychain', 'window', 'private-desktop'], keytar: true },
  sandbox: { groups: [], keytar: false },
  check: { groups: [], keytar: false },
  test: everything,
  e2e: { groups: ['keychain', 'window', 'private-desktop', 'tests'], keytar: true },
  bench: { groups: ['keychain', 'window', 'private-desktop'], keytar: true },
  soak: { groups: ['keychain', 'window', 'private-desktop'], keytar: true },
  screens: { groups: ['keychain', 'window', 'private-desktop'], keytar: true },
  package: { groups: ['keychain', 'packaging'], keytar: true },
};

/**
 * The needs of the npm script whose pre-hook runs now (`prestart` → `start`); without npm, all of them.
 *
 * @param {string | undefined} lifecycleEvent npm's name for the running script
 * @returns {TaskNeeds}
 */
export function needsOf(lifecycleEvent) {
  const task = (lifecycleEvent ?? '').replace(/^pre/, '');
  return { task, ...(needsByTask[task] ?? everything) };
}
