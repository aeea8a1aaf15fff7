/** A process that is a group of its own would go on when whoever began it is killed: a kernel computes for ever. */
import { spawn } from 'node:child_process'
import type { Socket } from 'node:net'

/** Kills the group as soon as this process is gone, however that ends. Returns the way to let it be. */
export function endsWithUs(group: number): () => void {
  // its standard input ends with us
  const guard = spawn('/bin/sh', ['-c', 'read -r _; kill -s KILL -- "-$0"', `${group}`], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  // nobody waits for it
  guard.unref()
  ;(guard.stdin as Socket).unref()
  return () => guard.kill('SIGKILL')
}
