import type { Locale } from '../../preload/contract.ts';
import type {
  PolicyDefinition,
  PolicyType,
  Texts,
} from '../../src-main/policy/policy-definition.ts';
import { escapeXml } from './xml.ts';

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
