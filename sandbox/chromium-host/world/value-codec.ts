/** Turns values into text and back, as far as structured clone would carry them between a window and the app. */
export interface ValueCodec {
  /** Throws "An object could not be cloned." for functions, symbols, cycles and exotic objects. */
  encode(value: unknown): string;
  decode(text: string): unknown;
}

/**
 * Makes the codec. JSON alone would lose `undefined`, NaN and bigints, so that a wrong argument could arrive as a right
 * one. The function stands by itself, because its source text also runs in the page.
 */
export function createValueCodec(): ValueCodec {
  type Packed = null | string | boolean | number | { readonly t: string; readonly v?: unknown };

  function pack(value: unknown, ancestors: readonly unknown[]): Packed {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (Object.is(value, -0)) return { t: 'number', v: '-0' };
    if (typeof value === 'number') {
      return Number.isFinite(value) ? value : { t: 'number', v: String(value) };
    }
    if (value === undefined) return { t: 'undefined' };
    if (typeof value === 'bigint') return { t: 'bigint', v: String(value) };
    if (typeof value !== 'object' || ancestors.includes(value)) throw notCloned();
    const path = [...ancestors, value];
    if (Array.isArray(value)) return { t: 'array', v: value.map((item) => pack(item, path)) };
    if (value instanceof Date) return { t: 'date', v: pack(value.getTime(), path) };
    if (Object.prototype.toString.call(value) !== '[object Object]') throw notCloned();
    const entries = Object.entries(value).map(([key, item]) => [key, pack(item, path)]);
    return { t: 'object', v: entries };
  }

  function unpack(packed: Packed): unknown {
    if (packed === null || typeof packed !== 'object') return packed;
    switch (packed.t) {
      case 'number':
        return Number(packed.v);
      case 'bigint':
        return BigInt(packed.v as string);
      case 'array':
        return (packed.v as Packed[]).map(unpack);
      case 'date':
        return new Date(unpack(packed.v as Packed) as number);
      case 'object':
        return Object.fromEntries(
          (packed.v as [string, Packed][]).map(([key, item]) => [key, unpack(item)]),
        );
      default:
        return undefined;
    }
  }

  function notCloned(): Error {
    return new Error('An object could not be cloned.');
  }

  return {
    encode: (value) => JSON.stringify(pack(value, [])),
    decode: (text) => unpack(JSON.parse(text) as Packed),
  };
}
