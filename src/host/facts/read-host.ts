/** Of the host and its people: accounts, groups, sessions, the EFS client. */
import type { GroupTryFact } from '../../domain/facts.ts'
import { type HostRecord, printable, RecordError } from '../records.ts'
import { type Draft, some, spaceOutcomes } from './draft.ts'

export function readHost(draft: Draft, kind: string, r: HostRecord): boolean {
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
      return true
    case 'zone':
      draft.zone = { availabilityZone: printable(r.text('az')), region: printable(r.text('region')), instanceId: printable(r.text('id')) }
      return true
    case 'login':
      draft.login = { user: printable(r.text('user')), how: r.oneOf('how', ['cloud-init', 'uid-1000', 'known-name']) }
      return true
    case 'registry-people':
      draft.registryPeople = r.number('count')
      return true
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
      return true
    case 'group':
      draft.group = {
        members: r.list('members').map(printable),
        ...some('gidHolder', r.optional('holder')),
        ...some('nameGid', r.optionalNumber('namegid')),
      }
      return true
    case 'extra-group': {
      draft.extraGroups ??= { seen: [], tries: [] }
      const holder = r.optional('holder')
      draft.extraGroups.seen.push({
        name: r.text('name'),
        gid: r.number('gid'),
        ...(holder === undefined ? {} : { gidHolder: printable(holder) }),
        ...some('nameGid', r.optionalNumber('namegid')),
      })
      return true
    }
    case 'group-try':
      if (!draft.extraGroups) throw new RecordError('group-try before extra-group')
      draft.extraGroups.tries.push(readGroupTry(r))
      return true
    case 'client':
      draft.client = {
        nfs: r.flag('nfs'),
        stunnel: r.flag('stunnel'),
        ...some('efsUtils', r.optional('efs')),
        ...some('packageManager', r.optional('manager')),
      }
      return true
    case 'umask': {
      const umask = r.optional('umask')
      draft.umasks.push({
        account: r.text('account'),
        session: r.oneOf('session', ['su-login', 'ssh-login', 'ssh-command', 'cron', 'session-manager']),
        how: r.oneOf('how', ['measured', 'read', 'absent']),
        ...(umask === undefined ? {} : { umask: r.mode('umask') }),
        ...(r.optional('why') === undefined ? {} : { why: r.oneOf('why', ['python-incomplete']) }),
      })
      return true
    }
    case 'stale':
      draft.staleProcesses.push({ account: r.text('account'), pid: r.number('pid'), command: printable(r.text('command')) })
      return true
    case 'unit':
      draft.units.push({ unit: printable(r.text('unit')), account: r.text('account'), umask: r.mode('umask') })
      return true
    default:
      return false
  }
}

function readGroupTry(r: HostRecord): GroupTryFact {
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
