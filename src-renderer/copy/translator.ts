import { IntlMessageFormat } from 'intl-messageformat';
import type { Locale } from '../../preload/contract.ts';

/** What a text's placeholders stand for. */
export type Values = Readonly<Record<string, string | number>>;

/** Turns a key and its values into words. */
export type Translate<Key extends string> = (key: Key, values?: Values) => string;

/**
 * A translator over one language's messages (ICU MessageFormat). A message is compiled at its first use and kept.
 * `finish` sees every finished text; the layout tests lengthen texts with it.
 */
export function createTranslate<Key extends string>(
  locale: Locale,
  messages: Readonly<Record<Key, string>>,
  finish: (text: string) => string = (text) => text,
): Translate<Key> {
  const compiled = new Map<Key, IntlMessageFormat>();
  function compile(key: Key): IntlMessageFormat {
    const known = compiled.get(key);
    if (known !== undefined) return known;
    const message = new IntlMessageFormat(messages[key], locale);
    compiled.set(key, message);
    return message;
  }
  return (key, values) => {
    const text = messages[key];
    return finish(text.includes('{') ? String(compile(key).format({ ...values })) : text);
  };
}
