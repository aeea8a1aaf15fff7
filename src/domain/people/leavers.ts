/** Whether somebody who left is gone from a host: nothing runs, nothing begins again, nothing names them, and they never were root there. Pure. */
import type { LeaverSeen } from './accounts.ts'
import { type SshdSeen, takesPasswords } from './ssh-seen.ts'

export type LeaverCell = 'processes' | 'runs again' | 'named in' | 'their keys' | 'comes in' | 'set-id files' | 'root there'
type Cell = { readonly what: LeaverCell; readonly expected: string; readonly seen: string; readonly holds?: boolean }

export function leaverCells(seen: LeaverSeen | undefined, sshd?: SshdSeen): Cell[] {
  if (!seen) return [{ what: 'processes', expected: 'none', seen: 'not looked at' }]
  const { processes, commands, session, named, namedAll, root, whole } = seen
  const again = [...(seen.lingers ? ['lingers'] : []), ...(seen.crontab ? ['a crontab'] : []), ...(seen.at > 0 ? [`${seen.at} of at`] : [])]
  const runs = [
    ...(processes > 0 ? [`${processes} (${commands.join(', ')}${processes > commands.length ? ', …' : ''})`] : []),
    ...(session ? ['a session'] : []),
  ]
  const none = runs.length === 0
  return [
    none && !whole
      ? { what: 'processes', expected: 'none', seen: 'more processes than are looked at' }
      : { what: 'processes', expected: 'none', seen: none ? 'none' : runs.join(', '), holds: none },
    { what: 'runs again', expected: 'none', seen: again.join(', ') || 'none', holds: again.length === 0 },
    named.length === 0 && !namedAll
      ? { what: 'named in', expected: 'none', seen: 'not every rule of sudo, or file of Kerberos, could be read' }
      : { what: 'named in', expected: 'none', seen: named.join(', ') || 'none', holds: named.length === 0 },
    keysCell(seen),
    ...comesIn(seen, sshd),
    setIdCell(seen),
    // whoever had root can fake every look at this host
    root === ''
      ? { what: 'root there', expected: 'never', seen: 'never', holds: true }
      : { what: 'root there', expected: 'never', seen: `${root}: cannot be proved, rebuild the instance` },
  ]
}

const untilClosed = 'looked at once the account is closed'

/** In anybody's file. Where one could not be read, their key may be in it. */
function keysCell({ keyFiles, allRead }: LeaverSeen): Cell {
  const what = { what: 'their keys', expected: 'in no file' } as const
  if (keyFiles.length > 0) return { ...what, seen: `in ${keyFiles.join(', ')}`, holds: false }
  return allRead ? { ...what, seen: 'in no file', holds: true } : { ...what, seen: 'not every file of keys could be read' }
}

/** Whoever starts one is that person. Of what nobody else can reach, nobody is. */
function setIdCell({ uid, setIds: { count, places, whole }, later }: LeaverSeen): Cell {
  const what = { what: 'set-id files', expected: 'none' } as const
  if (later) return { ...what, seen: untilClosed }
  if (count > 0) return { ...what, seen: `${count} below ${places.join(', ')}`, holds: false }
  // what `find` has read stays in the kernel's memory, where the next look finds it
  const search = `find / -path /proc -prune -o -uid ${uid} -perm /6000 -print`
  return whole
    ? { ...what, seen: 'none', holds: true }
    : { ...what, seen: `not every folder could be looked at; as root: ${search}, then ask again` }
}

/** A real sshd, with a key where it reads it and with the keys that were theirs. Where neither could be tried there is no row: no sshd, or no keys ever. */
function comesIn({ name, login, taken, by, said, says, later }: LeaverSeen, sshd?: SshdSeen): Cell[] {
  const what = { what: 'comes in', expected: 'refused' } as const
  if (later) return [{ ...what, seen: untilClosed }]
  if (taken) return [{ ...what, seen: 'sshd takes a key that was theirs', holds: false }]
  if (login === 'yes') return [{ ...what, seen: `let in${by === name || by === '' ? '' : `, as ${by}`}`, holds: false }]
  const deciding = sshd && says !== undefined && sshd.says[says] && takesPasswords(sshd.says[says]) ? (sshd.deciding ?? []) : []
  // a key was refused by the account, which these may keep PAM from asking
  if (login === 'no' && deciding.length > 0)
    return [{ ...what, seen: `with a key refused; sshd takes passwords, and ${deciding.join(', ')} may let in whom a directory knows` }]
  if (login === 'no') return [{ ...what, seen: 'refused', holds: true }]
  return login === 'more' || said !== '' ? [{ ...what, seen: login === 'more' ? 'the key is taken, and more is asked for' : said }] : []
}
