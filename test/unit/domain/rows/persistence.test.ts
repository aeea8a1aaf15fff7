/** fstab’s line, the next boot and the note of the mount’s options, as rows. */
import type { BootFact, FstabFact, HostFacts } from '../../../../src/domain/facts.ts'
import { persistenceRows } from '../../../../src/domain/rows/persistence.ts'
import { fileSystemId, healthyFacts, mountPoint } from '../../../support/healthy-facts.ts'
import { linesIn, wanted } from '../../../support/rows.ts'

const inWords = linesIn('persistence')

const healthy = healthyFacts()
const own = healthy.fstab[0]!
const boot = healthy.boot!
const lines = (facts: HostFacts | undefined, of = wanted()) => inWords(persistenceRows(of, facts))
const fstab = (...all: readonly Partial<FstabFact>[]): HostFacts => ({ ...healthy, fstab: all.map((line) => ({ ...own, ...line })) })
/** The verdict on one line of fstab. */
const verdict = (line: Partial<FstabFact>, of = wanted(), facts: Partial<HostFacts> = {}) =>
  persistenceRows(of, { ...fstab(line), ...facts })[0]!.verdict
const options = (more: string) => ({ options: `${own.options},${more}` })
const without = (option: string) => ({
  options: own.options
    .split(',')
    .filter((o) => o !== option)
    .join(','),
})
const want = 'one line for FS, nofail, nosuid, nodev expected'

test('one line that is Prism’s, and a boot that uses it', () => {
  expect(lines(healthy)).toEqual([
    `/etc/fstab: holds: line 3: FS:/ efs ${own.options}; ${want}`,
    `/etc/fstab · at boot: holds: ${boot.unit}, by remote-fs.target; systemd mounts it expected`,
  ])
  expect(new Set(persistenceRows(wanted(), healthy).map((r) => r.section))).toEqual(new Set(['persistence']))
  expect(lines(undefined)).toEqual([
    `/etc/fstab: unknown (not-looked-at): not seen; ${want}`,
    '/etc/fstab · at boot: unknown (not-looked-at): not seen; systemd mounts it expected',
  ])
})

test('what the line has to say follows from what is asked for', () => {
  const of = wanted({ accessPoint: 'fsap-0123456789abcdef0' }, { iam: true, readOnly: true, suid: true })
  expect(lines(undefined, of)[0]).toMatch(/; one line for FS, nofail, nodev, iam, ro, fsap-0123456789abcdef0 expected$/)
})

describe('the line', () => {
  const first = (facts: HostFacts) => lines(facts)[0]
  const { efsUtils: _, ...noClient } = healthy.client

  test.each<[string, HostFacts, string]>([
    ['is missing', fstab(), 'differs (not-persistent): no line'],
    ['is for another place', fstab({ place: '/data' }), 'differs (not-persistent): no line'],
    ['is there twice', fstab({}, {}), 'differs (not-persistent): 2 lines for this mount point'],
    ['has a second one of somebody else', fstab({}, { ours: false }), 'differs (fstab-taken): 2 lines for this mount point'],
    ['is somebody else’s', fstab({ ours: false }), 'differs (fstab-taken): line 3: FS:/ efs, not Prism’s'],
    ['has no client for it', { ...healthy, client: noClient }, 'differs (client-absent): line 3, but no EFS client that can mount it'],
    ['would mount otherwise', fstab({ options: 'tls' }), 'differs (not-persistent): line 3: FS:/ efs tls'],
  ])('that %s is not one that lasts', (_name, facts, said) => expect(first(facts)).toBe(`/etc/fstab: ${said}; ${want}`))

  test('of plain NFS needs no EFS client', () => {
    const facts = { ...fstab({ type: 'nfs4', spec: `${fileSystemId}.efs.us-east-1.amazonaws.com:/` }), client: noClient }
    expect(persistenceRows(wanted({}, { encrypted: false }), facts)[0]?.verdict).toBe('holds')
  })

  test.each<[string, Partial<FstabFact>]>([
    ['the id alone', { spec: fileSystemId }],
    ['numbers that are left out', { dump: '', pass: '' }],
    ['a negative number', { dump: '-1' }],
    ['a number of two digits', { pass: '12' }],
    ['a carriage return at its end', { pass: '0\\u{d}' }],
    ['options of its own', options('_rnetdev,x-systemd.idle-timeout=5')],
    ['an option that only begins like one that breaks it', options('porthole=1,gidx')],
  ])('may have %s', (_name, line) => expect(verdict(line)).toBe('holds'))

  test.each<[string, Partial<FstabFact>]>([
    ['another file system', { spec: 'fs-0fedcba9876543210:/' }],
    ['a folder of it', { spec: `${fileSystemId}:/shared` }],
    ['its DNS name, where the type is efs', { spec: `${fileSystemId}.efs.us-east-1.amazonaws.com:/` }],
    ['words for numbers', { dump: 'x' }],
    ['words for the other number', { pass: '0x' }],
    ['a word that ends in a number', { pass: 'x0' }],
    ['no nofail', without('nofail')],
    ['no _netdev', without('_netdev')],
    ['no tls', without('tls')],
    ['no nosuid', without('nosuid')],
    ['no nodev', without('nodev')],
    ['noauto', options('noauto')],
    ['ro', options('ro')],
    ['an access point', options('accesspoint=fsap-0123456789abcdef0')],
    ['plain NFS where TLS is wanted', { type: 'nfs4', spec: `${fileSystemId}.efs.us-east-1.amazonaws.com:/` }],
    ...['gid=3000', 'uid=0', 'umask=0', 'fmask=0', 'dmask=0', 'mode=755', 'port=2049', 'notls'].map((o): [string, Partial<FstabFact>] => [
      o,
      options(o),
    ]),
  ])('may not have %s', (_name, line) => expect(verdict(line)).toBe('differs'))

  test('has what is asked for: ro, iam, the access point, set-id programs', () => {
    const point = 'fsap-0123456789abcdef0'
    expect(verdict(options('ro'), wanted({}, { readOnly: true }))).toBe('holds')
    expect(verdict({}, wanted({}, { readOnly: true }))).toBe('differs')
    expect(verdict(options('iam'), wanted({}, { iam: true }))).toBe('holds')
    expect(verdict({}, wanted({}, { iam: true }))).toBe('differs')
    expect(verdict(options(`accesspoint=${point}`), wanted({ accessPoint: point }))).toBe('holds')
    expect(verdict(options(`accesspoint=${point},accesspoint=${point}`), wanted({ accessPoint: point }))).toBe('differs')
    expect(verdict({}, wanted({ accessPoint: point }))).toBe('differs')
    expect(verdict(without('nosuid'), wanted({}, { suid: true }))).toBe('holds')
  })

  test('of plain NFS names the server, where that was allowed', () => {
    const plain = wanted({}, { encrypted: false })
    const nfs = { type: 'nfs4', spec: `${fileSystemId}.efs.us-east-1.amazonaws.com:/`, ...without('tls') }
    expect(verdict(nfs, plain)).toBe('holds')
    expect(verdict({ ...nfs, spec: 'fs-0fedcba9876543210.efs.us-east-1.amazonaws.com:/' }, plain)).toBe('differs')
    expect(verdict({ ...nfs, spec: `us-east-1a.${nfs.spec}` }, plain)).toBe('differs')
    expect(verdict({ ...nfs, spec: `us-east-1a.${nfs.spec}` }, { ...plain, oneZone: 'us-east-1a' })).toBe('holds')
    expect(verdict(nfs, { ...plain, oneZone: 'us-east-1a' })).toBe('differs')
  })

  test('of a One Zone volume names that zone, on an instance in another', () => {
    const of = wanted({ oneZone: 'us-east-1b' })
    const { zone: __, ...nowhere } = healthy
    expect(verdict({}, of)).toBe('differs')
    expect(verdict(options('az=us-east-1b'), of)).toBe('holds')
    expect(verdict(options('az=us-east-1c'), of)).toBe('differs')
    expect(verdict({}, wanted({ oneZone: 'us-east-1a' }))).toBe('holds')
    // where the instance is, nobody knows
    expect(persistenceRows(of, nowhere)[0]?.verdict).toBe('differs')
  })
})

describe('the next boot', () => {
  const atBoot = (facts: HostFacts) => lines(facts).slice(1)
  const booting = (change: Partial<BootFact>) => atBoot({ ...healthy, boot: { ...boot, ...change } })[0]
  const row = (said: string) => `/etc/fstab · at boot: ${said}; systemd mounts it expected`

  test('is systemd’s, where there is one', () => {
    expect(atBoot({ ...healthy, host: { ...healthy.host, systemd: false } })).toEqual([])
  })

  test('uses no line that is missing, somebody else’s, or for another place', () => {
    for (const line of [fstab(), fstab({ ours: false }), fstab({ place: '/data' })])
      expect(atBoot(line)).toEqual([row('unknown (not-looked-at): no line by Prism')])
  })

  test('is unknown where systemd did not answer, or says what nobody expects', () => {
    const { boot: _, ...silent } = healthy
    expect(atBoot(silent)).toEqual([row('unknown (boot-unknown): systemd did not answer')])
    expect(booting({ load: 'bad-setting' })).toBe(row(`unknown (boot-unknown): systemd reports ${boot.unit} as bad-setting`))
    expect(booting({ pulledIn: undefined as unknown as boolean })).toBe(
      row('unknown (boot-unknown): whether remote-fs.target is enabled could not be determined'),
    )
  })

  test('reads a line that systemd has not read yet', () => {
    const { file: _, ...unread } = boot
    expect(atBoot({ ...healthy, boot: { ...unread, load: 'not-found' } })).toEqual([
      row('holds: the line is read at the next boot, by remote-fs.target'),
    ])
  })

  test('passes over a unit that is masked, somebody’s own, or that nothing pulls in', () => {
    expect(booting({ load: 'masked' })).toBe(row(`differs (unit-masked): ${boot.unit} is masked`))
    expect(booting({ file: `/etc/systemd/system/${boot.unit}` })).toMatch(/differs \(unit-foreign\)/)
    expect(booting({ pulledIn: false })).toBe(row('differs (boot-without-mounts): remote-fs.target is not enabled'))
  })
})

describe('the note of the mount’s options', () => {
  const notes = (...remembered: NonNullable<HostFacts['remembered']>) => lines({ ...healthy, remembered }).slice(2)
  const lost = ['the note of the mount’s options: unknown (note-unreadable): it cannot be read; readable expected']

  test('that cannot be read could have any options', () => {
    expect(notes({ kind: 'unreadable', place: mountPoint })).toEqual(lost)
    // nobody knows for which place it is
    expect(notes({ kind: 'unreadable' })).toEqual(lost)
  })

  test('that is for another place, or can be read, is not a fault', () => {
    expect(notes({ kind: 'unreadable', place: '/data' })).toEqual([])
    expect(notes({ kind: 'noted', place: mountPoint, at: 1, spec: wanted().spec })).toEqual([])
    expect(notes({ kind: 'noted', place: mountPoint, at: 1, spec: wanted().spec }, { kind: 'unreadable', place: mountPoint })).toEqual(lost)
  })
})
