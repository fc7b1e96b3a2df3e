/** Four bytes for each pixel: blue, green, red, alpha, as Electron's pictures have them. */
const bytesPerPixel = 4;

type Colour = readonly [blue: number, green: number, red: number];

const ring: Colour = [0xff, 0xff, 0xff];
const disc: Colour = [0x1c, 0x1c, 0xb3];
const sign: Colour = [0xff, 0xff, 0xff];

/** A badge alone, as large as the picture. */
export function badgeOf(side: number): Buffer {
  return paint(Buffer.alloc(side * side * bytesPerPixel), side, side);
}

/**
 * `picture` with a badge in its lower right corner: a disc in a light ring with an exclamation mark, which is told from
 * the mark below it by its shape, on a dark panel and on a light one.
 */
export function drawBadge(picture: Buffer, side: number): Buffer {
  return paint(Buffer.from(picture), side, Math.round(side * 0.66));
}

function paint(picture: Buffer, side: number, diameter: number): Buffer {
  const middle = side - diameter / 2;
  const radius = diameter / 2;
  for (let y = side - diameter; y < side; y += 1) {
    for (let x = side - diameter; x < side; x += 1) {
      const colour = colourAt((x + 0.5 - middle) / radius, (y + 0.5 - middle) / radius);
      if (colour === null) continue;
      picture.set([...colour, 0xff], (y * side + x) * bytesPerPixel);
    }
  }
  return picture;
}

/** The colour at a place, from -1 to 1 both ways; null: what is below shows. */
function colourAt(x: number, y: number): Colour | null {
  const distance = Math.hypot(x, y);
  if (distance > 1) return null;
  if (distance > 0.86) return ring;
  const isStroke = Math.abs(x) < 0.15 && y > -0.58 && y < 0.14;
  const isDot = Math.abs(x) < 0.15 && y > 0.3 && y < 0.58;
  return isStroke || isDot ? sign : disc;
}
