import { readFileSync } from 'node:fs';
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

const page = 'docs/decisions/0006-electron-33-to-45.md';

/** The rows of the page's table of what is used: `Type.member`. */
function usesInTable(): readonly string[] {
  const text = readFileSync(join(import.meta.dirname, '..', '..', '..', page), 'utf8');
  const [, section = ''] = /^## What is used$(.*?)^## /ms.exec(text) ?? [];
  return [...section.matchAll(/^\| `(\w+)` \| (.*) \|$/gm)].flatMap(([, type, members = '']) =>
    [...members.matchAll(/`([^`]+)`/g)].map(([, member]) => `${type}.${member}`),
  );
}

test('the table of decision 0006 names what the code uses of Electron, and nothing else', () => {
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
