import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type {
  ImportDeclaration,
  InterfaceDeclaration,
  Node,
  SourceFile,
} from 'typescript/unstable/ast';
import {
  isCallExpression,
  isIdentifier,
  isImportDeclaration,
  isImportSpecifier,
  isInterfaceDeclaration,
  isLiteralTypeNode,
  isMethodSignatureDeclaration,
  isObjectBindingPattern,
  isObjectLiteralExpression,
  isStringLiteral,
} from 'typescript/unstable/ast/is';
import {
  API,
  type Checker,
  SymbolFlags,
  type Type,
  type Symbol as TypeSymbol,
} from 'typescript/unstable/sync';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');
const electronsDeclarations = /\/node_modules\/electron\/electron\.d\.ts$/i;
const listening = /^(?:on|once|off)$/;

/**
 * What a room uses of Electron, as the compiler sees it: `electron.app` (imported), `App.quit`, `App.'activate'` (an
 * event), `WebPreferences.sandbox` (an option). A member counts for the type that Electron declares it in. An interface of ours
 * that stands for an Electron object says so in its comment ("Electron's `WebContents`"); its members count for that.
 */
function findElectronUses(room: string): ReadonlySet<string> {
  const api = new API({ cwd: root });
  try {
    const config = join(root, room, 'tsconfig.json');
    const project = api.updateSnapshot({ openProjects: [config] }).getProject(config);
    if (project === undefined) throw new Error(`${config} is no project`);
    const { checker, program } = project;
    const ours = program.getSourceFileNames().filter((name) => name.startsWith(dirname(config)));
    const files = ours
      .map((name) => program.getSourceFile(name))
      .filter((file) => file !== undefined);
    // A file that does not mention Electron gets its objects as interfaces of ours.
    const near = files.filter(({ text }) => /electron/i.test(text));
    return new Set(near.flatMap((file) => usesOf(file, checker)));
  } finally {
    api.close();
  }
}

function usesOf(file: SourceFile, checker: Checker): readonly string[] {
  const nodes = nodesBelow(file);
  const names = nodes.filter(isIdentifier);
  // All names of a file in one question: each is a round trip to the compiler.
  const symbols = checker.getSymbolAtLocation(names);
  const named = names.flatMap((name, index) => nameUsed(name, symbols[index]));
  return [...named, ...nodes.flatMap((node) => membersUsed(node, checker))];
}

function membersUsed(node: Node, checker: Checker): readonly string[] {
  if (isImportDeclaration(node)) return namesImported(node);
  if (isInterfaceDeclaration(node)) return membersOfStandIn(node, checker);
  if (isObjectLiteralExpression(node)) {
    const names = node.properties.map(namePart);
    return membersNamed(names, checker.getContextualType(node), checker);
  }
  if (isObjectBindingPattern(node)) {
    const names = node.elements.map((element) => element.propertyName ?? element.name);
    return membersNamed(names, checker.getTypeAtLocation(node), checker);
  }
  return [];
}

function nodesBelow(node: Node): Node[] {
  const found: Node[] = [node];
  node.forEachChild((child) => {
    found.push(...nodesBelow(child));
    return undefined;
  });
  return found;
}

function namesImported({ moduleSpecifier, importClause }: ImportDeclaration): readonly string[] {
  const isElectron = isStringLiteral(moduleSpecifier) && moduleSpecifier.text === 'electron';
  const names =
    isElectron && importClause ? nodesBelow(importClause).filter(isImportSpecifier) : [];
  return names.map(({ name }) => `electron.${name.text}`);
}

/** `app.quit`: `App.quit`; `app.on('activate', …)`: `App.'activate'`. */
function nameUsed(name: Node, symbol: TypeSymbol | undefined): readonly string[] {
  if (symbol === undefined || symbol.flags & SymbolFlags.Alias) return [];
  const call = name.parent.parent;
  const [first] = isCallExpression(call) && listening.test(symbol.name) ? call.arguments : [];
  return declaredByElectron(
    symbol,
    first && isStringLiteral(first) ? `'${first.text}'` : undefined,
  );
}

/** The names in `{ … }` that are members of Electron's type for that place. */
function membersNamed(
  names: readonly (Node | undefined)[],
  type: Type | undefined,
  checker: Checker,
): readonly string[] {
  const whole = type && checker.getNonNullableType(type);
  if (whole === undefined) return [];
  return names.flatMap((name) => {
    const symbol = name && isIdentifier(name) && checker.getPropertyOfType(whole, name.text);
    return symbol ? declaredByElectron(symbol) : [];
  });
}

/** Empty unless Electron, and nobody else, declares the symbol. */
function declaredByElectron(symbol: TypeSymbol, label = symbol.name): readonly string[] {
  const [first] = symbol.declarations;
  if (!symbol.declarations.every(({ path }) => electronsDeclarations.test(path))) return [];
  let owner: Node | undefined = first?.resolve()?.parent;
  while (owner !== undefined && nameOf(owner) === undefined) owner = owner.parent;
  const ownerName = owner && nameOf(owner);
  return ownerName === undefined ? [] : [`${ownerName}.${label}`];
}

function nameOf(node: Node): string | undefined {
  const name = namePart(node);
  return name && isIdentifier(name) ? name.text : undefined;
}

function namePart(node: Node): Node | undefined {
  return (node as { readonly name?: Node }).name;
}

function membersOfStandIn(node: InterfaceDeclaration, checker: Checker): readonly string[] {
  const symbol = checker.getSymbolAtLocation(node.name);
  const comment = symbol && checker.getDocumentationCommentOfSymbol(symbol);
  const named = /Electron's `(\w)(\w*)`/.exec(comment ?? '');
  if (named === null) return [];
  const [, initial = '', rest = ''] = named;
  const members = node.members.map((member) => {
    const label = nameOf(member) ?? '';
    const [event] = isMethodSignatureDeclaration(member) ? (member.parameters ?? []) : [];
    const literal = listening.test(label) ? event?.type : undefined;
    return literal && isLiteralTypeNode(literal) ? literal.literal.getText() : label;
  });
  return members.map((label) => `${initial.toUpperCase()}${rest}.${label}`);
}

const page = 'docs/decisions/0017-electron-33-to-45.md';

/** The rows of the page's table of what is used: `Type.member`. */
function usesInTable(): readonly string[] {
  const text = readFileSync(join(import.meta.dirname, '..', '..', '..', page), 'utf8');
  const [, section = ''] = /^## What is used$(.*?)^## /ms.exec(text) ?? [];
  return [...section.matchAll(/^\| `(\w+)` \| (.*) \|$/gm)].flatMap(([, type, members = '']) =>
    [...members.matchAll(/`([^`]+)`/g)].map(([, member]) => `${type}.${member}`),
  );
}

test('the table of decision 0017 names what the code uses of Electron, and nothing else', () => {
  const used = [...findElectronUses('src-main'), ...findElectronUses('preload')];
  const named = usesInTable();
  expect({
    missing: used.filter((use) => !named.includes(use)).sort(),
    'no longer used': named.filter((use) => !used.includes(use)).sort(),
  }).toEqual({ missing: [], 'no longer used': [] });
});

test('the walk sees names, methods, events, options, what is taken apart, and stand-ins', () => {
  const used = findElectronUses('src-main');
  for (const use of [
    'electron.powerMonitor',
    'App.whenReady',
    "WebContents.'will-navigate'",
    'WebPreferences.sandbox',
    'SaveDialogReturnValue.canceled',
    'BrowserWindow.flashFrame',
    "ParentPort.'close'",
  ]) {
    expect(used).toContain(use);
  }
});

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
      [
        'src-main/credentials/keychain-state.ts',
        'src-main/electron/browser.ts',
        'src-main/electron/logon-name.ts',
        'src-main/electron/private-browser.ts',
      ],
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
    // No HTTP/3: what fails over it is sent again. The list of secure schemes of an app around the module is put back.
    [
      'a switch of Chromium that is set',
      /appendSwitch|appendArgument/,
      ['src-main/electron/prepare-app.ts', 'src-main/electron/scheme.ts'],
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
