/** Text that somebody else wrote, such as a name: what must not be shown, and how it stands inside our sentences. */

/** Line and paragraph ends, and control characters of C0 and C1. */
const controls = /[\p{Cc}\u2028\u2029]+/gu;

/**
 * Characters without a shape that turn the text around them or hide in it: embeddings, overrides, isolates and marks of
 * direction, invisible operators, deprecated controls, interlinear notes, and halves of a character. The joiners stay:
 * Persian, Hindi and emoji are written with them.
 */
const shapeless =
  /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\p{Surrogate}]/gu;

/** Letters and digits that are written from right to left, or that make what stands beside them so. */
const rightToLeft =
  /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** `text` without the characters that have no shape, each run of controls a space. What a person sees is what there is. */
export function plainText(text: string): string {
  return text.replace(shapeless, '').replace(controls, ' ').trim();
}

/**
 * `text` as it may stand in a sentence: plain, and between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE when it
 * could turn its neighbours round. Text from left to right needs none in our languages and is left as it can be copied.
 * Isolates that are already in it and whole are kept, so that a text may be made of texts.
 */
export function isolateText(text: string): string {
  const isWhole = isBalanced(text);
  const plain = text.split(isolates).map(plainEnds).join('');
  const kept = isWhole ? plain : plainText(plain);
  return rightToLeft.test(kept) ? `\u2068${kept}\u2069` : kept;
}

/** Keeps what it splits at. */
const isolates = /([\u2068\u2069])/u;

function plainEnds(part: string): string {
  return isolates.test(part) ? part : part.replace(shapeless, '').replace(controls, ' ');
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '\u2068') depth += 1;
    if (character === '\u2069') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
