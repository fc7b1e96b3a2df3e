/** Makes any text safe as the content of an XML element or of a quoted attribute. */
export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Indents every line of a block of XML by two spaces for each level. */
export function indent(block: string, level: number): string {
  const space = '  '.repeat(level);
  return block.replace(/^(?=.)/gm, space);
}
