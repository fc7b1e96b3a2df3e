import { expect, test } from 'vitest';
import { lostWords } from '../../../src-renderer/copy/lost-words.ts';

test('S2-16: a view that cannot be drawn has words in every language, without blame and with one action', () => {
  for (const { title, text, reload } of Object.values(lostWords)) {
    expect(`${title} ${text}`).not.toMatch(
      /\b(error|erreur|failed|invalid|invalide|inválid[oa]|falló)\b/i,
    );
    expect(text).toContain(reload.slice(0, 5));
  }
});
