/** GitHub signs the raw bytes of a delivery with the webhook secret: HMAC SHA-256. */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** Cheap to check before a body is read. */
export const looksSigned = (header: string | undefined): header is string => /^sha256=[0-9a-f]{64}$/i.test(header ?? '')

/** In constant time. */
export function signatureHolds(secret: string, body: Buffer, header: string): boolean {
  const given = Buffer.from(header.slice('sha256='.length), 'hex')
  const right = createHmac('sha256', secret).update(body).digest()
  return given.length === right.length && timingSafeEqual(given, right)
}
