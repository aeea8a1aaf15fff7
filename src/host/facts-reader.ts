/** Records → HostFacts: what the host printed, typed; no verdicts. */

import { type Finding, finding, isFindingCode } from '../domain/catalogue.ts'
import type {
  ExtraGroupFact,
  GroupTryFact,
  HeldFact,
  HostFacts,
  MountFact,
  SpaceFact,
  SpaceOutcome,
  SpaceTryFact,
  StepFact,
  Unmanaged,
} from '../domain/facts.ts'
import { patterns } from '../domain/names.ts'
import { parseSpec } from '../domain/options/spec.ts'
import { probeReader } from './probe-reader.ts'
import { type HostRecord, printable, type Reading, RecordError, reading } from './records.ts'
import { sharingReader, type ToldOfSharing } from './sharing-reader.ts'

export type Told = ToldOfSharing & {
  readonly steps: readonly StepFact[]
  readonly failures: readonly Finding[]
  /** Undefined when the job did not get to its look. */
  readonly facts?: HostFacts
}

type Draft = { -readonly [K in keyof HostFacts]: HostFacts[K] extends readonly (infer T)[] ? T[] : HostFacts[K] }
type Partial_ = Omit<
  Draft,
  'remembered' | 'held' | 'below' | 'heldMore' | 'heldUnfinished' | 'host' | 'group' | 'client' | 'mountPoint' | 'unmanaged'
> & {
  unmanaged: { managers: Unmanaged['managers'][number][]; umaskLines: Unmanaged['umaskLines'][number][]; data: Unmanaged['data'][number][] }
  remembered?: NonNullable<HostFacts['remembered']>
  held?: NonNullable<HostFacts['held']>
  below?: NonNullable<HostFacts['below']>
  heldMore?: number
  heldUnfinished?: string
  host?: HostFacts['host']
  group: HostFacts['group']
  client?: HostFacts['client']
  mountPoint?: { exists: boolean; type?: string; entries?: number; sample: string[] }
  root?: { entries: number; foreign: string[] }
  unwritable?: {
    looked: number
    found: number
    protected?: number
    reach: 'all' | 'sample' | 'cut'
    sample: { path: string; owner: string; mode: string }[]
  }
  extraGroups?: { seen: ExtraGroupFact[]; tries: GroupTryFact[] }
  spaces?: { found: number; seen: SpaceFact[]; tries: SpaceTryFact[] }
  elsewhere: MountFact[]
  looked: boolean
}

/** Throws RecordError on any record that the host program cannot have printed. */
export function readTold(records: readonly HostRecord[], instanceId: string): Told {
  const steps: StepFact[] = []
  const failures: Finding[] = []
  const draft: Partial_ = {
    group: { members: [] },
    accounts: [],
    mounts: [],
    elsewhere: [],
    inside: [],
    fstab: [],
    paths: [],
    umasks: [],
    behaviours: [],
    staleProcesses: [],
    units: [],
    unmanaged: { managers: [], umaskLines: [], data: [] },
    looked: false,
  }
  const probes = probeReader()
  const sharing = sharingReader(instanceId)
  for (const record of records) {
    const r = reading(record)
    switch (record.kind) {
      case 'step':
        steps.push({
          step: r.text('step'),
          status: r.oneOf('status', ['changed', 'unchanged', 'skipped', 'failed']),
          detail: printable(r.text('detail')),
          milliseconds: r.number('ms'),
        })
        break
      case 'failure': {
        const code = r.text('code')
        if (!isFindingCode(code)) throw new RecordError('failure: code')
        failures.push(finding(code, { seen: `${r.text('step')}: ${printable(r.text('seen'))}`, instanceId }))
        break
      }
      default:
        if (!sharing.read(record.kind, r) && !probes.read(record.kind, r)) readFact(draft, record.kind, r)
    }
  }
  const { looked, host, client, mountPoint, elsewhere, ...rest } = draft
  if (!looked || !host || !client || !mountPoint) return { steps, failures, ...sharing.told() }
  return {
    steps,
    failures,
    ...sharing.told(),
    facts: { ...rest, host, client, mountPoint, ...(elsewhere.length > 0 ? { elsewhere } : {}), ...some('probe', probes.probe()) },
  }
}

function readFact(draft: Partial_, kind: string, r: Reading): void {
  switch (kind) {
    case 'host':
      draft.host = {
        distribution: printable(r.text('distribution')),
        version: printable(r.text('version')),
        family: r.oneOf('family', ['debian', 'redhat', 'suse', 'other']),
        hostname: printable(r.text('hostname')),
        kernel: printable(r.text('kernel')),
        architecture: printable(r.text('architecture')),
        systemd: r.flag('systemd'),
      }
      return
    case 'zone':
      draft.zone = { availabilityZone: printable(r.text('az')), region: printable(r.text('region')), instanceId: printable(r.text('id')) }
      return
    case 'login':
      draft.login = { user: printable(r.text('user')), how: r.oneOf('how', ['cloud-init', 'uid-1000', 'known-name']) }
      return
    case 'account':
      draft.accounts.push({
        name: r.text('name'),
        exists: r.flag('exists'),
        groups: r.numbers('groups'),
        member: r.flag('member'),
        ...(r.flag('exists') && r.flag('expired') ? { expired: true } : {}),
        ...(r.flag('exists') && r.flag('due') ? { passwordDue: true } : {}),
        ...some('uid', r.optionalNumber('uid')),
        ...some('gid', r.optionalNumber('gid')),
      })
      return
    case 'group':
      draft.group = {
        members: r.list('members').map(printable),
        ...some('gidHolder', r.optional('holder')),
        ...some('nameGid', r.optionalNumber('namegid')),
      }
      return
    case 'extra-group': {
      draft.extraGroups ??= { seen: [], tries: [] }
      const holder = r.optional('holder')
      draft.extraGroups.seen.push({
        name: r.text('name'),
        gid: r.number('gid'),
        ...(holder === undefined ? {} : { gidHolder: printable(holder) }),
        ...some('nameGid', r.optionalNumber('namegid')),
      })
      return
    }
    case 'group-try':
      if (!draft.extraGroups) throw new RecordError('group-try before extra-group')
      draft.extraGroups.tries.push(readGroupTry(r))
      return
    case 'client':
      draft.client = {
        nfs: r.flag('nfs'),
        stunnel: r.flag('stunnel'),
        ...some('efsUtils', r.optional('efs')),
        ...some('packageManager', r.optional('manager')),
      }
      return
    case 'mount':
      ;(r.oneOf('at', ['here', 'elsewhere']) === 'here' ? draft.mounts : draft.elsewhere).push(readMount(r))
      return
    case 'held':
      draft.held = [...(draft.held ?? []), readHeld(r)]
      return
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
      return
    case 'held-more':
      draft.heldMore = r.number('count')
      return
    case 'held-unfinished':
      draft.heldUnfinished = r.oneOf('reason', ['time', 'processes', 'namespaces', 'bytes', 'refused', 'no-answer'])
      return
    case 'superblock':
      draft.held = [
        ...(draft.held ?? []),
        {
          place: `no place that a mount table shows (the kernel still has ${printable(r.text('server'))})`,
          known: r.flag('sure'),
          inert: true,
        },
      ]
      return
    case 'inside':
      draft.inside.push({ place: printable(r.text('place')), source: printable(r.text('source')), type: printable(r.text('type')) })
      return
    case 'place':
      draft.mountPoint = {
        exists: r.flag('exists'),
        sample: [],
        ...some('type', r.optional('type')),
        ...some('entries', r.optionalNumber('entries')),
      }
      return
    case 'place-entry':
      if (!draft.mountPoint) throw new RecordError('place-entry before place')
      draft.mountPoint.sample.push(printable(r.text('name')))
      return
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
      return
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
      return
    case 'fstab-foreign':
      draft.foreignFstab = { lines: r.number('lines'), sha256: r.sha256('digest') }
      return
    case 'manager':
      draft.unmanaged.managers.push({
        kind: r.oneOf('kind', ['systemd', 'autofs', 'script']),
        file: printable(r.text('file')),
        text: printable(r.text('text')),
      })
      return
    case 'umask-line':
      draft.unmanaged.umaskLines.push({ file: printable(r.text('file')), line: r.number('line'), text: printable(r.text('text')) })
      return
    case 'data':
      draft.unmanaged.data.push({
        gid: r.number('gid'),
        entries: r.number('entries'),
        ...(r.optional('group') === undefined ? {} : { group: printable(r.text('group')) }),
      })
      return
    case 'path':
      draft.paths.push(
        r.flag('exists')
          ? {
              path: printable(r.text('path')),
              exists: true,
              type: r.text('type'),
              owner: printable(r.text('owner')),
              uid: r.number('uid'),
              group: printable(r.text('group')),
              gid: r.number('gid'),
              mode: r.mode('mode'),
              inode: r.digits('inode'),
            }
          : { path: printable(r.text('path')), exists: false },
      )
      return
    case 'left':
      draft.left = true
      return
    case 'asked': {
      const place = r.text('place')
      const spec = parseSpec(r.text('said'))
      draft.remembered = [
        ...(draft.remembered ?? []),
        spec && patterns.mountPoint.test(place)
          ? { kind: 'noted', place, at: r.number('at'), spec }
          : { kind: 'unreadable', ...(patterns.mountPoint.test(place) ? { place } : {}) },
      ]
      return
    }
    case 'root':
      draft.root = { entries: r.number('entries'), foreign: [] }
      return
    case 'root-entry':
      if (!draft.root) throw new RecordError('root-entry before root')
      draft.root.foreign.push(printable(r.text('name')))
      return
    case 'umask': {
      const umask = r.optional('umask')
      draft.umasks.push({
        account: r.text('account'),
        session: r.oneOf('session', ['su-login', 'ssh-login', 'ssh-command', 'cron', 'session-manager']),
        how: r.oneOf('how', ['measured', 'read', 'absent']),
        ...(umask === undefined ? {} : { umask: r.mode('umask') }),
        ...(r.optional('why') === undefined ? {} : { why: r.oneOf('why', ['python-incomplete']) }),
      })
      return
    }
    case 'behaviour': {
      const mode = r.optional('mode')
      draft.behaviours.push({
        account: r.text('account'),
        try: r.oneOf('try', ['create-file', 'create-folder', 'write-own-space', 'write-other-space', 'outsider-write', 'give-away']),
        path: printable(r.text('path')),
        outcome: r.oneOf('outcome', ['done', 'refused', 'timeout', 'error']),
        ...some('uid', r.optionalNumber('uid')),
        ...some('gid', r.optionalNumber('gid')),
        ...seen('group', r.optional('group')),
        ...(mode === undefined ? {} : { mode: r.mode('mode') }),
        ...(r.optional('umask') === undefined ? {} : { umask: r.oneOf('umask', ['unknown']) }),
        ...(r.optional('detail') === undefined ? {} : { detail: printable(r.text('detail')) }),
      })
      return
    }
    case 'spaces':
      draft.spaces = { found: r.number('found'), seen: [], tries: [] }
      return
    case 'space':
      if (!draft.spaces) throw new RecordError('space before spaces')
      draft.spaces.seen.push({ name: spaceName(r.text('name')), uid: r.number('uid'), gid: r.number('gid'), mode: r.mode('mode') })
      return
    case 'space-tries':
      if (!draft.spaces) throw new RecordError('space-tries before spaces')
      for (const one of r.list('tried')) draft.spaces.tries.push(readSpaceTry(r.text('account'), one))
      return
    case 'unwritable':
      draft.unwritable = {
        looked: r.number('looked'),
        found: r.number('found'),
        ...some('protected', r.optionalNumber('protected')),
        reach: r.oneOf('reach', ['all', 'sample', 'cut']),
        sample: [],
      }
      return
    case 'unwritable-file':
      if (!draft.unwritable) throw new RecordError('unwritable-file before unwritable')
      draft.unwritable.sample.push({ path: printable(r.text('path')), owner: printable(r.text('owner')), mode: r.mode('mode') })
      return
    case 'stale':
      draft.staleProcesses.push({ account: r.text('account'), pid: r.number('pid'), command: printable(r.text('command')) })
      return
    case 'unit':
      draft.units.push({ unit: printable(r.text('unit')), account: r.text('account'), umask: r.mode('umask') })
      return
    case 'looked':
      r.oneOf('depth', ['facts', 'behaviour', 'mount'])
      draft.looked = true
      return
    default:
      throw new RecordError(`an unknown record: ${kind}`)
  }
}

function readMount(r: Reading): MountFact {
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

function readHeld(r: Reading): HeldFact {
  return {
    place: printable(r.text('place')),
    known: r.text('fs') !== '',
    inert: r.flag('inert'),
    ...some('pid', r.optionalNumber('pid')),
    ...seen('program', r.optional('program')),
    ...seen('container', r.optional('container')),
  }
}

function spaceName(text: string): string {
  if (!/^[a-z0-9._-]{1,255}$/.test(text)) throw new RecordError('space: name')
  return text
}

const spaceOutcomes: Readonly<Record<string, SpaceOutcome>> = { r: 'done', w: 'done', '-': 'refused', x: 'error' }

function readSpaceTry(account: string, text: string): SpaceTryFact {
  const [, space = '', read = '', change = ''] = /^([a-z0-9._-]{1,255}):([rx-])([wx-])$/.exec(text) ?? []
  if (space === '') throw new RecordError('space-tries: tried')
  return { account, space, read: spaceOutcomes[read]!, change: spaceOutcomes[change]! }
}

function readGroupTry(r: Reading): GroupTryFact {
  const [, read = '', change = ''] = /^([rx-])([wx-])$/.exec(r.text('said')) ?? []
  if (read === '') throw new RecordError('group-try: said')
  return {
    account: r.text('account'),
    group: printable(r.text('group')),
    read: spaceOutcomes[read]!,
    change: spaceOutcomes[change]!,
    ...(r.optional('mode') === undefined ? {} : { made: { gid: r.number('gid'), mode: r.mode('mode') } }),
  }
}

function accessPoint(text: string | undefined): string | undefined {
  if (text !== undefined && !/^fsap-[0-9a-f]{1,40}$/.test(text)) throw new RecordError('mount: ap')
  return text
}

function some<K extends string, T>(name: K, value: T | undefined): { [P in K]?: T } {
  return (value === undefined ? {} : { [name]: value }) as { [P in K]?: T }
}

/** As `some`, of outside text. */
const seen = <K extends string>(name: K, text: string | undefined) => some(name, text === undefined ? undefined : printable(text))
