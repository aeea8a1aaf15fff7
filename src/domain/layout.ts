/** What the document fixes: the group, the directories, the permission table. */

export const group = { name: 'prism-shared', gid: 3000 } as const

/** `default` is the document's table; the others are offered, and the report says which one holds. */
export type LayoutOptions = {
  /** 3775 instead of 2775 on the shared places: only a file's owner may remove it. */
  readonly sticky: boolean
  /** Personal spaces 0700 instead of the document's 755, which everybody can read. */
  readonly privateSpaces: boolean
  /** Whose the shared places are. */
  readonly group: GroupName
  /** Beside it, each with a directory of its own. */
  readonly groups: readonly GroupName[]
}

export type PathRule = {
  /** Relative to the mount point; '.' is the volume's root. */
  readonly path: string
  /** 'root', or the account that owns the personal space. */
  readonly owner: string
  readonly group: string
  readonly gid: number
  /** Four octal digits. */
  readonly mode: string
  readonly purpose: string
}

export type GroupName = { readonly name: string; readonly gid: number }

/** The permission table for the given accounts, in the order in which the directories are made. */
export function permissionTable(accounts: readonly string[], { group, groups, ...options }: LayoutOptions): PathRule[] {
  const open = options.sticky ? '3775' : '2775'
  const rule = (path: string, owner: string, mode: string, purpose: string): PathRule => ({
    path,
    owner,
    group: group.name,
    gid: group.gid,
    mode,
    purpose,
  })
  return [
    rule('.', 'root', open, 'mount root'),
    rule('shared', 'root', open, 'collaboration'),
    rule('users', 'root', '2755', 'user container'),
    ...accounts.map((a) => rule(`users/${a}`, a, options.privateSpaces ? '0700' : '0755', 'personal space')),
    ...(groups.length > 0 ? [rule('groups', 'root', '2755', 'group container')] : []),
    ...groups.map(
      ({ name, gid }): PathRule => ({ path: `groups/${name}`, owner: 'root', group: name, gid, mode: '2770', purpose: 'one group’s own' }),
    ),
  ]
}

/** What members create in `shared/` must be writable by the group. */
export const memberUmask = '0002'
