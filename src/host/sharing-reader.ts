/** The records of a sharing test, typed; what they prove is judged elsewhere. */
import type { CoverFact, Identity, SharingFact, SharingTold, WroteFact } from '../domain/facts.ts'
import { unixName } from '../domain/names.ts'
import { type HostRecord, printable, RecordError } from './records.ts'

export type ToldOfSharing = {
  readonly sharing: readonly SharingTold[]
  readonly wrote?: readonly WroteFact[]
  readonly cover?: CoverFact
}

const outcomes = ['done', 'refused', 'missing', 'timeout', 'error'] as const
const instance = 'm?i-[0-9a-f]{8,17}'
const identityPattern = new RegExp(`^(${instance}):(${unixName}):([1-9][0-9]{0,9}):([pt])(r?)$`)
const groupPattern = new RegExp(`^(${instance})=(.+)$`)
/** Whoever may write there may plant a file of any name: what is no account's is told all the same, and is nobody's. */
const cellPattern = /^([a-z0-9._-]{1,32}):(0|[1-9][0-9]{0,9}):([drmte])([drmte])(?::([0-9a-f]{12}))?$/

/** Of the transcript of that instance: it tells what its own identities did, and nobody else's. */
export function sharingReader(instanceId: string) {
  const own = ({ instanceId: told }: Identity): void => {
    if (told !== instanceId) throw new RecordError('sharing: of another instance')
  }
  const sharing: SharingTold[] = []
  const wrote: WroteFact[] = []
  const cells: CoverFact['cells'][number][] = []
  let ended: { readonly writers: number; readonly complete: boolean } | undefined
  return {
    /** Whether the record is of a sharing test. Throws RecordError. */
    read: (kind: string, r: HostRecord): boolean => {
      switch (kind) {
        case 'sharing': {
          const told = readSharing(r)
          own(told.reader)
          sharing.push(told)
          return true
        }
        case 'wrote': {
          const told = readWrote(r)
          own(told.writer)
          wrote.push(told)
          return true
        }
        case 'sharing-cover':
          own(readIdentity(r.text('reader')))
          cells.push(...readCover(r))
          return true
        case 'sharing-covered':
          if (ended) throw new RecordError('sharing-covered: twice')
          ended = { writers: r.number('writers'), complete: r.flag('complete') }
          return true
        default:
          return false
      }
    },
    told: (): ToldOfSharing => ({
      sharing,
      ...(wrote.length > 0 ? { wrote } : {}),
      ...(ended || cells.length > 0 ? { cover: { cells, complete: ended?.complete ?? false } } : {}),
    }),
  }
}

function readSharing(r: HostRecord): SharingTold {
  const saw = r.optional('saw')
  return {
    writer: readIdentity(r.text('writer')),
    reader: readIdentity(r.text('reader')),
    read: r.oneOf('read', outcomes),
    append: r.oneOf('append', outcomes),
    ...(saw === undefined ? {} : { saw: r.sha256('saw') }),
    ...detailOf(r),
  }
}

function readWrote(r: HostRecord): WroteFact {
  const writer = readIdentity(r.text('writer'))
  if (r.number('uid') !== writer.uid) throw new RecordError('wrote: uid')
  const umask = r.optional('umask') === undefined ? 'known' : r.oneOf('umask', ['unknown'])
  return { writer, sha256: r.sha256('digest'), umask }
}

/** `INSTANCE=ACCOUNT:UID:RA[:SAW],…/INSTANCE=…` */
function readCover(r: HostRecord): CoverFact['cells'] {
  const reader = readIdentity(r.text('reader'))
  const detail = detailOf(r)
  return r
    .text('cells')
    .split('/')
    .flatMap((group) => {
      const [, instanceId = '', list = ''] = groupPattern.exec(group) ?? []
      if (list === '') throw new RecordError('sharing-cover: cells')
      return list.split(',').map((text) => {
        const [, account = '', uid, read = '', append = '', saw] = cellPattern.exec(text) ?? []
        if (account === '') throw new RecordError('sharing-cover: cells')
        const cell = { reader, writer: { instanceId, account }, uid: Number(uid), read: spelled(read), append: spelled(append) }
        const well = cell.read === 'done' && cell.append === 'done'
        return { ...cell, ...(saw === undefined ? {} : { saw }), ...(well ? {} : detail) }
      })
    })
}

/** d done, r refused, m missing, t timeout, e error */
const spelled = (letter: string): SharingFact['read'] => outcomes.find((o) => o.startsWith(letter))!

function detailOf(r: HostRecord): { readonly detail?: string } {
  const detail = r.optional('detail')?.trim()
  return detail ? { detail: printable(detail) } : {}
}

function readIdentity(text: string): Identity {
  const match = identityPattern.exec(text)
  if (!match) throw new RecordError('sharing: identity')
  const [, instanceId = '', account = '', uid = '', kind, readOnly] = match
  return { instanceId, account, uid: Number(uid), temporary: kind === 't', ...(readOnly ? { readOnly: true } : {}) }
}
