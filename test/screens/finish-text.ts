const accents: Readonly<Record<string, string>> = {
  a: 'å',
  c: 'ç',
  e: 'ë',
  i: 'ï',
  n: 'ñ',
  o: 'ö',
  s: 'š',
  u: 'û',
  y: 'ÿ',
  A: 'Å',
  E: 'É',
  O: 'Ø',
  S: 'Š',
};

/** A text about 40 % longer, with accents above the letters and brackets that show whether its ends are cut. */
export function lengthen(text: string): string {
  const accented = text.replace(/[a-zA-Z]/g, (letter) => accents[letter] ?? letter);
  const words = text.split(/\s+/).length;
  const more = Math.max(1, Math.round(words * 0.4));
  return `[${accented}${' ünd'.repeat(more)}]`;
}

/** Marks both ends of a text that came from a catalogue, with selectors of a shape: they take no room and are kept in names. */
export function markText(text: string): string {
  return `\ufe00${text}\ufe01`;
}

/** What is left of a text without the parts that came from a catalogue; a part may hold others. */
export function withoutMarkedText(text: string): string {
  const innermost = /\ufe00(?:(?!\ufe00|\ufe01).)*\ufe01/gs;
  const less = text.replace(innermost, '');
  return less === text ? text : withoutMarkedText(less);
}
