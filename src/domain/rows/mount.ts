/** The mount itself: the right file system, encrypted, answering, writable. */

import { downInWords } from '../boot.ts'
import type { Desired } from '../desired.ts'
import type { BootFact, HostFacts, MountFact } from '../facts.ts'
import { guardsOf, missingGuards } from '../mount-spec.ts'
import { heldInWords, unsearched } from '../mounted-anywhere.ts'
import type { Row } from '../report.ts'
import { topmostAt } from '../topmost.ts'
import { noteRow, seenRow, unknownRow } from './row.ts'

export function mountRows(desired: Desired, facts: HostFacts | undefined): Row[] {
  const place = desired.mountPoint
  const expected = whatIsMounted(desired)
  if (!facts)
    return [
      unknownRow('mount', place, expected),
      unknownRow('mount', `${place} · transport`, transport(desired)),
      ...(desired.spec.iam ? [unknownRow('mount', `${place} · identity`, theRole)] : []),
      unknownRow('mount', `${place} · access`, access(desired)),
      unknownRow('mount', `${place} · set-id files and devices`, inert(desired)),
      unknownRow('mount', `${place} · inside`, 'nothing else mounted'),
    ]
  const top = topmostAt(facts, place)
  if (!top) {
    const elsewhere = meantElsewhere(desired, facts)
    return [
      elsewhere.length > 0
        ? seenRow('mount', place, expected, `nothing mounted; it is at ${elsewhere.join(', ')}`, false, 'mounted-elsewhere')
        : seenRow('mount', place, expected, `nothing mounted${whyDown(facts.boot)}`, false, 'not-mounted'),
      ...zoneRows(desired, facts),
      unknownRow('mount', `${place} · transport`, transport(desired), 'nothing mounted'),
      ...(desired.spec.iam ? [unknownRow('mount', `${place} · identity`, theRole, 'nothing mounted')] : []),
      unknownRow('mount', `${place} · access`, access(desired), 'nothing mounted'),
      unknownRow('mount', `${place} · set-id files and devices`, inert(desired), 'nothing mounted'),
      unknownRow('mount', `${place} · inside`, 'nothing else mounted', 'nothing mounted'),
    ]
  }
  const others = (facts.elsewhere ?? []).filter(
    (m) => m.fileSystemId === desired.fileSystemId && missingGuards(desired.spec, m.options).length > 0,
  )
  return [
    fileSystemRow(desired, top),
    transportRow(desired, top),
    ...identityRows(desired, top),
    accessRow(desired, top, facts),
    inertRow(desired, top),
    ...others.map((m) => inertRow(desired, m)),
    ...(facts.held ?? []).filter((h) => !h.inert).map((h) => inertRow(desired, { place: heldInWords(h), options: '' })),
    insideRow(place, top, facts),
    ...openRows(place, facts),
    ...zoneRows(desired, facts),
    ...heldRows(desired, facts),
    ...belowRows(place, facts),
    ...unsearchedRows(`${place} · elsewhere`, facts),
  ]
}

/** Where the volume is mounted instead, if nothing of Prism's on that instance says that it belongs at the mount point. */
export function meantElsewhere({ mountPoint, fileSystemId }: Desired, facts: HostFacts): string[] {
  if (topmostAt(facts, mountPoint) || facts.fstab.some((l) => l.ours && l.place === mountPoint)) return []
  const isHere = facts.remembered?.some((r) => r.place === undefined || r.place === mountPoint)
  return isHere ? [] : otherPlaces(facts, fileSystemId)
}

const otherPlaces = ({ elsewhere = [] }: HostFacts, fileSystemId: string): string[] =>
  elsewhere.filter((m) => m.fileSystemId === fileSystemId && m.carrier === undefined).map((m) => m.place)

/**
 * After an unmount: nothing of ours is mounted there, and no fstab line of ours mounts it again. `isPlaceSaid`: it was to go from this mount point alone;
 * otherwise from the instance, so where else it is, it still has to go from.
 */
export function unmountedRows(desired: Desired, facts: HostFacts | undefined, isPlaceSaid: boolean): Row[] {
  const place = desired.mountPoint
  if (!facts) return [unknownRow('mount', place, 'not mounted'), unknownRow('persistence', '/etc/fstab', 'no line by Prism')]
  const top = topmostAt(facts, place)
  const lines = facts.fstab.filter((line) => line.place === place && line.ours)
  const foreign = facts.fstab.filter((line) => line.place === place && !line.ours)
  return [
    top
      ? seenRow('mount', place, 'not mounted', describe(top), false, 'unmount-failed')
      : seenRow('mount', place, 'not mounted', 'not mounted', true, 'unmount-failed'),
    seenRow(
      'persistence',
      '/etc/fstab',
      'no line by Prism',
      lines.length === 0 ? 'none' : `line ${lines.map((l) => l.line).join(', ')}`,
      lines.length === 0,
      'unmount-failed',
    ),
    ...otherPlacesRows(desired, facts, isPlaceSaid),
    ...(facts.held ?? [])
      .filter((h) => h.known)
      .map((h) => seenRow('mount', 'elsewhere on the instance', 'not mounted', heldInWords(h), false, 'still-held')),
    ...unsearchedRows('elsewhere on the instance', facts),
    ...foreign.map((l) => noteRow('persistence', '/etc/fstab', 'left alone', `line ${l.line} was not written by Prism`, 'fstab-taken')),
  ]
}

function otherPlacesRows({ mountPoint, fileSystemId }: Desired, facts: HostFacts, isPlaceSaid: boolean): Row[] {
  const lines = facts.fstab.filter((l) => l.ours && l.volume && l.place !== mountPoint).map((l) => l.place)
  const held = (facts.held ?? []).filter((h) => h.known).map((h) => h.place)
  const places = [...new Set([...otherPlaces(facts, fileSystemId), ...lines])].filter((place) => !held.includes(place))
  if (places.length === 0) return []
  const subject = 'other mount points'
  return isPlaceSaid
    ? [noteRow('mount', subject, 'left alone', places.join(', '))]
    : [seenRow('mount', subject, 'not mounted', places.join(', '), false, 'mounted-elsewhere')]
}

const whatIsMounted = (desired: Desired): string =>
  `${desired.fileSystemId} mounted${desired.accessPoint === undefined ? '' : ` through ${desired.accessPoint}`}`
const access = (desired: Desired): string => (desired.readOnly ? 'answers, read-only, as asked' : 'answers, read-write')
const theRole = 'an IAM identity, over TLS'
const transport = (desired: Desired): string => (desired.encrypted ? 'TLS' : 'plain NFS, as allowed')

function fileSystemRow(desired: Desired, top: MountFact): Row {
  const expected = whatIsMounted(desired)
  // a tmpfs, a disk, a bind of a local directory: whatever it is, no server is behind it
  if (top.fileSystemId === undefined && !top.source.includes(':'))
    return seenRow('mount', desired.mountPoint, expected, describe(top), false, 'mount-wrong')
  if (top.fileSystemId === undefined)
    return unknownRow('mount', desired.mountPoint, expected, `${describe(top)}, file system not identified`, 'mount-unidentified')
  if (!top.reached)
    return seenRow('mount', desired.mountPoint, expected, `${describe(top)}, but its path leads elsewhere`, false, 'mount-hidden')
  const part = /:(\/.+)$/.exec(top.source)?.[1]
  if (part !== undefined) return seenRow('mount', desired.mountPoint, expected, `only ${part} of ${top.fileSystemId}`, false, 'mount-wrong')
  return seenRow(
    'mount',
    desired.mountPoint,
    expected,
    `${top.fileSystemId} (${top.type} ${top.source})${top.accessPoint === undefined ? '' : ` through ${top.accessPoint}`}`,
    top.fileSystemId === desired.fileSystemId && top.accessPoint === desired.accessPoint,
    'mount-wrong',
  )
}

function transportRow(desired: Desired, top: MountFact): Row {
  const subject = `${desired.mountPoint} · transport`
  if (top.encrypted === 'unknown') return unknownRow('mount', subject, transport(desired), 'could not be determined', 'mount-unidentified')
  if (top.encrypted === 'yes') return seenRow('mount', subject, transport(desired), 'TLS', true, 'not-encrypted')
  return desired.encrypted
    ? seenRow('mount', subject, 'TLS', 'not encrypted', false, 'not-encrypted')
    : noteRow('mount', subject, transport(desired), 'not encrypted', 'not-encrypted')
}

/** Only where one is asked for or shown: most mounts need none. */
function identityRows({ mountPoint, spec }: Desired, top: MountFact): Row[] {
  const subject = `${mountPoint} · identity`
  if (spec.iam) return [seenRow('mount', subject, theRole, top.iam ? theRole : 'none is shown', top.iam === true, 'identity-differs')]
  return top.iam ? [noteRow('mount', subject, 'none asked for', theRole)] : []
}

/** Of a One Zone volume, for whoever pays. */
function zoneRows({ mountPoint, oneZone }: Desired, { zone }: HostFacts): Row[] {
  const own = zone?.availabilityZone
  if (oneZone === undefined || own === undefined || own === oneZone) return []
  return [
    noteRow('mount', `${mountPoint} · zone`, `in ${oneZone}, where the volume is`, `in ${own}: all data crosses zones`, 'crosses-zones'),
  ]
}

function accessRow(desired: Desired, top: MountFact, facts: HostFacts): Row {
  const subject = `${desired.mountPoint} · access`
  const expected = access(desired)
  if (top.answers === 'stale')
    return seenRow('mount', subject, expected, 'stale file handle: the server no longer has it', false, 'stale-handle')
  if (top.answers !== 'yes')
    return seenRow(
      'mount',
      subject,
      expected,
      top.answers === 'timeout' ? 'no answer within the time limit' : 'does not answer',
      false,
      'mount-hung',
    )
  // the mount's own options are not enough: a server can refuse to write
  if (!desired.readOnly && facts.behaviours.some((b) => b.outcome === 'refused' && b.detail === 'read-only'))
    return desired.replica
      ? seenRow('mount', subject, expected, 'answers, takes no writes: the volume is a replica', false, 'volume-is-replica')
      : seenRow('mount', subject, expected, 'answers, takes no writes', false, 'read-only')
  const observed = top.readOnly ? 'answers, read-only' : 'answers, read-write'
  return seenRow('mount', subject, expected, observed, top.readOnly === desired.readOnly, desired.readOnly ? 'not-read-only' : 'read-only')
}

const inert = ({ spec }: Desired): string => guardsOf(spec).join(', ')

/** Root of one instance could leave a program there that makes anybody of another root. */
function inertRow(desired: Desired, m: Pick<MountFact, 'place' | 'options'>): Row {
  const missing = missingGuards(desired.spec, m.options)
  const stays = desired.spec.suid && m.options.split(',').includes('nosuid')
  const observed = missing.length > 0 ? `without ${missing.join(', ')}` : stays ? 'nosuid, nodev' : inert(desired)
  return seenRow('mount', `${m.place} · set-id files and devices`, inert(desired), observed, missing.length === 0, 'not-nosuid')
}

/** What is written under such a mount stays on the instance, whatever the rest of the volume does. */
function insideRow(place: string, top: MountFact, facts: HostFacts): Row {
  const named = facts.inside.map((m) => `${m.source} (${m.type}) at ${m.place}`).join(', ')
  const observed = top.inside === 0 ? 'nothing else mounted' : `${top.inside} mounted: ${named}`
  return seenRow('mount', `${place} · inside`, 'nothing else mounted', observed, top.inside === 0, 'mount-inside')
}

/** Only where it is so: what mounts it again, at each boot, follows whatever link stands there then. */
const openRows = (place: string, { mountPoint }: HostFacts): Row[] =>
  mountPoint.open
    ? [
        seenRow(
          'mount',
          `${place} · folders above`,
          'root’s alone to change',
          'others than root can change one of them',
          false,
          'mount-point-open',
        ),
      ]
    : []

function heldRows({ mountPoint, fileSystemId }: Desired, { held = [], elsewhere = [], heldMore }: HostFacts): Row[] {
  const places = [
    ...elsewhere.filter((m) => m.fileSystemId === fileSystemId).flatMap(bindInWords),
    ...held.filter((h) => h.known).map(heldInWords),
  ]
  const more = heldMore === undefined ? [] : [`${heldMore} more`]
  return places.length === 0 ? [] : [noteRow('mount', `${mountPoint} · elsewhere`, 'may be', [...places, ...more].join(', '))]
}

/** What is mounted there once more, but what has a tunnel of its own. Of plain NFS the kernel shows a bind mount as it shows a second mount. */
const bindInWords = ({ place, source, carrier, encrypted }: MountFact): string[] => {
  if (carrier !== undefined || !/:\/?$/.test(source)) return [place]
  return encrypted === 'no' ? [`${place} (a bind mount or a second mount)`] : []
}

/** Those who came before the mount, as a container does that was started with the empty directory. */
const belowRows = (place: string, { below = [] }: HostFacts): Row[] =>
  below.map((b) =>
    seenRow('mount', `${place} · below`, 'seen by no process', heldInWords({ ...b, known: true, inert: true }), false, 'seen-below'),
  )

/** Who holds the volume in a namespace that nobody looked into, or writes below it there, is not known. */
function unsearchedRows(subject: string, facts: HostFacts): Row[] {
  const why = unsearched(facts)
  return why === undefined ? [] : [unknownRow('mount', subject, 'every mount namespace looked into', why, 'held-unknown')]
}

function whyDown(boot: BootFact | undefined): string {
  const words = boot && downInWords(boot)
  return words === undefined ? '' : `; ${words}`
}

const describe = (m: MountFact): string => `${m.fileSystemId ?? m.source} (${m.type})`
