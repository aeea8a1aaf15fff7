/** As whom the server does what a client asks: EFS decides that, not the client. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** enforced: an access point's user, whoever asks · themselves: everybody is who they are, root too unless it is taken for nobody */
export type Identity =
  | { readonly kind: 'enforced'; readonly uid: number; readonly gid: number; readonly groups: readonly number[] }
  | { readonly kind: 'themselves'; readonly squashRoot: boolean; readonly proc: string }

export type Caller = { readonly uid: number; readonly gid: number; readonly pid: number }

/** EFS's anonymous user, as NFS servers have it. */
const nobody = 65_534

/** `5001:3000:3100,3200`, or `themselves:/path/of/proc`. Without root access who would be root is nobody, an access point's user too. */
export function parseIdentity(text: string, rootAccess: boolean): Identity {
  const [uid = '', gid = '', groups = ''] = text.split(':')
  if (uid === 'themselves') return { kind: 'themselves', squashRoot: !rootAccess, proc: gid }
  const list = groups === '' ? [] : groups.split(',').map(Number)
  const id = (said: string) => (Number(said) === 0 && !rootAccess ? nobody : Number(said))
  return { kind: 'enforced', uid: id(uid), gid: id(gid), groups: list }
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
    const squashed = identity.squashRoot && uid === 0
    own.seteuid(0)
    own.setgroups(squashed ? [nobody] : groupsOf(identity.proc, pid, gid))
    own.setegid(identity.squashRoot && gid === 0 ? nobody : gid)
    if (squashed) own.seteuid(nobody)
    else if (uid !== 0) own.seteuid(uid)
  }
}

/** The kernel tells uid and gid of who asks; the groups beside them stand in /proc, while the process lives. */
function groupsOf(proc: string, pid: number, gid: number): number[] {
  try {
    const line = /^Groups:[ \t]*(.*)$/m.exec(readFileSync(join(proc, String(pid), 'status'), 'utf8'))?.[1]?.trim() ?? ''
    return line === '' ? [gid] : line.split(/\s+/).map(Number)
  } catch {
    return [gid]
  }
}
