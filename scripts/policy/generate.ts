import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { locales } from '../../preload/contract/state.ts';
import type { PolicyDefinition } from '../../src-main/policy/policy-definition.ts';
import { policyPlaces, policySchema } from '../../src-main/policy/policy-schema.ts';
import { generateJamfSchema, generateJsonSchema, generateSample } from './generate-json-schema.ts';
import { generateManifest, generateProfile } from './macos-templates.ts';
import {
  codeTableMarkers,
  generateCodeTable,
  generateTable,
  generateTypes,
  replaceTable,
  tableMarkers,
} from './manual-and-types.ts';
import { admlCultures, generateAdml, generateAdmx } from './windows-templates.ts';

const project = join(import.meta.dirname, '..', '..');
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

const stale = listPolicyArtefacts(policySchema).filter(({ path, content }) => {
  const file = join(project, path);
  const current = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const wanted = content(current);
  if (current === wanted) return false;
  if (!values.check) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, wanted);
  }
  return true;
});

for (const { path } of stale) console.log(`${values.check ? 'Out of date' : 'Written'}: ${path}`);
if (values.check && stale.length > 0) {
  console.error('Run `node scripts/policy/generate.ts`.');
  process.exitCode = 1;
} else if (stale.length === 0) {
  console.log('Policy files are current.');
}

/** A file that is generated from the policy schema, or from the codes of the contract; `path` is relative to the project. */
interface PolicyArtefact {
  readonly path: string;
  /** The whole file, given what the file holds now. */
  readonly content: (current: string) => string;
}

/** Every file that must follow the schema. */
function listPolicyArtefacts(schema: readonly PolicyDefinition[]): readonly PolicyArtefact[] {
  const domain = policyPlaces.preferencesDomain;
  return [
    {
      path: 'src-main/generated/policy-values.ts',
      content: () => generateTypes(schema),
    },
    { path: 'build/policies/windows/sonar-login.admx', content: () => generateAdmx(schema) },
    ...locales.map((locale) => ({
      path: `build/policies/windows/${admlCultures[locale]}/sonar-login.adml`,
      content: () => generateAdml(schema, locale),
    })),
    {
      path: 'build/policies/macos/sonar-login.mobileconfig',
      content: () => generateProfile(schema),
    },
    { path: `build/policies/macos/${domain}.plist`, content: () => generateManifest(schema) },
    { path: `build/policies/macos/${domain}.json`, content: () => generateJamfSchema(schema) },
    {
      path: 'build/policies/linux/sonar-login.schema.json',
      content: () => generateJsonSchema(schema),
    },
    { path: 'build/policies/linux/sonar-login.sample.json', content: () => generateSample(schema) },
    {
      path: 'docs/administrators.md',
      content(page) {
        const withPolicies = replaceTable(page, tableMarkers, generateTable(schema));
        return replaceTable(withPolicies, codeTableMarkers, generateCodeTable(readContract()));
      },
    },
  ];
}

function readContract(): string {
  return readFileSync(join(project, 'preload', 'contract', 'errors.ts'), 'utf8');
}
