/** The records of what people have on a volume, typed. */
import { isFindingCode } from '../domain/catalogue.ts'
import type { DidOnVolume, PlaceSeen, TriedSeen, VolumeSeen } from '../domain/people/spaces.ts'
import { type HostRecord, printable, RecordError } from './records.ts'

export function spacesReader() {
  const places: PlaceSeen[] = []
  const homes: VolumeSeen['homes'][number][] = []
  const tries: TriedSeen[] = []
  const did: DidOnVolume[] = []
  let volume: VolumeSeen | undefined
  return {
    /** Whether the record is of these. Throws RecordError. */
    read: (kind: string, r: HostRecord): boolean => {
      switch (kind) {
        case 'space-did':
          did.push(readDid(r))
          return true
        case 'space-path':
          places.push(readPlace(r))
          return true
        case 'space-home': {
          const links = r.list('links').map((word) => {
            if (word !== 'ours' && word !== 'none' && word !== 'other') throw new RecordError('space-home: links')
            return word
          })
          homes.push({ name: r.text('name'), links, why: printable(r.text('why')) })
          return true
        }
        case 'space-tried':
          tries.push(readTries(r))
          return true
        case 'space-volume':
          if (r.number('paths') !== places.length || r.number('homes') !== homes.length || r.number('tried') !== tries.length)
            throw new RecordError('space-volume: another count than it told')
          volume = { state: r.oneOf('state', ['there', 'absent', 'silent']), places, homes, tries, did }
          return true
        default:
          return false
      }
    },
    /** What was told without its end was not seen. */
    told: (): { readonly volume?: VolumeSeen } => (volume ? { volume } : {}),
  }
}

function readPlace(r: HostRecord): PlaceSeen {
  const uid = r.optionalNumber('uid')
  return {
    path: printable(r.text('path')),
    refused: printable(r.text('refused')),
    ...(uid === undefined ? {} : { has: { uid, gid: r.number('gid'), mode: r.mode('mode') } }),
  }
}

const cameIn = (word: string | undefined): string => {
  if (word === undefined || !/^[rx-][wx-]$/.test(word)) throw new RecordError('space-tried: what it came to')
  return word
}

function readTries(r: HostRecord): TriedSeen {
  const own = r.text('own')
  return {
    name: r.text('name'),
    own: own === '' ? '' : cameIn(own),
    others: r.number('others'),
    there: r.number('there'),
    open: r.list('open').map((text) => {
      const [name = '', came] = text.split(':')
      return { name: printable(name), came: cameIn(came) }
    }),
    groups: r.list('groups').map((text) => {
      const [name = '', came, gid = ''] = text.split(':')
      return { name: printable(name), came: cameIn(came), ...(/^[0-9]{1,10}$/.test(gid) ? { gid: Number(gid) } : {}) }
    }),
    why: printable(r.text('why')),
  }
}

function readDid(r: HostRecord): DidOnVolume {
  const code = r.optional('code')
  if (code !== undefined && !isFindingCode(code)) throw new RecordError('space-did: code')
  return {
    kind: r.oneOf('of', ['space', 'link']),
    name: printable(r.text('name')),
    status: r.oneOf('status', ['changed', 'unchanged', 'failed']),
    detail: printable(r.text('detail')),
    ...(code === undefined ? {} : { code }),
  }
}
