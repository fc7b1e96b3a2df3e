/**
 * Reads a body as UTF-8 text, or answers null as soon as it is longer than `maxBytes`. Counts the bytes after
 * decompression, piece by piece, so that a small compressed body cannot fill the memory.
 */
export async function readBoundedBody(
  response: Response,
  maxBytes: number,
): Promise<string | null> {
  if (response.body === null) return '';
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new TextDecoder().decode(Buffer.concat(chunks));
    size += value.byteLength;
    if (size > maxBytes) {
      // Not awaited: a body that never ends may also never confirm that it was given up.
      reader.cancel().catch(() => {});
      return null;
    }
    chunks.push(value);
  }
}
