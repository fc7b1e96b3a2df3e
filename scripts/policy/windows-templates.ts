import type { Locale } from '../../preload/contract/state.ts';
import type {
  PolicyDefinition,
  PolicyLevel,
  PolicyType,
  Texts,
} from '../../src-main/policy/policy-definition.ts';
import { policyPlaces } from '../../src-main/policy/policy-schema.ts';

/** The folder names that Windows expects for the languages of the product. */
export const admlCultures: Readonly<Record<Locale, string>> = {
  en: 'en-US',
  'fr-CA': 'fr-CA',
  es: 'es-ES',
};

const words = {
  description: {
    en: 'Policies of the Sonar desktop sign-in.',
    'fr-CA': 'Stratégies de la connexion de bureau Sonar.',
    es: 'Directivas del inicio de sesión de escritorio de Sonar.',
  },
  Cat_SonarLogin: { en: 'Sonar Login', 'fr-CA': 'Sonar Login', es: 'Sonar Login' },
  Cat_SonarLoginDefaults: {
    en: 'Defaults (people may change them)',
    'fr-CA': 'Valeurs par défaut (modifiables)',
    es: 'Valores predeterminados (se pueden cambiar)',
  },
  Supported_SonarLogin: {
    en: 'Sonar on Windows 10 or later',
    'fr-CA': 'Sonar sous Windows 10 ou version ultérieure',
    es: 'Sonar en Windows 10 o posterior',
  },
  oneEachLine: { en: 'one a line', 'fr-CA': 'un par ligne', es: 'uno por línea' },
} as const satisfies Readonly<Record<string, Texts>>;

function choicesOf(type: PolicyType) {
  return type.kind === 'choice' ? type.choices : [];
}

function stringsOf({ key, type, title, help }: PolicyDefinition, locale: Locale) {
  return [
    [key, title[locale]],
    [`${key}_Help`, help[locale]],
    ...choicesOf(type).map(({ value, text }) => [`${key}_${value}`, text[locale]] as const),
  ] as const;
}

function presentationOf({ key, type, title }: PolicyDefinition, locale: Locale): string | null {
  const label = escapeXml(title[locale]);
  const refId = `refId="${key}_Value"`;
  switch (type.kind) {
    case 'boolean':
      return null;
    case 'integer':
      return `<decimalTextBox ${refId} defaultValue="${type.fallback}">${label}</decimalTextBox>`;
    case 'choice': {
      const index = type.choices.findIndex(({ value }) => value === type.fallback);
      return `<dropdownList ${refId} noSort="true" defaultItem="${index}">${label}</dropdownList>`;
    }
    case 'choices':
    case 'list':
      return `<multiTextBox ${refId}>${label} (${words.oneEachLine[locale]})</multiTextBox>`;
    case 'text':
      return `<textBox ${refId}><label>${label}</label></textBox>`;
  }
}

/** The words of the Group Policy template in one language. */
export function generateAdml(schema: readonly PolicyDefinition[], locale: Locale): string {
  const shared = (
    ['Cat_SonarLogin', 'Cat_SonarLoginDefaults', 'Supported_SonarLogin'] as const
  ).map((id) => [id, words[id][locale]] as const);
  const strings = [...shared, ...schema.flatMap((definition) => stringsOf(definition, locale))].map(
    ([id, text]) => `      <string id="${id}">${escapeXml(text)}</string>`,
  );
  const presentations = schema.flatMap((definition) => {
    const control = presentationOf(definition, locale);
    return control === null
      ? []
      : [`      <presentation id="${definition.key}">${control}</presentation>`];
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<!-- Generated from the policy schema; do not edit. -->
<policyDefinitionResources xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0">
  <displayName>Sonar Login</displayName>
  <description>${escapeXml(words.description[locale])}</description>
  <resources>
    <stringTable>
${strings.join('\n')}
    </stringTable>
    <presentationTable>
${presentations.join('\n')}
    </presentationTable>
  </resources>
</policyDefinitionResources>
`;
}

const registryKeys: Readonly<Record<PolicyLevel, string>> = {
  enforced: policyPlaces.registryKey,
  default: policyPlaces.registryDefaultsKey,
};
const categories: Readonly<Record<PolicyLevel, string>> = {
  enforced: 'Cat_SonarLogin',
  default: 'Cat_SonarLoginDefaults',
};

/** Name of a policy in the template: the key, or the key with `_Default` for the level that people may change. */
export function admxPolicyName(key: string, level: PolicyLevel): string {
  return level === 'enforced' ? key : `${key}_Default`;
}

function elementOf({ key, type }: PolicyDefinition): string {
  const names = `id="${key}_Value" valueName="${key}"`;
  switch (type.kind) {
    case 'boolean':
      return '<enabledValue><decimal value="1" /></enabledValue>\n<disabledValue><decimal value="0" /></disabledValue>';
    case 'integer':
      return `<elements>\n  <decimal ${names} required="true" minValue="${type.minimum}" maxValue="${type.maximum}" />\n</elements>`;
    case 'choice': {
      const items = type.choices.map(
        ({ value }) =>
          `    <item displayName="$(string.${key}_${value})"><value><string>${escapeXml(value)}</string></value></item>`,
      );
      return `<elements>\n  <enum ${names} required="true">\n${items.join('\n')}\n  </enum>\n</elements>`;
    }
    case 'choices':
      return `<elements>\n  <multiText ${names} required="true" maxStrings="${type.choices.length}" />\n</elements>`;
    case 'list':
      return `<elements>\n  <multiText ${names} required="true" maxStrings="${type.maximumItems}" />\n</elements>`;
    case 'text':
      return `<elements>\n  <text ${names} required="true" maxLength="${type.maximumLength}" />\n</elements>`;
  }
}

function policyOf(definition: PolicyDefinition, level: PolicyLevel): string {
  const { key, type, scopes } = definition;
  const attributes = [
    `name="${admxPolicyName(key, level)}"`,
    `class="${scopes.includes('user') ? 'Both' : 'Machine'}"`,
    `displayName="$(string.${key})"`,
    `explainText="$(string.${key}_Help)"`,
    `key="${escapeXml(registryKeys[level])}"`,
    ...(type.kind === 'boolean'
      ? [`valueName="${key}"`]
      : [`presentation="$(presentation.${key})"`]),
  ];
  return [
    `<policy ${attributes.join(' ')}>`,
    `  <parentCategory ref="${categories[level]}" />`,
    '  <supportedOn ref="Supported_SonarLogin" />',
    indent(elementOf(definition), 1),
    '</policy>',
  ].join('\n');
}

/** The Group Policy template: each key once in *Sonar Login* (enforced), and again in *Defaults* where that level exists. */
export function generateAdmx(schema: readonly PolicyDefinition[]): string {
  const policies = (['enforced', 'default'] as const).flatMap((level) =>
    schema
      .filter((definition) => definition.levels.includes(level))
      .map((definition) => policyOf(definition, level)),
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<!-- Generated from the policy schema; do not edit. -->
<policyDefinitions xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0">
  <policyNamespaces>
    <target prefix="sonarlogin" namespace="net2phone.Policies.SonarLogin" />
  </policyNamespaces>
  <resources minRequiredRevision="1.0" fallbackCulture="en-US" />
  <supportedOn>
    <definitions>
      <definition name="Supported_SonarLogin" displayName="$(string.Supported_SonarLogin)" />
    </definitions>
  </supportedOn>
  <categories>
    <category name="Cat_SonarLogin" displayName="$(string.Cat_SonarLogin)" />
    <category name="Cat_SonarLoginDefaults" displayName="$(string.Cat_SonarLoginDefaults)">
      <parentCategory ref="Cat_SonarLogin" />
    </category>
  </categories>
  <policies>
${indent(policies.join('\n'), 2)}
  </policies>
</policyDefinitions>
`;
}

/** Makes any text safe as the content of an XML element or of a quoted attribute. */
function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Indents every line of a block of XML by two spaces for each level. */
function indent(block: string, level: number): string {
  const space = '  '.repeat(level);
  return block.replace(/^(?=.)/gm, space);
}
