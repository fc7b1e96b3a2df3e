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
