import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'plist';
import { describe, expect, test } from 'vitest';
import { errorCodes } from '../../preload/contract/errors.ts';
import { evaluatePolicy } from '../../src-main/policy/evaluate-policy.ts';
import type { PolicyDefinition } from '../../src-main/policy/policy-definition.ts';
import { rejectReasons } from '../../src-main/policy/policy-layer.ts';
import { policySchema } from '../../src-main/policy/policy-schema.ts';
import { allowedSwitches } from '../../src-main/start/refused-switches.ts';
import { project } from './run-program.ts';

const page = readFileSync(join(project, 'docs', 'administrators.md'), 'utf8');
const rollOut = readFileSync(join(project, 'docs', 'roll-out.md'), 'utf8');

/** What the page of the roll-out has to copy, in code of one language. */
function examplesIn(language: string): readonly string[] {
  const blocks = rollOut.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'));
  return [...blocks].map(([, text = '']) => text);
}

/** What the app complains of in policies of the computer; `Defaults` are those of that level. */
function complaintsAbout({ $schema: _, Defaults: defaults = {}, ...enforced }: Policies) {
  const values = { enforced, default: defaults as Policies };
  return evaluatePolicy([{ where: 'page', scope: 'machine', values }]).rejects;
}

type Policies = Readonly<Record<string, unknown>>;

function rowsThatBeginWith(word: string): number {
  return page.split('\n').filter((line) => line.startsWith(`| \`${word}\` |`)).length;
}

test.each(errorCodes)('the page says what to do about %s, once', (code) => {
  expect(rowsThatBeginWith(code)).toBe(1);
});

test.each(rejectReasons)('the page explains the reason %s, once', (reason) => {
  expect(rowsThatBeginWith(reason)).toBe(1);
});

test.each(policySchema.map(({ key }) => key))(
  'the page has the policy %s in its table, once',
  (key) => {
    expect(rowsThatBeginWith(key)).toBe(1);
  },
);

test.each(allowedSwitches)('S2-20: the page names the switch --%s', (name) => {
  const [, section = ''] = /^### Switches and variables$([\s\S]*?)^## /m.exec(page) ?? [];
  expect(section).toMatch(new RegExp(`--${name}\\b`));
});

test('each policy that the roll-out shows is one that the app takes without a complaint', () => {
  const files = examplesIn('json').map((text) => JSON.parse(text) as Policies);
  const lists = examplesIn('xml').map((text) => parse(text) as Policies);
  expect([files.length, lists.length]).toEqual([1, 1]);
  for (const policies of [...files, ...lists]) {
    expect(Object.keys(policies).length).toBeGreaterThan(2);
    expect(complaintsAbout(policies)).toEqual([]);
  }
});

test('each registry command of the roll-out writes a value that the app takes', () => {
  const command =
    /^reg add "HKLM\\Software\\Policies\\net2phone\\Sonar Login(\\Defaults)?" \/v (\w+) \/t (REG_\w+) \/d (\S+) \/f$/;
  const lines = examplesIn('bat').flatMap((text) => text.trim().split('\n'));
  expect(lines.length).toBeGreaterThan(2);
  for (const line of lines) {
    const [matched, isDefault, key = '', type, data = ''] = command.exec(line) ?? [];
    expect(matched).toBe(line);
    const readers: Readonly<Record<string, unknown>> = {
      REG_DWORD: Number(data),
      REG_MULTI_SZ: [data],
      REG_SZ: data,
    };
    const values = { [key]: readers[type ?? ''] };
    expect(complaintsAbout(isDefault ? { Defaults: values } : values), line).toEqual([]);
  }
});

test('each policy, switch and template that the roll-out names is there', () => {
  const words = [...rollOut.matchAll(/`([^`\n]+)`/g)].map(([, word = '']) => word);
  const keys = words.flatMap((word) => /^[A-Z][a-z]+(?:[A-Z][a-z]+)+$/.exec(word) ?? []);
  expect(keys.length).toBeGreaterThan(5);
  expect(keys.filter((key) => !policySchema.some((policy) => policy.key === key))).toEqual([]);
  const switches = [...rollOut.matchAll(/(?<=[ '`])--([a-z]+-?[a-z]*)/g)].map(([, name]) => name);
  expect(switches).toContain('self-test');
  expect(switches.filter((name) => !allowedSwitches.some((allowed) => allowed === name))).toEqual(
    [],
  );
  const templates = words.filter((word) =>
    /(?:^|\/)(?:sonar-login\.|com\.net2phone\S*\.(?:json|plist))/.test(word),
  );
  const folders = ['windows', 'macos', 'linux'].map((name) =>
    join(project, 'build/policies', name),
  );
  const isThere = (name: string) => folders.some((folder) => existsSync(join(folder, name)));
  expect(templates.length).toBeGreaterThan(4);
  expect(templates.filter((name) => !isThere(name))).toEqual([]);
});

test('each statement about a vendor leads to a page of the vendor’s, and each page is one that is needed', () => {
  const [, table = ''] = /^## Sources$([\s\S]*)/m.exec(page) ?? [];
  const rows = [
    ...table.matchAll(
      /^\| (\d+) \| \[[^\]]+\]\((https:\/\/[^)\s]+)\).* \| (\S+(?: date)?) \| (\S+) \|$/gm,
    ),
  ];
  const vendors = /\.(?:microsoft\.com|google\.com|googleblog\.com|jamf\.com)$/;
  for (const [row, , address = '', pageOf = '', read = ''] of rows) {
    expect(new URL(address).host, row).toMatch(vendors);
    expect(pageOf, row).toMatch(/^(?:20\d\d-\d\d|no date)$/);
    expect(read, row).toMatch(/^20\d\d-\d\d-\d\d$/);
  }
  const marks = [...`${page.replace(table, '')}${rollOut}`.matchAll(/(?<![\w\]])\[(\d+)\](?!\()/g)];
  const used = new Set(marks.map(([, number = '']) => number));
  expect(rows.map(([, number]) => number)).toEqual(
    [...used]
      .map(Number)
      .sort((a, b) => a - b)
      .map(String),
  );
});

test('every link inside the page leads to a heading', () => {
  const headings = [...page.matchAll(/^#{2,4} (.+)$/gm)].map(([, text = '']) =>
    text
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .trim()
      .replaceAll(' ', '-'),
  );
  for (const [, target = ''] of page.matchAll(/\]\(#([\w-]+)\)/g))
    expect(headings).toContain(target);
});

describe('policy templates', () => {
  const project = join(import.meta.dirname, '..', '..');
  const templates = join(project, 'build', 'policies');
  const shape = join(import.meta.dirname, 'shapes', 'policy-definitions.xsd');
  const admx = join(templates, 'windows', 'sonar-login.admx');
  const cultures = ['en-US', 'fr-CA', 'es-ES'];
  const definitions: readonly PolicyDefinition[] = policySchema;

  function run(program: string, args: readonly string[], input?: string) {
    const { status, stdout, stderr } = spawnSync(program, args, {
      encoding: 'utf8',
      ...(input === undefined ? {} : { input }),
    });
    return { status, output: `${stdout}${stderr}` };
  }

  function admlOf(culture: string): string {
    return join(templates, 'windows', culture, 'sonar-login.adml');
  }

  function matchesOf(text: string, pattern: RegExp): readonly string[] {
    return [...new Set([...text.matchAll(pattern)].flatMap(([, found]) => found ?? []))].sort();
  }

  test('every generated policy file is current', () => {
    const result = run(process.execPath, ['scripts/policy/generate.ts', '--check']);
    expect(result).toEqual({ status: 0, output: 'Policy files are current.\n' });
  });

  test.each([admx, ...cultures.map(admlOf)])(
    'xmllint finds the shape of a template in %s',
    (file) => {
      const result = run('xmllint', ['--nonet', '--noout', '--schema', shape, file]);
      expect(result).toEqual({ status: 0, output: `${file} validates\n` });
    },
  );

  test('xmllint refuses a policy whose parts stand in the wrong order or lack a reference', () => {
    const template = readFileSync(admx, 'utf8');
    const broken = [
      template.replace(
        /(<parentCategory ref="Cat_SonarLogin" \/>)\s*(<supportedOn [^>]+>)/,
        '$2$1',
      ),
      template.replace('ref="Cat_SonarLogin"', 'ref="Cat_Nowhere"'),
      template.replace(' class="Both"', ''),
    ];
    for (const text of broken) {
      expect(text).not.toBe(template);
      expect(run('xmllint', ['--nonet', '--noout', '--schema', shape, '-'], text).status).not.toBe(
        0,
      );
    }
  });

  test.each(cultures)(
    '%s has words for everything that the template names, and for nothing else',
    (culture) => {
      const template = readFileSync(admx, 'utf8');
      const words = readFileSync(admlOf(culture), 'utf8');
      expect(matchesOf(words, /<string id="(\w+)"/g)).toEqual(
        matchesOf(template, /\$\(string\.(\w+)\)/g),
      );
      expect(matchesOf(words, /<presentation id="(\w+)"/g)).toEqual(
        matchesOf(template, /\$\(presentation\.(\w+)\)/g),
      );
      expect(matchesOf(words, /refId="(\w+)"/g)).toEqual(matchesOf(template, /<\w+ id="(\w+)"/g));
    },
  );

  test('the template has each key once for each of its levels', () => {
    const names = matchesOf(readFileSync(admx, 'utf8'), /<policy name="(\w+)"/g);
    const wanted = definitions.flatMap(({ key, levels }) =>
      levels.map((level) => (level === 'enforced' ? key : `${key}_Default`)),
    );
    expect(names).toEqual([...wanted].sort());
  });

  const propertyLists = ['sonar-login.mobileconfig', 'com.net2phone.sonar.login.plist'];

  test.each(propertyLists)('plistutil reads %s and makes the same binary list of it', (name) => {
    const file = join(templates, 'macos', name);
    const binary = spawnSync('plistutil', ['-i', file, '-o', '-', '-f', 'bin']).stdout;
    expect(binary.subarray(0, 8).toString('latin1')).toBe('bplist00');
    expect(parse(new Uint8Array(binary))).toEqual(parse(readFileSync(file, 'utf8')));
  });

  test('the profile carries a payload for our domain that the app takes without a complaint', () => {
    const file = join(templates, 'macos', 'sonar-login.mobileconfig');
    const profile = parse(readFileSync(file, 'utf8')) as unknown as {
      readonly PayloadType: string;
      readonly PayloadContent: readonly Readonly<Record<string, unknown>>[];
    };
    expect(profile.PayloadType).toBe('Configuration');
    const [payload = {}] = profile.PayloadContent;
    expect(payload.PayloadType).toBe('com.net2phone.sonar.login');
    const enforced = Object.fromEntries(
      Object.entries(payload).filter(([key]) => !key.startsWith('Payload') && key !== 'Defaults'),
    );
    const layer = {
      where: 'profile',
      scope: 'machine',
      values: { enforced, default: {} },
    } as const;
    // A key that is built in as not set has no value to stand there: an empty one would lock.
    const isBuiltIn = ({ type }: PolicyDefinition) => type.kind !== 'list' && type.kind !== 'text';
    expect(Object.keys(enforced)).toEqual(definitions.filter(isBuiltIn).map(({ key }) => key));
    expect(evaluatePolicy([layer]).rejects).toEqual([]);
  });

  const linux = join(templates, 'linux');
  const jsonSchema = JSON.parse(readFileSync(join(linux, 'sonar-login.schema.json'), 'utf8'));

  test('ajv accepts the JSON schema, the sample and every example at every level', () => {
    const validate = new Ajv({ strict: true, allErrors: true }).compile(jsonSchema);
    const sample: unknown = JSON.parse(
      readFileSync(join(linux, 'sonar-login.sample.json'), 'utf8'),
    );
    const examples = Object.fromEntries(definitions.map(({ key, example }) => [key, example]));
    const defaults = Object.fromEntries(
      definitions
        .filter(({ levels }) => levels.includes('default'))
        .map(({ key, example }) => [key, example]),
    );
    for (const file of [sample, { ...examples, Defaults: defaults }]) {
      validate(file);
      expect(validate.errors ?? []).toEqual([]);
    }
  });

  const wrong: readonly (readonly [string, unknown])[] = [
    ['ReverifyHours', 0],
    ['ReverifyHours', '8h'],
    ['AllowedProviders', []],
    ['AllowedProviders', ['facebook']],
    ['AllowedMicrosoftTenants', ['common']],
    ['AllowedMicrosoftTenants', []],
    ['SonarBaseUrl', ''],
    ['SonarBaseUrl', 'http://sonar.example.com'],
    ['CallbackPorts', '1-2'],
    ['KeepSignedIn', 'yes'],
    ['UpdateChannel', 'nightly'],
    ['NoSuchKey', true],
    ['Defaults', { SsoRequired: true }],
  ];

  const jamf = JSON.parse(
    readFileSync(join(templates, 'macos', 'com.net2phone.sonar.login.json'), 'utf8'),
  );

  function compileJamf() {
    const validator = new Ajv({ strict: true, allowUnionTypes: true });
    // What Jamf's form reads beside the schema.
    return validator.addVocabulary(['property_order', 'options']).compile(jamf);
  }

  test('ajv accepts Jamf’s schema, a form in which nothing is configured, and every example at every level', () => {
    const validate = compileJamf();
    const values = (
      value: (definition: PolicyDefinition) => unknown,
      level: 'enforced' | 'default',
    ) =>
      Object.fromEntries(
        definitions
          .filter(({ levels }) => levels.includes(level))
          .map((definition) => [definition.key, value(definition)]),
      );
    for (const value of [() => null, ({ example }: PolicyDefinition) => example]) {
      validate({ ...values(value, 'enforced'), Defaults: values(value, 'default') });
      expect(validate.errors ?? []).toEqual([]);
    }
    expect(validate({})).toBe(true);
  });

  test('Jamf’s schema has each key once for each of its levels, in the order of the schema, and starts with none of them', () => {
    const byLevel = { enforced: jamf.properties, default: jamf.properties.Defaults.properties };
    for (const [level, properties] of Object.entries(byLevel)) {
      const own = Object.entries<Record<string, unknown>>(properties).filter(
        ([key]) => key !== 'Defaults',
      );
      const keys = definitions
        .filter(({ levels }) => levels.includes(level as 'default'))
        .map(({ key }) => key);
      expect(own.map(([key]) => key)).toEqual(keys);
      expect(own.map(([, { property_order }]) => property_order)).toEqual(
        keys.map((_, index) => (index + 1) * 10),
      );
      for (const [, { title, description, anyOf }] of own) {
        expect([typeof title, typeof description]).toEqual(['string', 'string']);
        expect(anyOf).toMatchObject([
          { type: 'null', title: 'Not Configured' },
          { title: 'Configured', options: { infoText: expect.stringContaining('Built in: ') } },
        ]);
      }
    }
    expect(jamf.options).toEqual({ remove_empty_properties: true });
  });

  const wrongInJamf = wrong.filter(([key]) => key !== 'NoSuchKey' && key !== 'Defaults');

  test.each(wrongInJamf)('Jamf’s schema does not let %s be %j', (key, value) => {
    expect(compileJamf()({ [key]: value })).toBe(false);
  });

  test.each(wrong)('the JSON schema and the app agree that %s may not be %j', (key, value) => {
    const validate = new Ajv({ strict: true }).compile(jsonSchema);
    expect(validate({ [key]: value })).toBe(false);
    const values =
      key === 'Defaults'
        ? { enforced: {}, default: value as Record<string, unknown> }
        : { enforced: { [key]: value }, default: {} };
    expect(evaluatePolicy([{ where: 'f', scope: 'machine', values }]).rejects).toHaveLength(1);
  });
});
