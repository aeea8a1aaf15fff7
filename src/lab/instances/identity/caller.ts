/** As whom the server does what a client asks: EFS decides that, not the client. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** enforced: an access point's user, whoever asks · squashed: root is nobody, all others are who they are */
export type Identity =
  | { readonly kind: 'enforced'; readonly uid: number; readonly gid: number; readonly groups: readonly number[] }
  | { readonly kind: 'squashed'; readonly proc: string }

export type Caller = { readonly uid: number; readonly gid: number; readonly pid: number }

/** EFS's anonymous user, as NFS servers have it. */
const nobody = 65_534

/** `5001:3000:3100,3200`, or `squash:/path/of/proc`. */
export function parseIdentity(text: string): Identity {
  const [uid = '', gid = '', groups = ''] = text.split(':')
  if (uid === 'squash') return { kind: 'squashed', proc: gid }
  const list = groups === '' ? [] : groups.split(',').map(Number)
  return { kind: 'enforced', uid: Number(uid), gid: Number(gid), groups: list }
}

/**
 * Becomes the identity, so that the kernel judges every file operation as the server of it would. For one that is enforced there is no way
 * back; the returned function is called with every caller.
 */
export function become(identity: Identity): (caller: Caller) => void {
  const own = process as Required<Pick<NodeJS.Process, 'setgroups' | 'setgid' | 'setuid' | 'setegid' | 'seteuid'>>
  process.umask(0)
  if (identity.kind === 'enforced') {
    own.setgroups([identity.gid, ...identity.groups])
    own.setgid(identity.gid)
    own.setuid(identity.uid)
    return () => undefined
  }
  return ({ uid, gid, pid }) => {
    own.seteuid(0)
    own.setgroups(uid === 0 ? [nobody] : groupsOf(identity.proc, pid, gid))
    own.setegid(gid === 0 ? nobody : gid)
    if (uid === 0) own.seteuid(nobody)
    else own.seteuid(uid)
  }
}

/** The kernel tells uid and gid of who asks; the groups beside them stand in /proc, while the process lives. */
function groupsOf(proc: string, pid: number, gid: number): number[] {
  try {
    const line = /^Groups:\s*(.*)$/m.exec(readFileSync(join(proc, String(pid), 'status'), 'utf8'))?.[1]?.trim() ?? ''
    return line === '' ? [gid] : line.split(/\s+/).map(Number)
  } catch {
    return [gid]
  }
}
