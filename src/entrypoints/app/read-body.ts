/** Reads a request's body within its limit, the room that all bodies share, and the time that an honest sender needs. */
import type { IncomingMessage } from 'node:http'
import type { BodyMemory } from './body-memory.ts'

export type Pace = {
  /** A body that brings fewer bytes in this time is cut. */
  readonly bytes: number
  readonly milliseconds: number
}

export type ReadBody =
  /** `release` when the bytes are no longer needed. */
  | { readonly kind: 'body'; readonly bytes: Buffer; readonly release: () => void }
  | { readonly kind: 'too-large' }
  /** It had to give way to others. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'too-slow' }
  /** The caller went away. */
  | { readonly kind: 'broken' }

export type BodyLimits = { readonly limit: number; readonly room: BodyMemory; readonly pace: Pace }

/** Bytes that the body will have; undefined where it comes in chunks. */
export function announced(request: IncomingMessage): number | undefined {
  const length = request.headers['content-length']
  if (length !== undefined) return Number(length)
  return request.headers['transfer-encoding'] === undefined ? 0 : undefined
}

export function readBody(request: IncomingMessage, { limit, room, pace }: BodyLimits): Promise<ReadBody> {
  if ((announced(request) ?? 0) > limit) return Promise.resolve({ kind: 'too-large' })
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0
    let before = 0
    let over = false
    const place = room.enter(() => end({ kind: 'busy' }))
    const clock = setInterval(() => {
      if (size - before < pace.bytes) end({ kind: 'too-slow' })
      before = size
    }, pace.milliseconds)
    const end = (result: ReadBody): void => {
      if (over) return
      over = true
      clearInterval(clock)
      request.off('data', onData)
      if (result.kind === 'body') place.keep()
      else {
        place.leave()
        chunks.length = 0
      }
      resolve(result)
    }
    const onData = (chunk: Buffer): void => {
      if (size + chunk.length > limit) end({ kind: 'too-large' })
      else if (place.take(chunk.length)) {
        size += chunk.length
        chunks.push(chunk)
      } else end({ kind: 'busy' })
    }
    request.on('data', onData)
    request.once('end', () => end({ kind: 'body', bytes: Buffer.concat(chunks), release: place.leave }))
    request.once('error', () => end({ kind: 'broken' }))
    request.once('close', () => end({ kind: 'broken' }))
  })
}
