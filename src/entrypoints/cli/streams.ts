/** The streams and surroundings of a terminal program, as it may be given others in a test. */
import type { Readable, Writable } from 'node:stream'
import type { Prism, PrismOptions } from '../../compose/prism.ts'
import type { Look } from '../../render/terminal.ts'

export type Input = Readable & { readonly isTTY?: boolean }
export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number }
export type Env = Readonly<Record<string, string | undefined>>

export type World = {
  readonly env: Env
  readonly stdin: Input
  readonly stdout: Output
  readonly stderr: Output
  readonly compose: (options: PrismOptions) => Prism | Promise<Prism>
  /** Calls back at each interrupt (Ctrl-C, SIGTERM); returns the way to stop listening. */
  readonly onInterrupt: (listener: () => void) => () => void
  /** Leaves at once, whatever is under way. */
  readonly leave: (code: number) => void
}

/** NO_COLOR (no-color.org) beats FORCE_COLOR, which beats what the stream is. */
export function lookOf(stream: Output, env: Env): Look {
  return { color: wantsColor(stream, env), width: Math.max(40, stream.columns ?? 100) }
}

function wantsColor(stream: Output, env: Env): boolean {
  if (env.NO_COLOR) return false
  if (env.FORCE_COLOR !== undefined) return !['0', 'false'].includes(env.FORCE_COLOR)
  return stream.isTTY === true && env.TERM !== 'dumb'
}

/** Lines can be rewritten in place. */
export const isLive = (stream: Output, env: Env): boolean => stream.isTTY === true && env.TERM !== 'dumb' && !env.CI

/** A pipe without a reader, a terminal that was closed. */
const gone: readonly (string | undefined)[] = ['EPIPE', 'EIO', 'ERR_STREAM_DESTROYED']

export const isGone = (error: NodeJS.ErrnoException): boolean => gone.includes(error.code)

/**
 * Neither a reader that went away (`prism … | head`) nor a full disk may end a run that is under way: what cannot be written any more is
 * dropped, and the exit code says so where somebody should have read it.
 */
export function survivesLostOutput(stream: Output): void {
  stream.on('error', () => {})
}

export const write = (stream: Output, text: string): void => {
  if (!stream.destroyed && stream.writable) stream.write(text)
}
