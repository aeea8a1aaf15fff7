/** fstab: which hand-written lines Prism's own line may replace. Only lines of this file system for this mount point, with no setting that ours lacks. */
import type { Desired } from '../desired.ts'
import type { FstabFact, HostFacts } from '../facts.ts'
import type { AdoptionInput, Conflict, Kept, Part } from './parts.ts'

/** The look reports at most this many lines for one mount point; more cannot be checked. */
const maxLines = 20
/** Longer options are cut off, and the missing part could matter. */
const longestOptions = 280

/**
 * What Prism's line may drop: defaults, what NFS over EFS does anyway, what only says when to mount, and what the NFS client
 * refuses (`gid=`). `iam`, `accesspoint`, `ro`, `noauto`, `noexec` and everything else decide who has access or what is mounted.
 */
const harmless =
  /^(?:defaults|rw|auto|_netdev|nofail|nobootwait|tls|noresvport|hard|sync|async|atime|noatime|diratime|nodiratime|relatime|norelatime|lazytime|nouser|nosuid|nodev|suid|dev|exec|bg|fg|intr|nointr|tcp|proto=tcp|timeo=[0-9]+|retrans=[0-9]+|[rw]size=[0-9]+|(?:nfs)?vers=4(?:\.[01])?|minorversion=[01]|gid=3000|x-systemd\.(?:requires|after|before|mount-timeout|device-timeout)=[A-Za-z0-9@:._/-]+)$/

export function adoptedFstab(desired: Desired, facts: HostFacts, asked: AdoptionInput): Part {
  const here = facts.fstab.filter((l) => l.place === desired.mountPoint)
  const foreign = here.filter((l) => !l.ours)
  const conflicts = [...foreign.flatMap((l) => whyNotReplaced(l, desired)), ...uncounted(facts, foreign)]
  if (conflicts.length > 0) return { kept: elsewhere(desired, facts), conflicts }
  const ours = here.filter((l) => l.ours).map((l) => l.text)
  const already = foreign.length === 0 && ours.length === 1 && ours[0] === asked.fstabLine
  const before = foreign.map((l) => ({
    what: `/etc/fstab line ${l.line}`,
    before: shown(l),
    after: 'kept as a comment',
  }))
  const added = { what: '/etc/fstab', before: ours.length > 0 ? ours.join('\n') : 'no line by Prism', after: asked.fstabLine }
  return { changes: already ? [] : [...before, added], kept: elsewhere(desired, facts) }
}

/** The digest of the lines that ours replaces, for the job: undefined where there are none, or where they may not be. */
export const replaceable = (facts: HostFacts): string | undefined => facts.foreignFstab?.sha256

function whyNotReplaced(line: FstabFact, { readOnly, accessPoint, spec, oneZone }: Desired): Conflict[] {
  const number = line.line
  const comment = [
    `sed -n ${number}p /etc/fstab`,
    '# comment it out, the old file beside it, then adopt again',
    `sed -i.by-hand '${number}s/^/# /' /etc/fstab`,
  ]
  const seen = `line ${number}: ${shown(line)}`
  if (!line.volume) return [{ code: 'fstab-taken', seen: `${seen}: another file system for this mount point`, settle: comment }]
  const options = line.options.split(',')
  const point = accessPoint === undefined ? undefined : `accesspoint=${accessPoint}`
  const more = options.filter(
    (o) =>
      o !== '' &&
      !harmless.test(o) &&
      !(readOnly && o === 'ro') &&
      !(spec.iam && o === 'iam') &&
      !(oneZone !== undefined && o === `az=${oneZone}`) &&
      o !== point,
  )
  const path = line.spec.includes(':') ? line.spec.slice(line.spec.indexOf(':') + 1) : '/'
  const why = [
    ...(['efs', 'nfs', 'nfs4'].includes(line.type) ? [] : [`type ${line.type}`]),
    ...(path === '/' || path === '' ? [] : [`only ${path} of the volume`]),
    ...(point === undefined || options.includes(point) ? [] : [`without ${point}`]),
    ...(line.options.length > longestOptions ? ['options too long to check'] : more.map((o) => `option ${o}`)),
  ]
  return why.length === 0 ? [] : [{ code: 'fstab-differs', seen: `${seen}: ${why.join(', ')}`, settle: comment }]
}

function uncounted(facts: HostFacts, foreign: readonly FstabFact[]): Conflict[] {
  const lines = facts.foreignFstab?.lines ?? 0
  if (lines === foreign.length) return []
  return [
    {
      code: 'fstab-differs',
      seen: `${lines} lines for this mount point; at most ${maxLines} can be checked`,
      settle: ['# leave one line for the mount point, then adopt again', 'awk \'{print NR": "$0}\' /etc/fstab | less'],
    },
  ]
}

const elsewhere = (desired: Desired, facts: HostFacts): Kept[] =>
  facts.fstab
    .filter((l) => l.place !== desired.mountPoint)
    .map((l) => ({ what: `/etc/fstab line ${l.line}`, why: `${shown(l)}: the same volume at another path; left alone` }))

/** Tabs are what people separate with, and not worth an escape. */
const shown = (l: FstabFact): string => l.text.replaceAll('\\u{9}', ' ')
