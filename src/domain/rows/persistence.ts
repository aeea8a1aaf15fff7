/** fstab: exactly one line for the mount point, for the right file system, that cannot stop a boot; and a boot that uses it. */

import { bootFaultOf } from '../boot.ts'
import type { Desired } from '../desired.ts'
import type { FstabFact, HostFacts } from '../facts.ts'
import { guardsOf, missingGuards } from '../mount-spec.ts'
import type { Row } from '../report.ts'
import { seenRow, unknownRow } from './row.ts'

export function persistenceRows(desired: Desired, facts: HostFacts | undefined): Row[] {
  return [...lineRows(desired, facts), ...bootRows(desired, facts), ...memoryRows(desired, facts)]
}

/** An unreadable note could have any options; a missing one is not a fault for a mount by hand or by an older Prism. */
function memoryRows({ mountPoint }: Desired, facts: HostFacts | undefined): Row[] {
  const lost = facts?.remembered?.some((r) => r.kind === 'unreadable' && (r.place ?? mountPoint) === mountPoint)
  return lost ? [unknownRow('persistence', 'the note of the mount’s options', 'readable', 'it cannot be read', 'note-unreadable')] : []
}

/** Where no systemd boots, fstab's line is all there is. */
function bootRows({ mountPoint }: Desired, facts: HostFacts | undefined): Row[] {
  const subject = '/etc/fstab · at boot'
  const expected = 'systemd mounts it'
  if (!facts) return [unknownRow('persistence', subject, expected)]
  if (!facts.host.systemd) return []
  if (!facts.fstab.some((l) => l.place === mountPoint && l.ours)) return [unknownRow('persistence', subject, expected, 'no line by Prism')]
  const { boot } = facts
  if (!boot) return [unknownRow('persistence', subject, expected, 'systemd did not answer', 'boot-unknown')]
  const fault = bootFaultOf(boot)
  if (fault) return [seenRow('persistence', subject, expected, fault.seen, false, fault.code)]
  if (boot.load !== 'loaded' && boot.load !== 'not-found')
    return [unknownRow('persistence', subject, expected, `systemd reports ${boot.unit} as ${boot.load}`, 'boot-unknown')]
  if (boot.pulledIn === undefined)
    return [unknownRow('persistence', subject, expected, 'whether remote-fs.target is enabled could not be determined', 'boot-unknown')]
  const unit = boot.file === undefined ? 'the line is read at the next boot' : boot.unit
  return [seenRow('persistence', subject, expected, `${unit}, by remote-fs.target`, true, 'boot-without-mounts')]
}

function lineRows(desired: Desired, facts: HostFacts | undefined): Row[] {
  const expected = `one line for ${desired.fileSystemId}, nofail, ${guardsOf(desired.spec).join(', ')}${desired.spec.iam ? ', iam' : ''}${desired.readOnly ? ', ro' : ''}${desired.accessPoint === undefined ? '' : `, ${desired.accessPoint}`}`
  if (!facts) return [unknownRow('persistence', '/etc/fstab', expected)]
  const lines = facts.fstab.filter((line) => line.place === desired.mountPoint)
  const [line] = lines
  if (!line) return [seenRow('persistence', '/etc/fstab', expected, 'no line', false, 'not-persistent')]
  if (lines.length > 1) {
    // Prism fixes its own line where it is there more than once
    const code = lines.every((l) => l.ours) ? 'not-persistent' : 'fstab-taken'
    return [seenRow('persistence', '/etc/fstab', expected, `${lines.length} lines for this mount point`, false, code)]
  }
  if (!line.ours)
    return [
      seenRow('persistence', '/etc/fstab', expected, `line ${line.line}: ${line.spec} ${line.type}, not Prism’s`, false, 'fstab-taken'),
    ]
  if (line.type === 'efs' && facts.client.efsUtils === undefined)
    return [
      seenRow('persistence', '/etc/fstab', expected, `line ${line.line}, but no EFS client that can mount it`, false, 'client-absent'),
    ]
  return [
    seenRow(
      'persistence',
      '/etc/fstab',
      expected,
      `line ${line.line}: ${line.spec} ${line.type} ${line.options}`,
      fits(desired, line) && leadsToZone(desired, line, facts),
      'not-persistent',
    ),
  ]
}

/** mount(8) passes over a line whose last columns are no numbers; a carriage return behind them does not disturb it. */
const isNumber = (column: string): boolean => /^(?:-?\d+(?:\\u\{d\})?)?$/.test(column)

/** Options with which the client refuses the mount, or mounts another part of the file system. */
const breaks = (option: string): boolean => /^(?:gid|uid|umask|fmask|dmask|mode|port|notls)(?:=|$)/.test(option)

/** From another zone than a One Zone volume's, only a line that names its zone finds it. */
const leadsToZone = ({ oneZone }: Desired, { type, options }: FstabFact, { zone }: HostFacts): boolean =>
  oneZone === undefined || zone?.availabilityZone === oneZone || type !== 'efs' || options.split(',').includes(`az=${oneZone}`)

/** A plain-NFS line names the server, which holds the id where it is EFS's own name; an address cannot be checked by name. */
function fits(desired: Desired, line: FstabFact): boolean {
  const options = line.options.split(',')
  const spec =
    line.type === 'efs'
      ? line.spec === `${desired.fileSystemId}:/` || line.spec === desired.fileSystemId
      : line.spec.startsWith(`${desired.oneZone === undefined ? '' : `${desired.oneZone}.`}${desired.fileSystemId}.`)
  const transport = desired.encrypted ? line.type === 'efs' && options.includes('tls') : true
  return (
    spec &&
    transport &&
    isNumber(line.dump) &&
    isNumber(line.pass) &&
    !options.some(breaks) &&
    options.includes('nofail') &&
    missingGuards(desired.spec, line.options).length === 0 &&
    options.includes('_netdev') &&
    !options.includes('noauto') &&
    options.includes('ro') === desired.readOnly &&
    (!desired.spec.iam || options.includes('iam')) &&
    options.filter((o) => o.startsWith('accesspoint')).join() === (desired.accessPoint ? `accesspoint=${desired.accessPoint}` : '')
  )
}
