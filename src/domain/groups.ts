/** Groups beside prism-shared: each has a directory of its own, `groups/NAME`, that only its members can enter. */
import { fail } from './catalogue.ts'
import { group } from './layout.ts'
import { parseAccount, patterns, quote } from './names.ts'

export type ExtraGroup = {
  readonly name: string
  readonly gid: number
  /** Of the accounts that get the volume; empty: all of them. */
  readonly accounts: readonly string[]
}

/** NFS carries 16 groups of an account in all; a login user has one to five of its own, and prism-shared is one. */
const maxGroups = 8
/** Below are the distributions' own groups; 65534 is nogroup, 65535 is -1 to 16-bit programs. */
const smallestGid = 1000
const largestGid = 2_147_483_647
const notToBeTaken: readonly number[] = [group.gid, 65_534, 65_535]

/**
 * As given: names and numbers that may be wrong. `users`: the accounts that were named for the volume; empty where each instance's login
 * user gets it. Throws bad-group, bad-account, root-account.
 */
export function parseGroups(said: readonly ExtraGroup[], users: readonly string[]): ExtraGroup[] {
  if (said.length > maxGroups) throw fail('bad-group', { seen: `${said.length} groups; ${maxGroups} at most` })
  return said.map(({ name, gid, accounts }, i) => {
    const bad = (why: string) => fail('bad-group', { seen: `${quote(name)}: ${why}` })
    if (!patterns.account.test(name) || name === group.name || name === 'root') throw bad('not a valid group name')
    if (!Number.isInteger(gid) || gid < smallestGid || gid > largestGid || notToBeTaken.includes(gid))
      throw bad(`gid ${gid} cannot be used; give ${smallestGid} or more, and neither ${notToBeTaken.join(' nor ')}`)
    if (said.slice(0, i).some((other) => other.name === name || other.gid === gid)) throw bad('its name or its gid is given more than once')
    const members = [...new Set(accounts.map(parseAccount))]
    const stranger = users.length > 0 ? members.find((m) => !users.includes(m)) : undefined
    if (stranger !== undefined) throw bad(`${stranger} is not among the accounts that get the volume`)
    return { name, gid, accounts: members }
  })
}

/** `genomics:3100:ada,grace`; the pattern of `--group` was checked before. */
export function groupFromText(text: string): ExtraGroup {
  const [name = '', gid = '', accounts = ''] = text.split(':')
  return { name, gid: Number(gid), accounts: accounts.split(',').filter(Boolean) }
}

export const formatGroup = ({ name, gid, accounts }: ExtraGroup): string =>
  [name, `${gid}`, ...(accounts.length > 0 ? [accounts.join(',')] : [])].join(':')
