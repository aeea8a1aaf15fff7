/** Records of the doctor's probes → HostProbe: what the host printed, typed. */
import type { HostProbe, TlsOutcome } from '../domain/probe.ts'
import { type HostRecord, printable, RecordError } from './records.ts'

type Draft = { -readonly [K in keyof HostProbe]: HostProbe[K] extends readonly (infer T)[] | undefined ? T[] : HostProbe[K] }

const outcomes: readonly TlsOutcome[] = [
  'verified',
  'untrusted',
  'wrong-name',
  'not-yet-valid',
  'expired',
  'not-tls',
  'no-ca',
  'no-openssl',
  'timeout',
  'failed',
]

/** Collects probes; `probe` is undefined until the host told that it went through all of them. */
export function probeReader() {
  const draft: Draft = {
    tcp: [],
    disks: [],
    frozen: [],
    deletedJobs: [],
    tunnels: [],
    tunnelPorts: [],
    deadConnections: [],
    touches: [],
    staleCaches: [],
    log: [],
  }
  let complete = false
  return {
    /** False for a record that is none of a probe's. Throws RecordError on one that cannot be ours. */
    read: (kind: string, r: HostRecord): boolean => {
      if (kind === 'probed') complete = true
      else if (!readProbe(draft, kind, r)) return false
      return true
    },
    probe: (): HostProbe | undefined => (complete ? draft : undefined),
  }
}

function readProbe(draft: Draft, kind: string, r: HostRecord): boolean {
  switch (kind) {
    case 'metadata':
      draft.metadata = { answers: r.flag('answers'), role: printable(r.text('role')) }
      return true
    case 'dns':
      draft.name = printable(r.text('name'))
      draft.dns = {
        outcome: r.oneOf('outcome', ['answered', 'none', 'timeout']),
        addresses: r.list('addresses').map(printable),
        addresses6: r.list('six').map(printable),
        first: printable(r.text('first')),
        servers: r.list('servers').map(printable),
        inHosts: r.flag('hosts'),
      }
      return true
    case 'tcp':
      draft.tcp.push({
        address: printable(r.text('address')),
        outcome: r.oneOf('outcome', ['open', 'refused', 'timeout', 'unreachable', 'error']),
      })
      return true
    case 'tls':
      draft.tls = { address: printable(r.text('address')), outcome: r.oneOf('outcome', outcomes), detail: printable(r.text('detail')) }
      return true
    case 'efs-client':
      draft.client = {
        helper: r.flag('helper'),
        runs: r.flag('runs'),
        nfs: r.flag('nfs'),
        configured: r.flag('configured'),
        tunnelProgram: printable(r.text('tunnel')),
        botocore: r.oneOf('botocore', ['yes', 'no', 'unknown']),
        packageState: printable(r.text('package')),
        watchdog: r.flag('watchdog'),
        watchdogInstalled: r.flag('watchdogprogram'),
        tunnelVersion: printable(r.text('tunnelversion')),
        tunnelChecks: r.optional('tunnelchecks') === undefined ? 'unknown' : r.oneOf('tunnelchecks', ['yes', 'no', 'off']),
      }
      return true
    case 'nfs-module':
      draft.nfsModule = { known: r.flag('known'), blocked: printable(r.text('blocked')), modules: r.flag('modules') }
      return true
    case 'locks':
      draft.locks = { packages: printable(r.text('packages')), prism: printable(r.text('prism')) }
      return true
    case 'disk':
      draft.disks.push({
        path: printable(r.text('path')),
        freeKilobytes: r.number('free'),
        freeInodes: r.number('inodes'),
        readOnly: r.flag('ro'),
      })
      return true
    case 'frozen':
      draft.frozen.push(printable(r.text('path')))
      return true
    case 'clock':
      draft.clock = r.number('ms')
      return true
    case 'network-target':
      draft.networkTarget = r.oneOf('state', ['active', 'inactive'])
      return true
    case 'job-deleted':
      draft.deletedJobs.push(printable(r.text('line')))
      return true
    case 'tunnel':
      draft.tunnels.push({ place: printable(r.text('place')), pid: r.number('pid'), alive: r.flag('alive') })
      return true
    case 'tunnel-port':
      draft.tunnelPorts.push({ place: printable(r.text('place')), port: r.number('port'), listens: r.flag('listens') })
      return true
    case 'dead-connection':
      draft.deadConnections.push(r.number('port'))
      return true
    case 'touch':
      draft.touches.push({ place: printable(r.text('place')), said: printable(r.text('said')) })
      return true
    case 'selinux':
      draft.selinux = {
        present: r.flag('present'),
        enforcing: r.flag('enforcing'),
        label: printable(r.text('label')),
        homes: r.list('homes').map(printable),
        allowed: r.optional('allowed') === undefined ? 'unknown' : r.flag('allowed') ? 'yes' : 'no',
      }
      return true
    case 'stale-cache':
      draft.staleCaches.push({
        daemon: printable(r.text('daemon')),
        account: printable(r.text('account')),
        differs: r.list('differs').map((one) => (one === 'uid' ? 'uid' : 'group')),
      })
      return true
    case 'scan':
      draft.scan = { looked: r.number('looked'), found: r.number('found'), finished: r.flag('finished'), sample: [] }
      return true
    case 'scanned': {
      if (!draft.scan) throw new RecordError('scanned before scan')
      const one = {
        path: printable(r.text('path')),
        kind: r.oneOf('kind', ['setuid', 'device']),
        mode: r.mode('mode'),
        owner: r.number('owner'),
      } as const
      draft.scan = { ...draft.scan, sample: [...draft.scan.sample, one] }
      return true
    }
    case 'log-age':
      draft.logAge = r.number('seconds')
      return true
    case 'log':
      draft.log.push(printable(r.text('line')))
      return true
    default:
      return false
  }
}
