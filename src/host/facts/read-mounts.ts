/** Of mounts: at the mount point, elsewhere, in other namespaces, in fstab and at boot, and what the instance remembers. */
import type { MountFact } from '../../domain/facts.ts'
import type { HeldFact } from '../../domain/held-facts.ts'
import { patterns } from '../../domain/names.ts'
import { parseSpec } from '../../domain/options/spec.ts'
import { type HostRecord, printable, RecordError } from '../records.ts'
import { type Draft, seen, some } from './draft.ts'

export function readMounts(draft: Draft, kind: string, r: HostRecord): boolean {
  switch (kind) {
    case 'mount':
      ;(r.oneOf('at', ['here', 'elsewhere']) === 'here' ? draft.mounts : draft.elsewhere).push(readMount(r))
      return true
    case 'held':
      draft.held = [...(draft.held ?? []), readHeld(r)]
      return true
    case 'below':
      draft.below = [
        ...(draft.below ?? []),
        {
          place: printable(r.text('place')),
          pid: r.number('pid'),
          program: printable(r.text('program')),
          ...seen('container', r.optional('container')),
        },
      ]
      return true
    case 'held-more':
      draft.heldMore = r.number('count')
      return true
    case 'held-unfinished':
      draft.heldUnfinished = r.oneOf('reason', ['time', 'processes', 'namespaces', 'bytes', 'moving', 'refused', 'no-answer'])
      return true
    case 'superblock':
      draft.held = [
        ...(draft.held ?? []),
        {
          place: `no place that a mount table shows (the kernel still has ${printable(r.text('server'))})`,
          known: r.flag('sure'),
          inert: true,
        },
      ]
      return true
    case 'inside':
      draft.inside.push({ place: printable(r.text('place')), source: printable(r.text('source')), type: printable(r.text('type')) })
      return true
    case 'place':
      draft.mountPoint = {
        exists: r.flag('exists'),
        sample: [],
        ...some('type', r.optional('type')),
        ...some('entries', r.optionalNumber('entries')),
        ...(r.optional('open') === undefined ? {} : { open: true }),
      }
      return true
    case 'place-entry':
      if (!draft.mountPoint) throw new RecordError('place-entry before place')
      draft.mountPoint.sample.push(printable(r.text('name')))
      return true
    case 'fstab':
      draft.fstab.push({
        line: r.number('line'),
        spec: printable(r.text('spec')),
        place: printable(r.text('place')),
        type: printable(r.text('type')),
        options: printable(r.text('options')),
        dump: printable(r.text('dump')),
        pass: printable(r.text('pass')),
        ours: r.flag('ours'),
        volume: r.flag('volume'),
        text: printable(r.text('text')),
      })
      return true
    case 'boot':
      draft.boot = {
        unit: printable(r.text('unit')),
        load: printable(r.text('load')),
        active: printable(r.text('active')),
        result: printable(r.text('result')),
        entered: r.flag('entered'),
        ...seen('file', r.optional('file')),
        ...seen('since', r.optional('since')),
        ...(r.optional('pulled') === undefined ? {} : { pulledIn: r.flag('pulled') }),
      }
      return true
    case 'fstab-foreign':
      draft.foreignFstab = { lines: r.number('lines'), sha256: r.sha256('digest') }
      return true
    case 'left':
      draft.left = true
      return true
    case 'asked': {
      const place = r.text('place')
      const spec = parseSpec(r.text('said'))
      draft.remembered = [
        ...(draft.remembered ?? []),
        spec && patterns.mountPoint.test(place)
          ? { kind: 'noted', place, at: r.number('at'), spec }
          : { kind: 'unreadable', ...(patterns.mountPoint.test(place) ? { place } : {}) },
      ]
      return true
    }
    case 'manager':
      draft.unmanaged.managers.push({
        kind: r.oneOf('kind', ['systemd', 'autofs', 'script']),
        file: printable(r.text('file')),
        text: printable(r.text('text')),
      })
      return true
    case 'umask-line':
      draft.unmanaged.umaskLines.push({ file: printable(r.text('file')), line: r.number('line'), text: printable(r.text('text')) })
      return true
    case 'data':
      draft.unmanaged.data.push({
        gid: r.number('gid'),
        entries: r.number('entries'),
        ...(r.optional('group') === undefined ? {} : { group: printable(r.text('group')) }),
      })
      return true
    default:
      return false
  }
}

function readMount(r: HostRecord): MountFact {
  return {
    place: printable(r.text('place')),
    source: printable(r.text('source')),
    type: printable(r.text('type')),
    options: printable(r.text('options')),
    encrypted: r.oneOf('encrypted', ['yes', 'no', 'unknown']),
    answers: r.oneOf('answers', ['yes', 'no', 'stale', 'timeout']),
    readOnly: r.flag('ro'),
    reached: r.flag('reached'),
    inside: r.number('inside'),
    ...some('fileSystemId', r.optional('fs')),
    ...seen('carrier', r.optional('carrier')),
    ...(r.optional('iam') !== undefined && r.flag('iam') ? { iam: true as const } : {}),
    ...some('accessPoint', accessPoint(r.optional('ap'))),
  }
}

function readHeld(r: HostRecord): HeldFact {
  return {
    place: printable(r.text('place')),
    known: r.text('fs') !== '',
    inert: r.flag('inert'),
    ...some('pid', r.optionalNumber('pid')),
    ...seen('program', r.optional('program')),
    ...seen('container', r.optional('container')),
  }
}

function accessPoint(text: string | undefined): string | undefined {
  if (text !== undefined && !/^fsap-[0-9a-f]{1,40}$/.test(text)) throw new RecordError('mount: ap')
  return text
}
