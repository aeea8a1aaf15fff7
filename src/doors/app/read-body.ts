/** Reads a request's body within two limits: of one body, and of all bodies that are being read at the same time. */
import type { IncomingMessage } from 'node:http'

export type Budget = {
  /** False where there is no room. */
  readonly take: (bytes: number) => boolean
  readonly give: (bytes: number) => void
}

export function makeBudget(bytes: number): Budget {
  let left = bytes
  return {
    take: (n) => {
      if (n > left) return false
      left -= n
      return true
    },
    give: (n) => {
      left += n
    },
  }
}

export type ReadBody =
  /** `release` when the bytes are no longer needed. */
  | { readonly kind: 'body'; readonly bytes: Buffer; readonly release: () => void }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'busy' }
  /** The caller went away or stalled. */
  | { readonly kind: 'broken' }

export function readBody(request: IncomingMessage, limit: number, budget: Budget): Promise<ReadBody> {
  const announced = Number(request.headers['content-length'] ?? 0)
  if (announced > limit) return Promise.resolve({ kind: 'too-large' })
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0
    let over = false
    const end = (result: ReadBody): void => {
      if (over) return
      over = true
      request.off('data', onData)
      if (result.kind !== 'body') {
        budget.give(size)
        chunks.length = 0
      }
      resolve(result)
    }
    const onData = (chunk: Buffer): void => {
      if (size + chunk.length > limit) end({ kind: 'too-large' })
      else if (budget.take(chunk.length)) {
        size += chunk.length
        chunks.push(chunk)
      } else end({ kind: 'busy' })
    }
    request.on('data', onData)
    request.once('end', () => end({ kind: 'body', bytes: Buffer.concat(chunks), release: () => budget.give(size) }))
    request.once('error', () => end({ kind: 'broken' }))
    request.once('close', () => end({ kind: 'broken' }))
  })
}
