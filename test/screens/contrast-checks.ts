import type { Page } from 'playwright-core';

/** A colour as red, green and blue, 0 to 255. */
type Rgb = readonly [number, number, number];

/** Reads `#rrggbb`. */
export function parseHex(hex: string): Rgb {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex);
  if (match === null) throw new Error(`${hex} is not #rrggbb.`);
  const [, red = '', green = '', blue = ''] = match;
  return [Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)];
}

/** Relative luminance, WCAG 2.2. */
function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio of two colours, 1 to 21, WCAG 2.2. */
export function contrast(one: Rgb, other: Rgb): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [
    number,
    number,
  ];
  return (light + 0.05) / (dark + 0.05);
}

/** Something seen against what is behind it; both colours as they come out with all that is translucent. */
interface Seen {
  readonly what: string;
  readonly colour: Rgb;
  readonly behind: Rgb;
  /** The lowest contrast that WCAG 2.2 allows: 1.4.3 for texts, 1.4.11 for signs. */
  readonly atLeast: number;
}

/** Texts and signs that stand out too little from what is behind them, computed from the page's styles. */
export async function contrastFaults(page: Page): Promise<readonly string[]> {
  const seen = await page.evaluate(readColours);
  const faults = seen
    .map((one) => ({ ...one, ratio: contrast(one.colour, one.behind) }))
    .filter(({ ratio, atLeast }) => ratio < atLeast)
    .map(
      ({ what, colour, behind, ratio, atLeast }) =>
        `contrast ${ratio.toFixed(2)} instead of ${atLeast}: ${what}, rgb(${colour.join(' ')}) on rgb(${behind.join(' ')})`,
    );
  return [...new Set(faults)];
}

/** With forced colours: what is seen in a colour that the system did not choose. Marks keep their owners' colours. */
export async function forcedColourFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const names =
      'Canvas CanvasText LinkText VisitedText ActiveText ButtonFace ButtonText ButtonBorder Field FieldText Highlight HighlightText SelectedItem SelectedItemText Mark MarkText GrayText';
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.forcedColorAdjust = 'none';
    const system = new Set(
      names.split(' ').map((name) => {
        probe.style.color = name;
        return getComputedStyle(probe).color;
      }),
    );
    probe.remove();
    const faults: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      if (element instanceof SVGElement || !element.checkVisibility()) continue;
      for (const pseudo of [undefined, '::before', '::after']) {
        const style = getComputedStyle(element, pseudo);
        if (pseudo !== undefined && style.content === 'none') continue;
        const name = `${element.tagName.toLowerCase()}${pseudo ?? ''} “${element.textContent?.trim().slice(0, 30)}”`;
        const colours: [string, string][] = [['background', style.backgroundColor]];
        if (pseudo === undefined && hasOwnText(element)) colours.push(['color', style.color]);
        if (style.borderTopStyle !== 'none') colours.push(['border', style.borderTopColor]);
        for (const [property, colour] of colours) {
          // A translucent system colour is the system's all the same.
          const opaque = colour.replace(/^rgba\((.*), [\d.]+\)$/, 'rgb($1)');
          if (/, 0\)$/.test(colour) || system.has(colour) || system.has(opaque)) continue;
          faults.push(`${property} ${colour} of ${name} is not the system’s`);
        }
      }
    }
    return [...new Set(faults)];

    function hasOwnText(element: Element): boolean {
      return (
        element.matches('input:not([type=checkbox]), select') ||
        [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE)
      );
    }
  });
}

/** Runs in the page. */
function readColours(): Seen[] {
  type Rgba = readonly [red: number, green: number, blue: number, alpha: number];
  const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const known = new Map<string, Rgba>();
  const seen: Seen[] = [];
  const scope =
    document.querySelector('[role=alertdialog], [role=dialog], [role=menu]') ?? document.body;
  for (const element of [scope, ...scope.querySelectorAll('*')]) {
    if (!element.checkVisibility({ checkOpacity: true }) || isInactive(element)) continue;
    const style = getComputedStyle(element);
    const { width, height } = element.getBoundingClientRect();
    // What is only there to be read aloud.
    if (style.display !== 'inline' && (width <= 1 || height <= 1)) continue;
    if (element instanceof SVGElement) {
      if (element.getAttribute('stroke') === 'currentColor') {
        add(
          `sign in “${element.parentElement?.textContent?.slice(0, 40)}”`,
          style.stroke,
          element,
          3,
        );
      }
      continue;
    }
    const text = ownText(element);
    if (text !== '') add(`“${text.slice(0, 60)}”`, style.color, element, leastFor(style));
    if (element instanceof HTMLInputElement && element.value === '' && element.placeholder !== '') {
      const { color } = getComputedStyle(element, '::placeholder');
      add(`“${element.placeholder}”`, color, element, 4.5);
    }
    for (const pseudo of ['::before', '::after']) {
      const { content, color } = getComputedStyle(element, pseudo);
      if (/[\p{L}\p{N}]/u.test(content.replace(/^(none|normal)$/, ''))) {
        add(content, color, element, 4.5);
      }
    }
  }
  return seen;

  function add(what: string, colour: string, element: Element, atLeast: number): void {
    let front = parse(colour);
    let back: Rgba = [0, 0, 0, 0];
    for (let box: Element | null = element; box !== null; box = box.parentElement) {
      const { backgroundColor, backgroundImage, opacity } = getComputedStyle(box);
      // A picture's colours cannot be computed; there is none behind a text.
      const own = backgroundImage === 'none' ? parse(backgroundColor) : parse(colour);
      front = fade(over(front, own), Number(opacity));
      back = fade(over(back, own), Number(opacity));
    }
    const page = parse('Canvas');
    seen.push({ what, colour: rgb(over(front, page)), behind: rgb(over(back, page)), atLeast });
  }

  function ownText(element: Element): string {
    if (element instanceof HTMLInputElement)
      return element.type === 'checkbox' ? '' : element.value;
    if (element instanceof HTMLSelectElement) return element.value;
    if (element instanceof HTMLOptionElement) return '';
    const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
    return texts
      .map((node) => node.textContent)
      .join('')
      .trim();
  }

  /** WCAG asks nothing of what cannot be used just now. */
  function isInactive(element: Element): boolean {
    const label = element.closest('label');
    const control = element.closest('button, input, select') ?? label?.control ?? null;
    return control?.matches(':disabled, [aria-disabled=true]') ?? false;
  }

  /** Large texts, 24 px or bold 18.66 px, may have less. */
  function leastFor(style: CSSStyleDeclaration): number {
    const size = Number.parseFloat(style.fontSize);
    return size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
  }

  function parse(colour: string): Rgba {
    const before = known.get(colour);
    if (before !== undefined) return before;
    if (pen === null) throw new Error('This page cannot draw.');
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = pen.getImageData(0, 0, 1, 1).data;
    const parsed = [red, green, blue, alpha / 255] as const;
    known.set(colour, parsed);
    return parsed;
  }

  function over(front: Rgba, back: Rgba): Rgba {
    const alpha = front[3] + back[3] * (1 - front[3]);
    const mix = (index: 0 | 1 | 2) =>
      alpha === 0 ? 0 : (front[index] * front[3] + back[index] * back[3] * (1 - front[3])) / alpha;
    return [mix(0), mix(1), mix(2), alpha];
  }

  function fade([red, green, blue, alpha]: Rgba, opacity: number): Rgba {
    return [red, green, blue, alpha * opacity];
  }

  function rgb([red, green, blue]: Rgba): Rgb {
    return [Math.round(red), Math.round(green), Math.round(blue)];
  }
}
