/** Who sits at the terminal, according to the operating system. Their AWS credentials decide what they may do. */
import { userInfo } from 'node:os'
import type { Origin } from '../../domain/request.ts'

export function terminalOrigin(): Origin {
  try {
    const { uid, username } = userInfo()
    return { entrypoint: 'terminal', actor: { id: `uid:${uid}`, name: username } }
  } catch {
    // a container may run under a uid that has no name
    const uid = `uid:${process.getuid?.() ?? 'unknown'}`
    return { entrypoint: 'terminal', actor: { id: uid, name: uid } }
  }
}
