import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { IntlMessageFormat } from 'intl-messageformat';
import type { Plugin } from 'vite';

const root = import.meta.dirname;
/** Absolute; scripts/build.ts names others for a build that is another product. */
const product = process.env.SONAR_BUILD_PRODUCT ?? resolve(root, 'build/product.json');
const output = process.env.SONAR_BUILD_OUTPUT ?? resolve(root, 'dist');

// The bundles run on the Electron that ships and on the older one of ADR 0006 (Node 20, Chromium 130).
const targets = { node: 'node20', page: 'chrome130' } as const;

/** What the log tells of an error that nobody expected is the name of its class. */
const keepNames = { class: true, function: false };

/** The mark that Linux shows for the window, beside the bundles of the main process. */
const windowIcon: Plugin = {
  name: 'window-icon',
  generateBundle() {
    const source = readFileSync(resolve(root, 'build/icons/256x256.png'));
    this.emitFile({ type: 'asset', fileName: 'icon.png', source });
  },
};

/** Not there: nobody calls it. */
const nothing = 'export default null; export const Ajv2020 = null;';
/** Calls back at the end of the process, and listens to no signal. */
const atExit = "module.exports = (callback) => process.once('exit', () => callback());";

/**
 * What takes the place of parts of libraries, by who imports them. Never called, which the bundler cannot tell: of
 * `dbus-native` its clients and servers, with their parser for XML, and its own ways to a socket, since
 * `src-main/electron/linux-bus.ts` speaks the wire alone; of electron-store the validator and the migrations of settings,
 * since `src-main/preferences/preferences-file.ts` only writes with it. Called to clean up at the end: two packages that
 * listen to SIGTERM and its kind for that, and end the process themselves. Loaded when Electron is ready already, they
 * would take these signals away from it: the app would be killed by them, and store nothing.
 */
const replaced: readonly {
  readonly by: RegExp;
  readonly parts: readonly string[];
  readonly source: string;
}[] = [
  {
    by: /node_modules[\\/]dbus-native[\\/]index\.js$/,
    parts: ['address', 'broker', 'bus', 'define-interface', 'server', 'server-handshake'].map(
      (name) => `./lib/${name}`,
    ),
    source: nothing,
  },
  {
    by: /node_modules[\\/]conf[\\/]dist[\\/]source[\\/]index\.js$/,
    parts: ['ajv/dist/2020.js', 'ajv-formats', 'semver'],
    source: nothing,
  },
  {
    by: /node_modules[\\/](?:proper-lockfile|atomically)[\\/]/,
    parts: ['signal-exit', 'when-exit'],
    source: atExit,
  },
];
const replacedParts: Plugin = {
  name: 'replaced-parts',
  enforce: 'pre',
  resolveId(id, importer = '') {
    const found = replaced.findIndex(({ by, parts }) => by.test(importer) && parts.includes(id));
    return found === -1 ? null : `\0replaced-${found}`;
  },
  load: (id) => (id.startsWith('\0replaced-') ? replaced[Number(id.slice(10))]?.source : null),
};

/** Parses the words of every language while building: the window needs no parser, which is larger than all of its words. */
const parsedWords: Plugin = {
  name: 'parsed-words',
  load: {
    filter: { id: /[\\/]src-renderer[\\/]copy[\\/](en|es|fr-ca)(-later)?\.ts$/ },
    handler: async (id) => {
      const catalogues: Record<string, Record<string, string>> = await import(
        `${pathToFileURL(id).href}?${Date.now()}`
      );
      return Object.entries(catalogues)
        .map(([name, words]) => `export const ${name} = ${JSON.stringify(words, parseMessage)};`)
        .join('\n');
    },
  },
};

function parseMessage(_key: string, value: unknown): unknown {
  const isMessage = typeof value === 'string' && value.includes('{');
  return isMessage ? new IntlMessageFormat(value).getAst() : value;
}

/**
 * Three bundles into `dist/`, of one product description. Everything is bundled, so that an installer carries one native
 * package and no folder of dependencies: only Electron itself, and keytar and native-reg, which are native, stay
 * outside. No source map is made.
 */
export default defineConfig({
  main: {
    plugins: [windowIcon, replacedParts],
    resolve: { alias: [{ find: /^.*\/build\/product\.json$/, replacement: product }] },
    build: {
      outDir: join(output, 'main'),
      target: targets.node,
      sourcemap: false,
      externalizeDeps: false,
      rolldownOptions: {
        input: {
          index: resolve(root, 'src-main/main.ts'),
          'sonar-login': resolve(root, 'src-main/index.ts'),
          'keychain-process': resolve(root, 'src-main/credentials/keychain-process.ts'),
        },
        external: ['keytar', 'native-reg'],
        // Flat: code that looks for its neighbours must find them whichever file it ends up in.
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: '[name]-[hash].js',
          minify: { compress: { keepNames }, mangle: { keepNames }, codegen: true },
        },
      },
    },
  },
  preload: {
    build: {
      outDir: join(output, 'preload'),
      target: targets.node,
      sourcemap: false,
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: resolve(root, 'preload/index.ts') },
        // A sandboxed window loads CommonJS only.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [react(), parsedWords],
    resolve: {
      alias: [
        {
          find: /^@formatjs\/icu-messageformat-parser$/,
          replacement: '@formatjs/icu-messageformat-parser/no-parser.js',
        },
      ],
    },
    build: {
      outDir: join(output, 'renderer'),
      target: targets.page,
      sourcemap: false,
      minify: true,
      // Every Chromium that it runs in knows `modulepreload`.
      modulePreload: { polyfill: false },
      // All of it is 30 kB: less to read than a dozen files, and in the order in which they would load.
      cssCodeSplit: false,
      // Nothing inline: the content security policy allows no data: addresses.
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: { index: resolve(root, 'src-renderer/index.html') },
        // All that the first picture needs in one file: each further one is asked of the main process as well.
        // What comes right after it is one file too.
        output: {
          codeSplitting: {
            groups: [
              { name: 'index', tags: ['$initial'] },
              { name: 'views', test: /[\\/](?:alert|notices|home-notices|\w+ing-views)\.tsx$/ },
            ],
          },
        },
      },
    },
  },
});
