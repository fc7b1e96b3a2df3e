/** The lines between which the table of codes stands in the page for administrators. */
export const codeTableMarkers = {
  start: '<!-- codes: generated, do not edit below -->',
  end: '<!-- codes: generated, do not edit above -->',
} as const;

const list = /^export const errorActions = \{\n(.*?)^\}/ms;
const entry = /^ {2}\/\*\*(.*?)\*\/\n {2}'?([a-z-]+)'?: /gms;

/**
 * The Markdown table of all codes, read from the comments of `errorActions` in the contract: what happened, an arrow,
 * what an administrator can do.
 */
export function generateCodeTable(contract: string): string {
  const entries = list.exec(contract)?.[1];
  if (entries === undefined) throw new Error('The contract has no errorActions.');
  const rows = [...entries.matchAll(entry)].map(([, comment = '', code = '']) => {
    const text = comment.replaceAll(/\s*\n\s*\* ?/g, ' ').trim();
    const [happened, help] = text.split(' → ');
    if (!happened || !help) throw new Error(`The contract does not say what to do about ${code}.`);
    return `| \`${code}\` | ${[happened, help].map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  });
  return ['| Code | What happened | What to do |', '|---|---|---|', ...rows].join('\n');
}
