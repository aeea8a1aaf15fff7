/** The programs that mount: what is there, and what they say. */
import { clients } from '../../../../src/domain/causes/client.ts'
import { installing } from '../../../../src/domain/causes/installing.ts'
import type { Evidence } from '../../../../src/domain/evidence.ts'
import type { HostProbe } from '../../../../src/domain/probe.ts'
import { asking, failing, healthy, hosting, probe, probed, unlooked } from '../../../support/evidence.ts'

const client = (change: Partial<NonNullable<HostProbe['client']>>, e: Evidence = healthy) =>
  probed({ client: { ...probe.client!, ...change } }, e)
const told = (words: string, e: Evidence = healthy): Evidence => ({ ...e, ...failing('mount-failed', words) })
const unprobed = unlooked(healthy, 'probe')
const bare = hosting({ mounts: [] })

test('nothing is said of a client that is there, or that nobody looked at', () => {
  for (const e of [healthy, unprobed]) {
    expect(Object.values(clients).map(({ seen }) => seen(e))).toEqual(Object.values(clients).map(() => undefined))
    expect(Object.values(installing).map(({ seen }) => seen(e))).toEqual(Object.values(installing).map(() => undefined))
  }
})

test('the EFS client is missed where TLS is wanted, or the repositories have none', () => {
  const seen = clients['client-absent'].seen
  expect(seen(client({ helper: false }))).toBe('there is no mount.efs on the host')
  expect(seen(asking({ encrypted: false }, client({ helper: false })))).toBeUndefined()
  expect(seen({ ...healthy, ...failing('client-absent', 'no package') })).toBe('no package')
})

test('the NFS client is missed only below an EFS client', () => {
  const seen = clients['nfs-client-absent'].seen
  expect(seen(client({ nfs: false }))).toBe('mount.efs is there, mount.nfs4 is not')
  expect(seen(client({ nfs: false, helper: false }))).toBeUndefined()
})

test('the tunnel’s program is missed by the client’s words, or only below an EFS client', () => {
  const seen = clients['tunnel-program-absent'].seen
  expect(seen(client({ tunnelProgram: '' }))).toBe('no efs-proxy and no stunnel on the host')
  expect(seen(client({ tunnelProgram: '', helper: false }))).toBeUndefined()
  expect(seen(told('Failed to locate efs-proxy in /sbin'))).toBe('Failed to locate efs-proxy in /sbin')
})

test('a tunnel that cannot check names is too old', () => {
  const seen = clients['tunnel-program-old'].seen
  expect(seen(client({ tunnelProgram: 'stunnel', tunnelVersion: '4.56', tunnelChecks: 'no' }))).toBe(
    'stunnel 4.56 does not support checkHost',
  )
  expect(seen(client({ tunnelChecks: 'no', helper: false }))).toBeUndefined()
  expect(seen(client({ tunnelChecks: 'off' }))).toBeUndefined()
})

describe('a kernel without NFS', () => {
  const seen = clients['nfs-module-absent'].seen
  const words = 'mount.nfs4: No such device'
  const blocked = '/etc/modprobe.d/cis.conf: install nfs /bin/false'
  const kernel = (change: Partial<NonNullable<HostProbe['nfsModule']>>, e: Evidence = healthy) =>
    probed({ nfsModule: { known: false, blocked: '', modules: true, ...change } }, e)

  test.each<[string, Evidence, string | undefined]>([
    ['whose modules are kept away', kernel({ blocked }), blocked],
    ['that knows it, whatever would keep modules away', kernel({ known: true, blocked }), undefined],
    ['that has none loaded yet', kernel({}), undefined],
    ['by the client’s words', told(words), words],
    ['by the client’s words, and why', told(words, kernel({ blocked })), blocked],
    [
      'by the client’s words, whose modules are gone',
      told(words, kernel({ modules: false })),
      `${words}; the running kernel’s modules are missing`,
    ],
    ['by the client’s words, whose modules are there', told(words, kernel({})), words],
    ['by the client’s words, which knows it', told(words, kernel({ known: true, modules: false })), words],
    ['by the client’s words, where nobody looked', told(words, unprobed), words],
  ])('%s', (_name, e, expected) => expect(seen(e)).toBe(expected))
})

describe('a cycle of units', () => {
  const seen = clients['ordering-cycle'].seen
  const unit = healthy.facts!.boot!.unit
  const line = (name: string) => `network.target: Job ${name}/start deleted to break ordering cycle starting with early.service/start`
  const cycle = (name: string, e: Evidence = bare) => probed({ deletedJobs: [line('fcoe.service'), line(name)] }, e)

  test.each(['network.target', 'network-online.target', 'remote-fs-pre.target', 'remote-fs.target', unit])(
    'that systemd broke at %s is why nothing is mounted',
    (name) => expect(seen(cycle(name))).toBe(line(name)),
  )

  test('is not where systemd broke it elsewhere, where it is mounted, or where a mount failed for another reason', () => {
    expect(seen(cycle('fcoe.service'))).toBeUndefined()
    expect(seen(cycle('network.target', healthy))).toBeUndefined()
    expect(seen(told('no such device', cycle('network.target')))).toBeUndefined()
    expect(seen(told('the network was not yet available', cycle('network.target')))).toBe(line('network.target'))
    expect(seen(cycle('network.target', unlooked(bare, 'facts')))).toBe(line('network.target'))
    expect(seen(unlooked(bare, 'probe'))).toBeUndefined()
  })
})

test('a network that systemd does not call up keeps the client from mounting', () => {
  const seen = clients['network-target-inactive'].seen
  expect(seen(probed({ networkTarget: 'inactive' }))).toBe('systemctl reports network.target as inactive')
  expect(seen(told('because the network was not yet available'))).toBe('because the network was not yet available')
})

describe('an installation', () => {
  test('waits for whoever holds the package lock, as long as the client is not there', () => {
    const seen = installing['package-lock'].seen
    const locked = probed({ locks: { packages: 'apt-get (pid 12)', prism: '' } })
    expect(seen(locked)).toBeUndefined()
    expect(seen(client({ helper: false }, locked))).toBe('the package lock is held by apt-get (pid 12)')
    expect(seen(client({ helper: false }))).toBeUndefined()
    expect(seen({ ...healthy, ...failing('package-lock', 'held by 812') })).toBe('held by 812')
  })

  test.each(['half-configured', 'half-installed', 'unpacked', 'reinst-required', 'triggers-pending'])(
    'that ended as %s is half done',
    (packageState) => {
      expect(installing['client-half-installed'].seen(client({ packageState }))).toBe(
        `the package manager reports amazon-efs-utils as ${packageState}`,
      )
    },
  )

  test('is half done where the client is there without its configuration', () => {
    const seen = installing['client-half-installed'].seen
    expect(seen(client({ configured: false }))).toBe('mount.efs is there, /etc/amazon/efs/efs-utils.conf is not')
    expect(seen(client({ configured: false, helper: false }))).toBeUndefined()
  })

  test('is broken where the client does not start', () => {
    const seen = installing['client-broken'].seen
    expect(seen(client({ runs: false }))).toBe('`mount.efs --version` fails')
    expect(seen(client({ runs: false, helper: false }))).toBeUndefined()
  })
})
