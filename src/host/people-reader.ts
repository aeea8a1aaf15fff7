/** The records of the job `people`, typed; what they prove is judged elsewhere. */
import { isFindingCode } from '../domain/catalogue.ts'
import type { AccountSeen, DataSeen, DidForPeople, GroupSeen, LeaverSeen, PeopleSeen } from '../domain/people/accounts.ts'
import type { RangeSeen } from '../domain/people/ranges.ts'
import type { SshdSays, SshdSeen, WayInSeen } from '../domain/people/ssh-seen.ts'
import type { SudoSays, SudoSeen } from '../domain/people/sudo-seen.ts'
import { type HostRecord, printable, RecordError } from './records.ts'

const passwords = ['none', 'locked', 'empty', 'set', 'absent'] as const

export function peopleReader() {
  const accounts: AccountSeen[] = []
  const groups: GroupSeen[] = []
  const did: DidForPeople[] = []
  const leavers: LeaverSeen[] = []
  const data: DataSeen[] = []
  const names: [number, string][] = []
  const ranges: RangeSeen[] = []
  let host: Pick<PeopleSeen, 'notedOn' | 'instance' | 'missing'> | undefined
  let sshd: Omit<SshdSeen, 'says'> = { there: false, way: 'none', broken: '', old: 0, address: '', keytab: false }
  const says: SshdSays[] = []
  let sudo: Omit<SudoSeen, 'says'> = { there: false, reads: false, strange: [] }
  const sudoSays: SudoSaid[] = []
  let looked: number | undefined
  return {
    /** Whether the record is of people. Throws RecordError. */
    read: (kind: string, r: HostRecord): boolean => {
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
        case 'registry-left':
          leavers.push(readLeaver(r))
          return true
        case 'registry-data':
          data.push({
            name: printable(r.text('name')),
            place: printable(r.text('place')),
            entries: r.number('entries'),
            bytes: r.number('bytes'),
            whole: r.flag('whole'),
          })
          return true
        case 'registry-did':
          did.push(readDid(r))
          return true
        case 'registry-named':
          names.push([r.number('gid'), printable(r.text('name'))])
          return true
        case 'registry-range':
          ranges.push({ where: printable(r.text('where')), first: r.number('first'), last: r.number('last') })
          return true
        case 'registry-sshd':
          sshd = {
            there: r.flag('there'),
            way: r.oneOf('way', ['drop-in', 'block', '']) || 'none',
            broken: printable(r.text('broken')),
            old: r.number('old'),
            address: printable(r.text('address')),
            keytab: r.flag('keytab'),
            directories: optionalList(r, 'auth'),
            deciding: optionalList(r, 'account'),
          }
          return true
        case 'registry-ssh':
          if (r.number('n') !== says.length) throw new RecordError('registry-ssh: n')
          says.push(readSays(r))
          return true
        case 'registry-sudo':
          sudo = { there: r.flag('there'), reads: r.flag('reads'), strange: r.numbers('strange') }
          return true
        case 'registry-sudo-says':
          if (r.number('n') !== sudoSays.length) throw new RecordError('registry-sudo-says: n')
          sudoSays.push(readSudo(r))
          return true
        case 'registry-sudo-rule': {
          const one = sudoSays[r.number('n')]
          if (!one) throw new RecordError('registry-sudo-rule: n')
          one.rules.push(printable(r.text('rule')))
          return true
        }
        case 'registry-looked':
          looked = r.number('people')
          return true
        default:
          return false
      }
    },
    /** Undefined unless the look came to its end. Throws RecordError where it says another count than it told. */
    told: (): { readonly people?: PeopleSeen } => {
      if (!host || looked === undefined) return did.length === 0 ? {} : { people: { ...nothing, did, data } }
      if (looked !== accounts.length) throw new RecordError('registry-looked: people')
      const groupNames = Object.fromEntries(names)
      const seen = { accounts, groups, groupNames, sshd: { ...sshd, says }, sudo: { ...sudo, says: sudoSays }, did, leavers, data, ranges }
      return { people: { ...host, looked: true, ...seen } }
    },
  }
}

const nothing: PeopleSeen = {
  looked: false,
  notedOn: '',
  instance: '',
  missing: [],
  accounts: [],
  groups: [],
  groupNames: {},
  sshd: { there: false, way: 'none', broken: '', old: 0, address: '', keytab: false, says: [] },
  sudo: { there: false, reads: false, strange: [], says: [] },
  did: [],
  leavers: [],
  data: [],
}

function readAccount(r: HostRecord): AccountSeen {
  const [has, gid, groupGid] = [r.optionalNumber('has'), r.optionalNumber('gid'), r.optionalNumber('ggid')]
  const tried = r.optional('tried')
  const held = r.optionalNumber('held')
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
    manages: optionalList(r, 'manages'),
    ways: optionalList(r, 'ways'),
    ...(held === undefined ? {} : { held }),
    ...(tried === undefined ? {} : { tried: printable(tried) }),
    keyFile: {
      digest: printable(r.text('keys')),
      state: printable(r.text('kstate')),
      prints: ['kprints', 'kprints5', 'kprints10', 'kprints15'].flatMap((name) => optionalList(r, name)),
      more: r.optionalNumber('kmore') ?? 0,
    },
    ...readWayIn(r),
    sudo: readOwnSudo(r),
  }
}

const optionalList = (r: HostRecord, name: string): string[] => (r.optional(name) === undefined ? [] : r.list(name).map(printable))

type SudoSaid = Omit<SudoSays, 'rules'> & { readonly rules: string[] }

const readSudo = (r: HostRecord): SudoSaid => ({
  said: r.oneOf('said', ['given', 'none', '']) || 'unknown',
  asks: r.oneOf('asks', ['nobody', 'own', 'other', '']) || 'own',
  words: printable(r.text('words')),
  more: r.number('more'),
  rules: [],
})

function readOwnSudo(r: HostRecord): AccountSeen['sudo'] {
  const says = r.optionalNumber('sudo')
  return { file: printable(r.text('sudofile')), ...(says === undefined ? {} : { says }) }
}

function readWayIn(r: HostRecord): { readonly wayIn?: WayInSeen } {
  const says = r.optionalNumber('ssh')
  if (says === undefined) return {}
  const login = r.optional('login') === undefined ? '' : r.oneOf('login', ['yes', 'more', 'no', 'ended', ''])
  const words = { by: printable(r.optional('by') ?? ''), said: printable(r.optional('lsaid') ?? '') }
  return { wayIn: { says, ...words, ...(login === '' ? {} : { login }) } }
}

function readSays(r: HostRecord): SshdSays {
  const lists = (['allowusers', 'denyusers', 'allowgroups', 'denygroups'] as const).flatMap((name) => {
    const names = printable(r.text(name))
    return names === '' ? [] : [`${name} ${names}`]
  })
  return {
    keysFile: printable(r.text('authorizedkeysfile')),
    pubkey: printable(r.text('pubkeyauthentication')),
    keyTypes: printable(r.text('keytypes')),
    methods: printable(r.text('authenticationmethods')),
    command: printable(r.text('authorizedkeyscommand')),
    authorities: printable(r.text('trustedusercakeys')),
    hostBased: printable(r.text('hostbasedauthentication')),
    gssapi: printable(r.text('gssapiauthentication')),
    kerberos: printable(r.text('kerberosauthentication')),
    passwords:
      r.optional('usepam') === 'yes' &&
      ['passwordauthentication', 'kbdinteractiveauthentication', 'challengeresponseauthentication'].some(
        (name) => r.optional(name) === 'yes',
      ),
    lists: lists.join(', '),
  }
}

function readLeaver(r: HostRecord): LeaverSeen {
  return {
    name: printable(r.text('name')),
    uid: r.number('uid'),
    processes: r.number('processes'),
    commands: r.list('commands').map(printable),
    whole: r.flag('whole'),
    session: r.flag('session'),
    lingers: r.flag('lingers'),
    crontab: r.flag('crontab'),
    at: r.number('at'),
    named: r.list('named').map(printable),
    namedAll: r.flag('namedall'),
    root: printable(r.text('root')),
    keyFiles: r.list('keys').map(printable),
    allRead: r.flag('allread'),
    ...(r.optional('later') === undefined || !r.flag('later') ? {} : { later: true as const }),
    setIds: { count: r.number('setids'), places: r.list('setidsin').map(printable), whole: r.flag('setidsall') },
    ...readRefusal(r),
  }
}

function readRefusal(r: HostRecord): Pick<LeaverSeen, 'login' | 'taken' | 'by' | 'said' | 'says'> {
  const login = r.optional('login') === undefined ? '' : r.oneOf('login', ['yes', 'more', 'no', ''])
  const taken = r.optional('taken') === undefined ? '' : r.oneOf('taken', ['yes', 'no', ''])
  const words = { by: printable(r.optional('by') ?? ''), said: printable(r.optional('lsaid') ?? '') }
  const says = r.optionalNumber('ssh')
  return {
    ...words,
    ...(login === '' ? {} : { login }),
    ...(taken === '' ? {} : { taken: taken === 'yes' }),
    ...(says === undefined ? {} : { says }),
  }
}

function readDid(r: HostRecord): DidForPeople {
  const code = r.optional('code')
  if (code !== undefined && !isFindingCode(code)) throw new RecordError('registry-did: code')
  return {
    kind: r.oneOf('of', ['group', 'person', 'leaver', 'ending', 'keys', 'sshd', 'sudo']),
    name: printable(r.text('name')),
    status: r.oneOf('status', ['changed', 'unchanged', 'failed']),
    detail: printable(r.text('detail')),
    ...(code === undefined ? {} : { code }),
  }
}
