import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { locales } from '../../preload/contract/state.ts';
import type { PolicyDefinition } from '../../src-main/policy/policy-definition.ts';
import { policyPlaces } from '../../src-main/policy/policy-schema.ts';
import { generateJsonSchema, generateSample } from './generate-json-schema.ts';
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

/** A file that is generated from the policy schema, or from the codes of the contract; `path` is relative to the project. */
export interface PolicyArtefact {
  readonly path: string;
  /** The whole file, given what the file holds now. */
  readonly content: (current: string) => string;
}

/** Every file that must follow the schema. */
export function listPolicyArtefacts(
  schema: readonly PolicyDefinition[],
): readonly PolicyArtefact[] {
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
  return readFileSync(
    join(import.meta.dirname, '..', '..', 'preload', 'contract', 'errors.ts'),
    'utf8',
  );
}
