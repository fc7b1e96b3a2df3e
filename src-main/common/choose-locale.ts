import { type Locale, locales } from '../../preload/contract/state.ts';

/** The person's language if it is allowed, else the first of the system's that we speak, else the first allowed one. */
export function chooseLocale(
  chosen: Locale | null,
  systemLanguages: readonly string[],
  allowed: readonly Locale[],
): Locale {
  const choices = allowed.length === 0 ? locales : allowed;
  if (chosen !== null && choices.includes(chosen)) return chosen;
  for (const language of systemLanguages) {
    const [wanted] = language.toLowerCase().split(/[-_]/);
    const spoken = choices.find((locale) => locale.toLowerCase().split('-')[0] === wanted);
    if (spoken !== undefined) return spoken;
  }
  return choices[0] ?? 'en';
}
