/** Mounts made by hand: at the mount point and elsewhere they stay as they are; if one is not the requested volume, nothing is touched. */

import type { Desired } from '../desired.ts'
import type { HostFacts, MountFact } from '../facts.ts'
import { guardsOf, missingGuards } from '../mount-spec.ts'
import { parseMountPoint } from '../names.ts'
import { topmostAt } from '../topmost.ts'
import type { AdoptionInput, Conflict, Kept, Part } from './parts.ts'

export function adoptedMount(desired: Desired, facts: HostFacts, asked: AdoptionInput): Part {
  const elsewhere = (facts.elsewhere ?? []).filter((m) => m.place !== desired.mountPoint)
  const top = topmostAt(facts, desired.mountPoint)
  if (!top) return { conflicts: [absent(desired, facts, elsewhere, asked)] }
  const conflict = whyNotThis(desired, top, asked)
  const missing = missingGuards(desired.spec, top.options)
  const place = desired.mountPoint
  return {
    changes:
      missing.length === 0
        ? []
        : [{ what: `mount at ${place}`, before: `without ${missing.join(', ')}`, after: `${guardsOf(desired.spec).join(', ')}, in place` }],
    kept: [{ what: `mount at ${desired.mountPoint}`, why: describe(desired, top, asked) }, ...elsewhere.map(other)],
    ...(conflict ? { conflicts: [conflict] } : {}),
  }
}

function absent(desired: Desired, facts: HostFacts, elsewhere: readonly MountFact[], asked: AdoptionInput): Conflict {
  const place = desired.mountPoint
  if (elsewhere.length > 0)
    return {
      code: 'mounted-elsewhere',
      seen: `${desired.fileSystemId} is mounted at ${elsewhere.map((m) => m.place).join(', ')}, not at ${place}`,
      settle: elsewhere.flatMap((m) => importCommands(m.place, asked)),
    }
  const line = facts.fstab.find((l) => l.place === place && l.volume && !l.ours)
  return {
    code: 'nothing-to-adopt',
    seen: `nothing is mounted at ${place}${line ? `, although line ${line.line} of fstab is for it` : ''}`,
    settle: line
      ? ['# mount it as fstab says, then adopt again', `mount ${place}`, asked.command]
      : ['# let Prism mount it', asked.mountCommand],
  }
}

function importCommands(place: string, asked: AdoptionInput): string[] {
  if (mayBeOurs(place)) return [`# adopt it where it is`, `${asked.elsewhere} --mount-point ${place}`]
  return [
    `# ${/^[\x21-\x7e]+$/.test(place) ? place : 'that place'} cannot be a mount point for Prism: mount it at a folder of its own`,
    asked.mountCommand,
  ]
}

function mayBeOurs(place: string): boolean {
  try {
    return parseMountPoint(place) === place
  } catch {
    return false
  }
}

function whyNotThis(desired: Desired, top: MountFact, asked: AdoptionInput): Conflict | undefined {
  const place = desired.mountPoint
  const what = `${top.fileSystemId ?? top.source} (${top.type}) is mounted at ${place}`
  if (top.fileSystemId === undefined && !top.source.includes(':'))
    return { code: 'mount-point-taken', seen: what, settle: [`findmnt ${place}`, '# unmount it yourself, or give another --mount-point'] }
  if (top.fileSystemId === undefined)
    return {
      code: 'adopt-unidentified',
      seen: `${what}, and which file system that is could not be determined`,
      settle: [`findmnt ${place}`, 'ls -l /var/run/efs', '# a dead tunnel: unmount and mount it again by hand'],
    }
  if (top.fileSystemId !== desired.fileSystemId || /:\/./.test(top.source))
    return {
      code: 'mount-point-taken',
      seen: `${/:\/./.test(top.source) ? `only ${top.source.slice(top.source.indexOf(':') + 1)} of ` : ''}${what}`,
      settle: [`findmnt ${place}`, '# unmount it yourself, or give another --mount-point'],
    }
  if (top.accessPoint !== desired.accessPoint) return otherFolder(desired, top, what, asked)
  if ((top.iam ?? false) !== desired.spec.iam)
    return {
      code: 'identity-differs',
      seen: `${what} ${top.iam ? 'with an IAM identity' : 'without an IAM identity'}`,
      settle: [
        top.iam ? '# to adopt it as it is, give --iam' : '# to adopt it as it is, leave out --iam; else unmount it and let Prism mount it',
      ],
    }
  if (top.answers !== 'yes')
    return {
      code: 'mount-hung',
      seen: `${what} and does not answer`,
      settle: [`timeout 5 stat -f ${place}`, 'tail /var/log/amazon/efs/mount.log'],
    }
  if (top.readOnly && !desired.readOnly)
    return {
      code: 'read-only',
      seen: `${what} read-only`,
      settle: [
        `# to adopt it as it is, add --read-only; otherwise, unless a file-system policy is the cause`,
        `mount -o remount,rw ${place}`,
      ],
    }
  if (!top.readOnly && desired.readOnly)
    return {
      code: 'not-read-only',
      seen: `${what} read-write`,
      settle: ['# adopt it without --read-only, then mount it read-only', asked.command],
    }
  return undefined
}

/** Another folder of the volume than the given one: its content belongs to other people. */
function otherFolder({ mountPoint: place, accessPoint }: Desired, top: MountFact, what: string, asked: AdoptionInput): Conflict {
  const settle =
    top.accessPoint === undefined
      ? [`# to adopt it as it is, leave out --access-point; otherwise unmount it yourself and let Prism mount it`, `findmnt ${place}`]
      : ['# to adopt it as it is', `${asked.withoutPoint} --access-point ${top.accessPoint}`]
  const through = (point: string | undefined) => (point === undefined ? 'not through an access point' : `through ${point}`)
  return { code: 'mount-point-taken', seen: `${what} ${through(top.accessPoint)}, not ${through(accessPoint)}`, settle }
}

function describe(desired: Desired, top: MountFact, asked: AdoptionInput): string {
  if (top.encrypted !== 'no' || !desired.encrypted)
    return `${top.source} (${top.encrypted === 'yes' ? 'TLS' : 'not encrypted'}); stays mounted as it is`
  const { mountPoint: place } = desired
  return `${top.source} by plain NFS, not encrypted; it may be in use, so it stays. The fstab line has TLS, so it takes effect at the next boot. To do it earlier: end what uses ${place}, umount ${place}, then ${asked.mountCommand}`
}

const other = (m: MountFact): Kept => ({ what: `mount at ${m.place}`, why: `${m.source}, the same volume at another path; stays mounted` })
