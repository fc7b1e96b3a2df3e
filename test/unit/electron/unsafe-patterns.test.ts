import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');
const files = globSync('{src-main,preload,src-renderer}/**/*.{ts,tsx,html}', { cwd: root });
const sources = files
  .filter((file) => !file.includes('generated'))
  .map((file) => [file, readFileSync(join(root, file), 'utf8')] as const);

function filesWith(pattern: RegExp): readonly string[] {
  return sources.flatMap(([file, text]) => (pattern.test(text) ? [file] : [])).sort();
}

/** What is dangerous in an app on Electron, and the files in which it has its reason. */
const patterns: readonly (readonly [what: string, pattern: RegExp, allowed: readonly string[]])[] =
  [
    ['code made of text', /\beval\(|new Function\(|executeJavaScript|vm\.run/, []],
    [
      'markup made of text',
      /innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write|createContextualFragment|setHTMLUnsafe/,
      [],
    ],
    ['a shell', /shell: true|\bexecSync\(|\{ exec[ ,}]/, []],
    [
      'programs of the system',
      /node:child_process/,
      ['src-main/electron/browser.ts', 'src-main/credentials/keychain-state.ts'],
    ],
    // One names the variable to refuse it; one reads who issued a certificate that was refused, and sends nothing.
    [
      'a certificate that is not checked',
      /rejectUnauthorized|NODE_TLS_REJECT_UNAUTHORIZED|certificate-error|ignoreCertificateErrors/,
      ['src-main/electron/prepare-app.ts', 'src-main/network/network-fault.ts'],
    ],
    ['an old hash', /createHash\(['"](?:md5|sha1)/, []],
    // It spreads further tries in time, and makes no secret.
    [
      'chance that can be guessed',
      /Math\.random/,
      ['src-main/session/removals.ts', 'src-main/session/sessions.ts'],
    ],
    ['a window', /new BrowserWindow\(/, ['src-main/electron/window.ts']],
    ['an embedded page', /WebContentsView|BrowserView\b|<webview|webviewTag: true/, []],
    [
      'a window without its walls',
      /(?:nodeIntegration\w*|allowRunningInsecureContent|enableRemoteModule): true|(?:webSecurity|contextIsolation|sandbox): false/,
      [],
    ],
    // No HTTP/3: what fails over it is sent again.
    [
      'a switch of Chromium that is set',
      /appendSwitch|appendArgument/,
      ['src-main/electron/app-network.ts'],
    ],
    ['a channel that answers at once', /sendSync|\.returnValue/, []],
    ['a channel for the page itself', /exposeInMainWorld/, ['preload/index.ts']],
    ['storage of the page', /localStorage|sessionStorage|document\.cookie|indexedDB/, []],
    ['secrets in a file', /safeStorage|encryptString/, []],
    ['crash reports that are sent', /crashReporter/, []],
  ];

test.each(patterns)('PK-06: %s stands nowhere but in the stated files', (_, pattern, allowed) => {
  expect(sources.length).toBeGreaterThan(200);
  expect(filesWith(pattern)).toEqual([...allowed].sort());
});

test('DL-03, DL-05, DL-07: the app registers no scheme with a system, and listens for no link', () => {
  expect(filesWith(/setAsDefaultProtocolClient|['"]open-(?:url|file)['"]/)).toEqual([]);
  const builder = readFileSync(join(root, 'electron-builder.yml'), 'utf8');
  expect(builder).not.toMatch(/protocols|MimeType|x-scheme-handler|fileAssociations/i);
  const scripts = globSync('{build,scripts/packaging}/**/*', { cwd: root }).filter((file) =>
    /\.(?:nsh|nsi|sh|plist|xml|desktop)$/.test(file),
  );
  expect(scripts.length).toBeGreaterThan(2);
  for (const script of scripts) {
    const text = readFileSync(join(root, script), 'utf8');
    expect([script, /URL Protocol|x-scheme-handler|CFBundleURL/i.test(text)]).toEqual([
      script,
      false,
    ]);
  }
});

test('BH-06: the app shows one address in a window, its own page; a provider’s page only the system browser shows', () => {
  const found = globSync('src-main/**/*.ts').flatMap((file) =>
    (
      readFileSync(file, 'utf8').match(
        /(?:loadURL|loadFile)\([^)]*\)|\b(?:WebContentsView|BrowserView)\b|webviewTag: \w+/g,
      ) ?? []
    ).map((words) => `${file}: ${words}`),
  );
  expect(found.sort()).toEqual([
    'src-main/electron/window-rules.ts: webviewTag: false',
    'src-main/electron/window.ts: loadURL(startPage)',
  ]);
});
