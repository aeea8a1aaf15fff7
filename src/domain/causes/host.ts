/** What prevents a mount on the host: group, accounts, mount point, fstab, and immutable files. */
import { makeAccount } from '../account-numbers.ts'
import type { Evidence } from '../evidence.ts'
import { topmostAt } from '../topmost.ts'
import { byCode, type Cause, either, provoked, recognised } from './cause.ts'

function unmountedPlace(e: Evidence) {
  return e.facts && !topmostAt(e.facts, e.about.mountPoint) ? e.facts.mountPoint : undefined
}

/** Not a fault while adopting. */
const foreignLines = (e: Evidence) =>
  e.about.adopting ? [] : (e.facts?.fstab.filter((l) => l.place === e.about.mountPoint && !l.ours) ?? [])

const lineMissing = (e: Evidence) => e.facts?.fstab.some((l) => l.place === e.about.mountPoint && l.ours) === false
const memberMissing = (e: Evidence) =>
  e.facts !== undefined &&
  (e.facts.group.nameGid === undefined || e.facts.accounts.some((a) => a.exists && !a.groups.includes(e.about.gid)))

/** Prism's own line for another mount point, if this is only a look and nothing is mounted at the given one. */
function keptElsewhere({ failures, facts, about }: Evidence): string | undefined {
  if (failures.length > 0 || !facts || topmostAt(facts, about.mountPoint)) return undefined
  if (facts.fstab.some((l) => l.ours && l.place === about.mountPoint)) return undefined
  const lines = facts.fstab.filter((l) => l.ours && l.volume && l.place !== about.mountPoint)
  return lines.length > 0 ? `Prism’s own line is for ${lines.map((l) => l.place).join(', ')}, not for ${about.mountPoint}` : undefined
}

/** NFS carries that many groups beside the primary one. */
const maxGroups = 16

export const host = {
  'mounted-elsewhere': {
    title: 'The volume is mounted at another path on the instance',
    area: 'mount-point',
    symptom: '`mounted-elsewhere`; or nothing is mounted where doctor looked.',
    evidence:
      'The host’s mount table has the volume only at other paths; for doctor: nothing is mounted at the mount point, and fstab has Prism’s line for another one.',
    seen: either(byCode('mounted-elsewhere'), keptElsewhere),
    why: 'Without --mount-point Prism looks for a volume at /mnt/NAME. It leaves other mounts alone, so as not to add a second one.',
    fix: () => 'Run it again with --mount-point PATH, the path that was seen',
    tried: provoked('a volume that is mounted at another place'),
  },
  'files-frozen': {
    title: 'A file that has to be changed is immutable',
    area: 'disk',
    symptom: '`step-failed` in the step group, users or fstab: `Operation not permitted`, although root tries.',
    evidence: 'lsattr shows the flag i or a on /etc or on its fstab, account or group files, and what Prism writes there is missing.',
    seen: (e) => {
      const frozen = (e.probe?.frozen ?? []).filter((path) =>
        path === '/etc' ? lineMissing(e) || memberMissing(e) : path === '/etc/fstab' ? lineMissing(e) : memberMissing(e),
      )
      return frozen.length > 0 ? `${frozen.join(', ')}: immutable or append-only` : undefined
    },
    why: 'Somebody, or a hardening profile, made it immutable with chattr; Prism does not undo that.',
    fix: () =>
      'On the instance: lsattr -d /etc /etc/fstab /etc/group; chattr -i FILE (-a for append-only); mount again with Prism, then chattr +i FILE',
    tried: provoked('an immutable fstab without the line'),
  },
  'gid-taken': {
    title: 'The shared group’s gid belongs to another group',
    area: 'group',
    symptom: '`gid-taken`; nothing was changed.',
    evidence: 'getent names another group for gid 3000.',
    seen: either((e) => {
      const holder = e.facts?.group.gidHolder
      return holder !== undefined && holder !== e.about.group ? `gid ${e.about.gid} is the group ${holder}` : undefined
    }, byCode('gid-taken')),
    why: 'On a shared volume the gid is the identity: that group would own everything that is shared.',
    fix: ({ gid, holder, freeGid }) =>
      `On the instance: groupmod -g ${freeGid} ${holder}; find / -xdev -gid ${gid} -exec chgrp -h ${holder} {} +`,
    tried: provoked('a host on which gid 3000 is taken'),
  },
  'group-gid-differs': {
    title: 'The shared group has another gid on the instance',
    area: 'group',
    symptom: '`group-gid-differs`; nothing was changed.',
    evidence: 'getent gives prism-shared another gid than 3000.',
    seen: either((e) => {
      const gid = e.facts?.group.nameGid
      return gid !== undefined && gid !== e.about.gid ? `${e.about.group} has gid ${gid}` : undefined
    }, byCode('group-gid-differs')),
    why: 'What its members create would belong to another group on all other instances.',
    fix: ({ group, gid }) => `On the instance: groupmod -g ${gid} ${group}`,
    tried: provoked('a host on which the shared group has another number'),
  },
  'name-cache-stale': {
    title: 'The name service’s cache is out of date',
    area: 'group',
    symptom: 'An account was added to prism-shared, but its new sessions are not in the group.',
    evidence: 'nscd or sssd runs, and the name service gives an account another uid, or fewer groups, than /etc/passwd and /etc/group do.',
    seen: (e) => {
      const stale = e.probe?.staleCaches ?? []
      const what = { group: 'without the shared group', uid: 'with another uid' } as const
      return stale.length > 0
        ? stale.map((s) => `${s.daemon} returns ${s.account} ${s.differs.map((d) => what[d]).join(' and ')}, but /etc has it`).join('; ')
        : undefined
    },
    why: 'Such caches keep an answer for minutes to hours; a login in the meantime gets the old one.',
    fix: () => 'On the instance: nscd -i passwd; nscd -i group (nscd), or sss_cache -E (sssd); then log in again',
    tried: recognised('nscd(8), sss_cache(8)'),
  },
  'group-in-directory': {
    title: 'The group is in a directory service, and the account is not a member',
    area: 'group',
    symptom: '`group-in-directory` in the step users.',
    evidence: 'getent lists the group, /etc/group does not, and the account is not a member.',
    seen: byCode('group-in-directory'),
    why: 'The directory manages the members of such a group; a second group with that name in /etc/group would hide it on this instance only.',
    fix: ({ account, group }) =>
      `Have ${account} added to ${group} in the directory (FreeIPA: ipa group-add-member ${group} --users=${account}); on the instance: sss_cache -E; id ${account}; then retry.`,
    tried: provoked('a host whose group prism-shared is a directory’s'),
  },
  'no-login-user': {
    title: 'No login user was found',
    area: 'accounts',
    symptom: '`no-login-user`.',
    evidence: 'cloud-init names no default user, nobody has uid 1000, none of the known names exists; and --users was not given.',
    seen: (e) =>
      e.facts && e.facts.login === undefined && e.about.accounts.length === 0
        ? 'no login user was found, and --users was not given'
        : undefined,
    why: 'Prism does not guess who may write to the shared volume.',
    fix: () => 'Name the accounts: --users NAME,…',
    tried: provoked('a host without a login user'),
  },
  'account-missing': {
    title: 'A named account does not exist on the instance',
    area: 'accounts',
    symptom: '`account-missing` in the account’s row; the others are served. Where all who were named are missing, nothing was changed.',
    evidence: 'getent does not know the account.',
    seen: either((e) => {
      const missing = e.facts?.accounts.filter((a) => !a.exists) ?? []
      return missing.length > 0 ? `no such account: ${missing.map((a) => a.name).join(', ')}` : undefined
    }, byCode('account-missing')),
    why: 'Only an existing account can be added to the shared group.',
    fix: ({ account, number, numberWhy }) =>
      `On the instance: ${makeAccount(account, number)} (${number}: ${numberWhy}); or name another: --users NAME,…`,
    tried: provoked('an account that does not exist'),
  },
  'root-account': {
    title: 'A named account is root under another name',
    area: 'accounts',
    symptom: '`root-account`; nothing was changed.',
    evidence: 'The host gives the account uid 0.',
    seen: byCode('root-account'),
    why: 'To EFS it would be root, which no file mode keeps out; people share with their own accounts.',
    fix: () => 'Name the accounts of people: --users NAME,…',
    tried: provoked('an account with uid 0'),
  },
  'account-expired': {
    title: 'An account has expired',
    area: 'accounts',
    symptom: '`account-expired`: ssh and cron refuse it.',
    evidence: 'Its expiry date in /etc/shadow is past.',
    seen: (e) => {
      const expired = e.facts?.accounts.filter((a) => a.expired) ?? []
      return expired.length > 0 ? `${expired.map((a) => a.name).join(', ')} has expired` : undefined
    },
    why: 'Nobody can log in with it, so nobody can share as it.',
    fix: ({ account }) => `On the instance: chage -l ${account}; usermod -e '' ${account}; or name another: --users NAME,…`,
    tried: provoked('an account that has expired'),
  },
  'too-many-groups': {
    title: 'An account is in more groups than NFS carries',
    area: 'accounts',
    symptom: 'The account is in prism-shared and still cannot write, or only sometimes.',
    evidence: 'The account has more than 16 supplementary groups on the host.',
    seen: (e) => {
      const crowded = e.facts?.accounts.filter((a) => a.groups.length > maxGroups + 1) ?? []
      return crowded.length > 0 ? crowded.map((a) => `${a.name} is in ${a.groups.length} groups`).join(', ') : undefined
    },
    why: 'AUTH_SYS carries 16 gids beside the primary group; which ones are dropped is arbitrary, and 3000 can be among them.',
    fix: ({ account }) =>
      `On the instance: id ${account}; gpasswd -d ${account} GROUP for each group that is not needed; then log in again.`,
    tried: provoked('an account in too many groups'),
  },
  'mount-point-not-directory': {
    title: 'The mount point is not a directory',
    area: 'mount-point',
    symptom: '`mount-point-not-directory`; nothing was changed.',
    evidence: 'The host has a file or a link there.',
    seen: (e) => {
      const place = unmountedPlace(e)
      if (place?.exists && place.type !== undefined && place.type !== 'directory')
        return `${e.about.mountPoint} is a ${place.type.replaceAll('-', ' ')}`
      return byCode('mount-point-not-directory')(e)
    },
    why: 'A mount needs a directory; through a link it would appear under another path than expected.',
    fix: ({ mountPoint }) => `On the instance: ls -ld ${mountPoint}; mv ${mountPoint} ${mountPoint}.old; or choose another --mount-point`,
    tried: provoked('a file in the mount point’s place'),
  },
  'mount-point-not-empty': {
    title: 'The mount point contains local files',
    area: 'mount-point',
    symptom: '`mount-point-not-empty`; nothing was changed.',
    evidence: 'The directory has entries on the local disk, and nothing is mounted there.',
    seen: either((e) => {
      const place = unmountedPlace(e)
      return place?.type === 'directory' && (place.entries ?? 0) > 0
        ? `${e.about.mountPoint} contains ${place.entries} local entries: ${place.sample.join(', ')}`
        : undefined
    }, byCode('mount-point-not-empty')),
    why: 'Mounting would hide them. Often somebody wrote them while the volume was not mounted.',
    fix: ({ mountPoint }) =>
      `On the instance: mv ${mountPoint} ${mountPoint}.local; mount; then copy what belongs on the volume: rsync -r --chmod=g+rw ${mountPoint}.local/ ${mountPoint}/shared/`,
    tried: provoked('local files in the mount point'),
  },
  'mount-point-taken': {
    title: 'Another file system is mounted there',
    area: 'mount-point',
    symptom: '`mount-point-taken`; or the client’s “is already mounted” with exit 0.',
    evidence: 'The host’s mount table has something else at that mount point.',
    seen: either((e) => {
      const top = e.facts && topmostAt(e.facts, e.about.mountPoint)
      if (!top) return undefined
      if (top.fileSystemId === undefined && top.source.includes(':')) return undefined
      return top.fileSystemId === e.about.fileSystemId && !/:\/./.test(top.source)
        ? undefined
        : `${top.fileSystemId ?? top.source} (${top.type}${/:\/./.test(top.source) ? `, ${top.source}` : ''}) is mounted at ${e.about.mountPoint}`
    }, byCode('mount-point-taken')),
    why: 'The client answers “already mounted” with exit 0, whatever is mounted; people would write to the wrong file system.',
    fix: ({ mountPoint }) =>
      `On the instance: findmnt ${mountPoint}; umount ${mountPoint}; and correct its line in /etc/fstab; or choose another --mount-point`,
    tried: provoked('another file system at the mount point'),
  },
  'foreign-root': {
    title: 'The volume’s root contains data and was not laid out by Prism',
    area: 'mount',
    symptom: '`foreign-root`; what this mount had done was undone.',
    evidence: 'The root’s owner, group or mode is neither a new volume’s nor Prism’s, and it has entries.',
    seen: byCode('foreign-root'),
    why: 'Another owner or mode on the root could lock out people who already work there.',
    fix: ({ fileSystem, instance, mountPoint }) =>
      `See who works there, then allow it: prism volume mount ${fileSystem} ${instance} --mount-point ${mountPoint} --adopt; existing data keeps its owner and mode. If it is already mounted by hand: prism volume adopt.`,
    tried: provoked('a volume that somebody else laid out'),
  },
  'layout-not-ours': {
    title: 'The permission table would open a directory that was not laid out from here',
    area: 'mount',
    symptom: '`layout-not-ours`; that directory was left as it is.',
    evidence:
      'The directory at that path holds something, is not the one by inode number that this instance has noted, and owner or mode of the table would let people in who could not enter or write before.',
    seen: byCode('layout-not-ours'),
    why: 'Without the sticky bit members may rename what lies in the volume’s root: it may be root’s private directory, put there to be opened.',
    fix: ({ fileSystem, mountPoint, layoutPath, layoutOwner, layoutMode, layoutInode }) =>
      `As root where the volume is mounted (here, if this mount was undone: mkdir -p ${mountPoint}; mount -t efs -o tls ${fileSystem}:/ ${mountPoint}): cd -P ${mountPoint}/${layoutPath}; pwd; ls -la. If it is the right one: chown ${layoutOwner} .; chmod ${layoutMode} . If not: cd ${mountPoint}; mv ${layoutPath} ITS_OWN_NAME; find . -xdev -maxdepth 2 -inum ${layoutInode} names the one that was laid out, mv FOUND ${layoutPath}. Then retry.`,
    tried: provoked('a private directory in the place of shared/'),
  },
  'volume-in-use': {
    title: 'Programs use the mount that has to change',
    area: 'mount',
    symptom: '`unmount-busy`; it is left as it was.',
    evidence: 'umount reported busy; /proc names the processes that have it open.',
    seen: byCode('unmount-busy'),
    why: 'Changing between read-write and read-only takes a new mount, and Prism does not unmount a volume that is in use.',
    fix: ({ mountPoint }) => `On the instance: fuser -vm ${mountPoint}; end the processes that it names, then retry.`,
    tried: provoked('a program on the mount that is to be changed'),
  },
  'fstab-foreign': {
    title: 'fstab has a line for that mount point that Prism did not write',
    area: 'fstab',
    symptom: '`fstab-taken`; nothing was changed.',
    evidence: 'A line of /etc/fstab names the mount point and does not have Prism’s mark.',
    seen: either((e) => {
      const lines = foreignLines(e)
      return lines.length > 0 ? lines.map((l) => `line ${l.line}: ${l.spec} ${l.place} ${l.type}`).join('; ') : undefined
    }, byCode('fstab-taken')),
    why: 'At the next boot that line mounts first, whatever it names.',
    fix: ({ mountPoint }) => `On the instance: grep -n " ${mountPoint} " /etc/fstab; remove or change that line yourself, then retry.`,
    tried: provoked('a foreign line in fstab'),
  },
} as const satisfies Record<string, Cause>
