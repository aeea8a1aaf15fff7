/** The records of the job `people`, typed; what they prove is judged elsewhere. */
import { isFindingCode } from '../domain/catalogue.ts'
import type { AccountSeen, DidForPeople, GroupSeen, PeopleSeen } from '../domain/people/accounts.ts'
import { printable, type Reading, RecordError } from './records.ts'

const passwords = ['none', 'locked', 'empty', 'set', 'absent'] as const

export function peopleReader() {
  const accounts: AccountSeen[] = []
  const groups: GroupSeen[] = []
  const did: DidForPeople[] = []
  const names: [number, string][] = []
  let host: Pick<PeopleSeen, 'notedOn' | 'instance' | 'missing'> | undefined
  let looked: number | undefined
  return {
    /** Whether the record is of people. Throws RecordError. */
    read: (kind: string, r: Reading): boolean => {
      switch (kind) {
        case 'registry':
          host = { notedOn: printable(r.text('noted')), instance: printable(r.text('instance')), missing: r.list('missing').map(printable) }
          return true
        case 'registry-person':
          accounts.push(readAccount(r))
          return true
        case 'registry-group': {
          const gid = r.optionalNumber('gid')
          groups.push({ name: r.text('name'), holder: printable(r.text('holder')), ...(gid === undefined ? {} : { gid }) })
          return true
        }
        case 'registry-did':
          did.push(readDid(r))
          return true
        case 'registry-named':
          names.push([r.number('gid'), printable(r.text('name'))])
          return true
        case 'registry-looked':
          looked = r.number('people')
          return true
        default:
          return false
      }
    },
    /** Undefined unless the look came to its end. Throws RecordError where it says another count than it told. */
    told: (): { readonly people?: PeopleSeen } => {
      if (!host || looked === undefined) return did.length === 0 ? {} : { people: { ...nothing, did } }
      if (looked !== accounts.length) throw new RecordError('registry-looked: people')
      return { people: { ...host, looked: true, accounts, groups, groupNames: Object.fromEntries(names), did } }
    },
  }
}

const nothing: PeopleSeen = { looked: false, notedOn: '', instance: '', missing: [], accounts: [], groups: [], groupNames: {}, did: [] }

function readAccount(r: Reading): AccountSeen {
  const [has, gid, groupGid] = [r.optionalNumber('has'), r.optionalNumber('gid'), r.optionalNumber('ggid')]
  const tried = r.optional('tried')
  return {
    name: r.text('name'),
    uid: r.number('uid'),
    listed: r.flag('listed'),
    ours: r.flag('ours'),
    found: r.oneOf('found', ['local', 'directory', 'none']),
    holder: printable(r.text('holder')),
    groupHolder: printable(r.text('gholder')),
    ...(groupGid === undefined ? {} : { groupGid }),
    ...(has === undefined || gid === undefined
      ? {}
      : {
          has: {
            uid: has,
            gid,
            groups: r.numbers('groups'),
            shell: printable(r.text('shell')),
            ends: printable(r.text('ends')),
            password: r.oneOf('password', passwords),
          },
        }),
    ...(tried === undefined ? {} : { tried: printable(tried) }),
  }
}

function readDid(r: Reading): DidForPeople {
  const code = r.optional('code')
  if (code !== undefined && !isFindingCode(code)) throw new RecordError('registry-did: code')
  return {
    kind: r.oneOf('of', ['group', 'person', 'leaver']),
    name: printable(r.text('name')),
    status: r.oneOf('status', ['changed', 'unchanged', 'failed']),
    detail: printable(r.text('detail')),
    ...(code === undefined ? {} : { code }),
  }
}
