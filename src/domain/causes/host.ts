/** What lies in the way on the host: group, accounts, mount point, fstab, and files that were frozen. */
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

/** Prism's own line for another place, where nobody asks for anything but a look and nothing of it is at the place that was asked for. */
function keptElsewhere({ failures, facts, about }: Evidence): string | undefined {
  if (failures.length > 0 || !facts || topmostAt(facts, about.mountPoint)) return undefined
  if (facts.fstab.some((l) => l.ours && l.place === about.mountPoint)) return undefined
  const lines = facts.fstab.filter((l) => l.ours && l.volume && l.place !== about.mountPoint)
  return lines.length > 0 ? `Prism’s own line is for ${lines.map((l) => l.place).join(', ')}, not for ${about.mountPoint}` : undefined
}

/** NFS carries that many beside the primary group (facts). */
const maxGroups = 16

export const host = {
  'mounted-elsewhere': {
    title: 'The volume is at another place of the instance than asked for',
    area: 'mount-point',
    symptom: '`mounted-elsewhere`; or nothing is mounted where a doctor was to look.',
    evidence:
      'The host’s mount table has the volume at other places only; for a doctor: nothing is at the place, and fstab has Prism’s own line for another.',
    seen: either(byCode('mounted-elsewhere'), keptElsewhere),
    why: 'Without --mount-point a volume is looked for at /mnt/NAME. What is elsewhere is left alone, so that no second mount comes beside it.',
    fix: () => 'Run it again with --mount-point PATH, where PATH is the place that was seen',
    tried: provoked('a volume that is mounted at another place'),
  },
  'files-frozen': {
    title: 'A file that has to be changed is immutable',
    area: 'disk',
    symptom: '`step-failed` in the step group, users or fstab: `Operation not permitted`, though it is root who tries.',
    evidence:
      'lsattr shows the flag i or a on /etc or on a file of fstab, accounts or groups there, and what Prism writes into it is missing.',
    seen: (e) => {
      const frozen = (e.probe?.frozen ?? []).filter((path) =>
        path === '/etc' ? lineMissing(e) || memberMissing(e) : path === '/etc/fstab' ? lineMissing(e) : memberMissing(e),
      )
      return frozen.length > 0 ? `${frozen.join(', ')}: immutable or append-only` : undefined
    },
    why: 'Somebody froze it with chattr, or a hardening profile did; Prism does not thaw what others froze.',
    fix: () =>
      'On the instance: lsattr -d /etc /etc/fstab /etc/group; chattr -i FILE (-a for append-only); mount again with Prism, then chattr +i FILE',
    tried: provoked('an immutable fstab without the line'),
  },
  'gid-taken': {
    title: 'The shared group’s number belongs to another group',
    area: 'group',
    symptom: '`gid-taken`; nothing was changed.',
    evidence: 'getent names another group for gid 3000.',
    seen: either((e) => {
      const holder = e.facts?.group.gidHolder
      return holder !== undefined && holder !== e.about.group ? `gid ${e.about.gid} is the group ${holder}` : undefined
    }, byCode('gid-taken')),
    why: 'On a shared volume the number is the identity: that group would own everything that is shared.',
    fix: ({ gid, holder, freeGid }) =>
      `On the instance: groupmod -g ${freeGid} ${holder}; find / -xdev -gid ${gid} -exec chgrp -h ${holder} {} +`,
    tried: provoked('a host on which gid 3000 is taken'),
  },
  'group-gid-differs': {
    title: 'The shared group has another number there',
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
    title: 'The name service’s cache still says what was',
    area: 'group',
    symptom: 'An account was enrolled, and its new sessions are not in prism-shared.',
    evidence: 'nscd or sssd runs, and the name service gives an account another uid, or fewer groups, than /etc/passwd and /etc/group do.',
    seen: (e) => {
      const stale = e.probe?.staleCaches ?? []
      const what = { group: 'without the shared group', uid: 'with another uid' } as const
      return stale.length > 0
        ? stale.map((s) => `${s.daemon} tells ${s.account} ${s.differs.map((d) => what[d]).join(' and ')}, /etc has it`).join('; ')
        : undefined
    },
    why: 'Such caches keep an answer for minutes to hours; who logs in meanwhile gets the old one.',
    fix: () => 'On the instance: nscd -i passwd; nscd -i group (nscd), or sss_cache -E (sssd); then log in anew',
    tried: recognised('nscd(8), sss_cache(8)'),
  },
  'group-in-directory': {
    title: 'The group is kept in a directory, and the account is not in it',
    area: 'group',
    symptom: '`group-in-directory` in the step users.',
    evidence: 'getent tells the group, /etc/group has no such line, and the account’s groups are without it.',
    seen: byCode('group-in-directory'),
    why: 'Memberships of such a group are the directory’s own; a second group of that name in /etc/group would hide it on this instance alone.',
    fix: ({ account, group }) =>
      `Have ${account} added to ${group} in the directory (FreeIPA: ipa group-add-member ${group} --users=${account}); on the instance: sss_cache -E; id ${account}; then run the same command again.`,
    tried: provoked('a host whose group prism-shared is a directory’s'),
  },
  'no-login-user': {
    title: 'Nobody was found to enrol',
    area: 'accounts',
    symptom: '`no-login-user`.',
    evidence: 'cloud-init names no default user, nobody has uid 1000, none of the known names exists; and no account was named.',
    seen: (e) =>
      e.facts && e.facts.login === undefined && e.about.accounts.length === 0 ? 'no login user was found, and none was named' : undefined,
    why: 'Prism does not guess who may write to what is shared.',
    fix: () => 'Name the accounts: --users NAME,…',
    tried: provoked('a host without a login user'),
  },
  'account-missing': {
    title: 'A named account does not exist on the instance',
    area: 'accounts',
    symptom: '`account-missing`; nothing was changed.',
    evidence: 'getent does not know the account.',
    seen: either(byCode('account-missing'), (e) => {
      const missing = e.facts?.accounts.filter((a) => !a.exists) ?? []
      return missing.length > 0 ? `no such account: ${missing.map((a) => a.name).join(', ')}` : undefined
    }),
    why: 'Only an existing account can be enrolled in the shared group.',
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
    why: 'To EFS it would be root, whom no mode keeps out; people share as themselves.',
    fix: () => 'Name the accounts of people: --users NAME,…',
    tried: provoked('an account with uid 0'),
  },
  'account-expired': {
    title: 'An account has expired',
    area: 'accounts',
    symptom: '`account-expired`: ssh and cron refuse it.',
    evidence: 'Its day of expiry in /etc/shadow is past.',
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
    symptom: 'The account is in prism-shared and still may not write; or now and then.',
    evidence: 'The account has more than 16 supplementary groups on the host.',
    seen: (e) => {
      const crowded = e.facts?.accounts.filter((a) => a.groups.length > maxGroups + 1) ?? []
      return crowded.length > 0 ? crowded.map((a) => `${a.name} is in ${a.groups.length} groups`).join(', ') : undefined
    },
    why: 'AUTH_SYS carries 16 numbers beside the primary group; which are left out is chance, and 3000 can be among them.',
    fix: ({ account }) => `On the instance: id ${account}; gpasswd -d ${account} GROUP for those that are not needed; then log in anew.`,
    tried: provoked('an account in too many groups'),
  },
  'mount-point-not-directory': {
    title: 'Something that is not a directory is in the mount point’s place',
    area: 'mount-point',
    symptom: '`mount-point-not-directory`; nothing was changed.',
    evidence: 'The host has a file or a link there.',
    seen: (e) => {
      const place = unmountedPlace(e)
      if (place?.exists && place.type !== undefined && place.type !== 'directory')
        return `${e.about.mountPoint} is a ${place.type.replaceAll('-', ' ')}`
      return byCode('mount-point-not-directory')(e)
    },
    why: 'A mount needs a directory; and through a link it would come up under another path than it is looked for.',
    fix: ({ mountPoint }) => `On the instance: ls -ld ${mountPoint}; mv ${mountPoint} ${mountPoint}.old; or another --mount-point`,
    tried: provoked('a file in the mount point’s place'),
  },
  'mount-point-not-empty': {
    title: 'The mount point holds local files',
    area: 'mount-point',
    symptom: '`mount-point-not-empty`; nothing was changed.',
    evidence: 'The directory has entries on the local disk, and nothing is mounted there.',
    seen: either((e) => {
      const place = unmountedPlace(e)
      return place?.type === 'directory' && (place.entries ?? 0) > 0
        ? `${e.about.mountPoint} holds ${place.entries} local entries: ${place.sample.join(', ')}`
        : undefined
    }, byCode('mount-point-not-empty')),
    why: 'Mounting would hide them. Often somebody wrote there while the volume was not mounted.',
    fix: ({ mountPoint }) =>
      `On the instance: mv ${mountPoint} ${mountPoint}.local; mount; then copy what belongs on the volume: rsync -r --chmod=g+rw ${mountPoint}.local/ ${mountPoint}/shared/`,
    tried: provoked('local files in the mount point'),
  },
  'mount-point-taken': {
    title: 'Another file system is mounted there',
    area: 'mount-point',
    symptom: '`mount-point-taken`; or the client’s “is already mounted” with exit 0.',
    evidence: 'The host’s mount table has something else at that place.',
    seen: either((e) => {
      const top = e.facts && topmostAt(e.facts, e.about.mountPoint)
      if (!top) return undefined
      if (top.fileSystemId === undefined && top.source.includes(':')) return undefined
      return top.fileSystemId === e.about.fileSystemId && !/:\/./.test(top.source)
        ? undefined
        : `${top.fileSystemId ?? top.source} (${top.type}${/:\/./.test(top.source) ? `, ${top.source}` : ''}) is mounted at ${e.about.mountPoint}`
    }, byCode('mount-point-taken')),
    why: 'The client answers “already mounted” with exit 0 whatever it is; people would write into the wrong place.',
    fix: ({ mountPoint }) =>
      `On the instance: findmnt ${mountPoint}; umount ${mountPoint}; and correct its line in /etc/fstab; or choose another --mount-point`,
    tried: provoked('another file system at the mount point'),
  },
  'foreign-root': {
    title: 'The volume’s root holds somebody’s data and is not laid out by Prism',
    area: 'mount',
    symptom: '`foreign-root`; what this mount had done was undone.',
    evidence: 'The root’s owner, group or mode is neither a new volume’s nor Prism’s, and it has entries.',
    seen: byCode('foreign-root'),
    why: 'Other owner and mode on the root could lock out people who work there already.',
    fix: ({ fileSystem, instance, mountPoint }) =>
      `See who works there, then allow it: prism volume mount ${fileSystem} ${instance} --mount-point ${mountPoint} --adopt; the data keep owner and mode. Where it is mounted by hand already: prism volume adopt.`,
    tried: provoked('a volume that somebody else laid out'),
  },
  'volume-in-use': {
    title: 'Programs use the mount that was to be changed',
    area: 'mount',
    symptom: '`unmount-busy`; it is left as it was.',
    evidence: 'umount said busy; the processes that have it open are named from /proc.',
    seen: byCode('unmount-busy'),
    why: 'Read-write to read-only and back takes a new mount, and Prism takes the old one from nobody who works on it.',
    fix: ({ mountPoint }) => `On the instance: fuser -vm ${mountPoint}; end what is named, then say the same again.`,
    tried: provoked('a program on the mount that is to be changed'),
  },
  'fstab-foreign': {
    title: 'fstab has somebody else’s line for that place',
    area: 'fstab',
    symptom: '`fstab-taken`; nothing was changed.',
    evidence: 'A line of /etc/fstab names the mount point and lacks Prism’s mark.',
    seen: either((e) => {
      const lines = foreignLines(e)
      return lines.length > 0 ? lines.map((l) => `line ${l.line}: ${l.spec} ${l.place} ${l.type}`).join('; ') : undefined
    }, byCode('fstab-taken')),
    why: 'At the next boot that line mounts first, whatever it names.',
    fix: ({ mountPoint }) => `On the instance: grep -n " ${mountPoint} " /etc/fstab; remove or change that line yourself, then run again.`,
    tried: provoked('a foreign line in fstab'),
  },
} as const satisfies Record<string, Cause>
