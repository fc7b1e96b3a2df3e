/** Text that somebody else wrote, such as a name: what must not be shown, and how it stands inside our sentences. */

/** Line and paragraph ends, and control characters of C0 and C1. */
const controls = /[\p{Cc}\u2028\u2029]+/gu;

/**
 * Characters without a shape that turn the text around them or hide in it: embeddings, overrides, isolates and marks of
 * direction, invisible operators, fillers, soft hyphens, deprecated controls, interlinear notes, and halves of a
 * character. The joiners stay: Persian, Hindi and emoji are written with them.
 */
const shapeless =
  /\u034f|[\u17b4\u17b5]|[\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\p{Surrogate}]/gu;

/** Something to be seen: neither joiners, selectors of a shape and tags, nor blanks of any kind. */
const visible = /[^\p{Default_Ignorable_Code_Point}\p{White_Space}\p{Cc}\p{Cs}\u2800]/u;

/** More marks above and below one letter than any language writes: they would cover the lines around it. */
const piled = /(\p{M}{8})\p{M}+/gu;

/** Printable ASCII without blanks at its ends: nearly every text, and there is nothing to take from it. */
const ordinary = /^[!-~](?:[ -~]*[!-~])?$/;

/** Letters and digits that are written from right to left, or that make what stands beside them so. */
const rightToLeft =
  /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * `text` without the characters that have no shape, each run of controls a space; nothing where nothing is left to be
 * seen. What a person sees is what there is.
 */
export function plainText(text: string): string {
  if (ordinary.test(text)) return text;
  const plain = strip(text).trim();
  return visible.test(plain) ? plain : '';
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
  return isolates.test(part) ? part : strip(part);
}

function strip(text: string): string {
  return text.replace(shapeless, '').replace(controls, ' ').replace(piled, '$1');
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
