import { IntlMessageFormat } from 'intl-messageformat';
import { providerNames } from '../../preload/contract/providers.ts';
import type { Locale } from '../../preload/contract/state.ts';
import { isolateText } from '../../preload/foreign-text.ts';

/** What a text's placeholders stand for. Null: there is nothing, for which a select has the case `none`. */
export type Values = Readonly<Record<string, string | number | null>>;

/** ICU MessageFormat; where the build has parsed it already, what it says. */
type Message = string | ReturnType<IntlMessageFormat['getAst']>;

/** Turns a key and its values into words. */
export type Translate<Key extends string> = (key: Key, values?: Values) => string;

/**
 * A translator over one language's messages (ICU MessageFormat). A message is compiled at its first use and kept.
 * Texts among the values are somebody else's: each is isolated where it stands in the sentence, so that none turns it
 * round. `finish` sees every finished text; the layout tests lengthen texts with it.
 */
export function createTranslate<Key extends string>(
  locale: Locale,
  messages: Readonly<Record<Key, Message>>,
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
    const message = messages[key];
    const isPlain = typeof message === 'string' && !message.includes('{');
    return finish(isPlain ? message : format(compile(key), standing, values));
  };
}

/**
 * What every message may name: one of the providers, and all of them. Made when one does: the first list of a window
 * takes longer than all else that is drawn before its first picture.
 */
function namesOfAll(locale: Locale) {
  const list = (type: 'disjunction' | 'conjunction') =>
    mark(new Intl.ListFormat(locale, { type }).format(Object.values(providerNames)));
  return {
    get anyProvider() {
      return list('disjunction');
    },
    get everyProvider() {
      return list('conjunction');
    },
  };
}

function format(message: IntlMessageFormat, standing: object, values: Values = {}): string {
  const marked = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, mark(value)]),
  );
  const parts = message.formatToParts<ForeignText>(Object.setPrototypeOf(marked, standing));
  return parts
    .map(({ value }) => (value instanceof ForeignText ? isolateText(value.text) : String(value)))
    .join('');
}

function mark(value: string | number | null): ForeignText | string | number {
  return typeof value === 'string' ? new ForeignText(value) : (value ?? absent);
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
