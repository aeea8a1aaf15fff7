/**
 * An answer's bytes, read whole, as the SDK's own collector does, which leaves the pieces with the answer's stream. That is held by objects of Node's
 * own until a full collection, and thousands of answers come before one.
 */
export async function collectBody(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for await (const piece of stream) pieces.push(piece)
  const whole = Buffer.concat(pieces)
  pieces.length = 0
  return whole
}
