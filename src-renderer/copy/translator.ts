import { IntlMessageFormat } from 'intl-messageformat';
import { providerNames } from '../../preload/contract/providers.ts';
import type { Locale } from '../../preload/contract/state.ts';
import { isolateText } from '../../preload/foreign-text.ts';

/** What a text's placeholders stand for. Null: there is nothing, for which a select has the case `none`. */
export type Values = Readonly<Record<string, string | number | null>>;

/** Turns a key and its values into words. */
export type Translate<Key extends string> = (key: Key, values?: Values) => string;

/**
 * A translator over one language's messages (ICU MessageFormat). A message is compiled at its first use and kept.
 * Texts among the values are somebody else's: each is isolated where it stands in the sentence, so that none turns it
 * round. `finish` sees every finished text; the layout tests lengthen texts with it.
 */
export function createTranslate<Key extends string>(
  locale: Locale,
  messages: Readonly<Record<Key, string>>,
  finish: (text: string) => string = (text) => text,
): Translate<Key> {
  const compiled = new Map<Key, IntlMessageFormat>();
  const standing = namesOfAll(locale);
  function compile(key: Key): IntlMessageFormat {
    const known = compiled.get(key);
    if (known !== undefined) return known;
    const message = new IntlMessageFormat(messages[key], locale);
    compiled.set(key, message);
    return message;
  }
  return (key, values) => {
    const text = messages[key];
    return finish(text.includes('{') ? format(compile(key), { ...standing, ...values }) : text);
  };
}

/** What every message may name: one of the providers, and all of them. */
function namesOfAll(locale: Locale): Values {
  const list = (type: 'disjunction' | 'conjunction') =>
    new Intl.ListFormat(locale, { type }).format(Object.values(providerNames));
  return { anyProvider: list('disjunction'), everyProvider: list('conjunction') };
}

function format(message: IntlMessageFormat, values: Values): string {
  const marked = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' ? new ForeignText(value) : (value ?? absent),
  ]);
  const parts = message.formatToParts<ForeignText>(Object.fromEntries(marked));
  return parts
    .map(({ value }) => (value instanceof ForeignText ? isolateText(value.text) : String(value)))
    .join('');
}

/** The case of a select for a value that is not there. */
const absent = 'none';

/**
 * A text among the values: a select reads it as it is, in the sentence it is a part of its own. Somebody may be called
 * like the case for nobody, and is there all the same.
 */
class ForeignText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text === absent ? 'other' : this.text;
  }
}
