/** The mount itself, and what else has hold of the volume, as rows. */
import type { Desired } from '../../../../src/domain/desired.ts'
import type { HostFacts, MountFact } from '../../../../src/domain/facts.ts'
import type { HeldFact } from '../../../../src/domain/held-facts.ts'
import { meantElsewhere, mountRows, unmountedRows } from '../../../../src/domain/rows/mount.ts'
import { healthyFacts, mountPoint } from '../../../support/healthy-facts.ts'
import { linesIn, wanted } from '../../../support/rows.ts'

const inWords = linesIn('mount')

const healthy = healthyFacts()
const here = healthy.mounts[0]!
const { fileSystemId: _, ...nameless } = here
const point = 'fsap-0123456789abcdef0'
const lines = (facts: HostFacts | undefined, of: Desired = wanted()) => inWords(mountRows(of, facts))
const mounted = (change: Partial<MountFact>, facts = healthy): HostFacts => ({ ...facts, mounts: [{ ...here, ...change }] })
const bare: HostFacts = { ...healthy, mounts: [] }
const held: HeldFact = { place: '/proc/12/root/data', known: true, inert: true, pid: 12, program: 'sleep' }

const healthyLines = [
  'DIR: holds: FS (nfs4 127.0.0.1:/); FS mounted expected',
  'DIR · transport: holds: TLS; TLS expected',
  'DIR · access: holds: answers, read-write; answers, read-write expected',
  'DIR · set-id files and devices: holds: nosuid, nodev; nosuid, nodev expected',
  'DIR · inside: holds: nothing else mounted; nothing else mounted expected',
]
/** The lines that are not as on a healthy host. */
const otherwise = (facts: HostFacts, of?: Desired) => lines(facts, of).filter((line) => !healthyLines.includes(line))

test('a volume that is mounted as it should be', () => {
  expect(lines(healthy)).toEqual(healthyLines)
  expect(new Set(mountRows(wanted(), healthy).map((r) => r.section))).toEqual(new Set(['mount']))
})

test('nobody looked', () => {
  const unseen = (subject: string, expected: string) => `DIR${subject}: unknown (not-looked-at): not seen; ${expected} expected`
  const rows = [
    unseen('', 'FS mounted'),
    unseen(' · transport', 'TLS'),
    unseen(' · access', 'answers, read-write'),
    unseen(' · set-id files and devices', 'nosuid, nodev'),
    unseen(' · inside', 'nothing else mounted'),
  ]
  expect(lines(undefined)).toEqual(rows)
  expect(lines(undefined, wanted({}, { iam: true }))).toEqual(rows.toSpliced(2, 0, unseen(' · identity', 'an IAM identity, over TLS')))
})

describe('where nothing is mounted', () => {
  const none = (subject: string, expected: string) => `DIR${subject}: unknown (not-looked-at): nothing mounted; ${expected} expected`
  const rest = [
    none(' · transport', 'TLS'),
    none(' · access', 'answers, read-write'),
    none(' · set-id files and devices', 'nosuid, nodev'),
    none(' · inside', 'nothing else mounted'),
  ]
  const missing = (why: string) => `DIR: differs (not-mounted): nothing mounted${why}; FS mounted expected`

  test('that is said once, and nothing is claimed of the rest', () => {
    expect(lines(bare)).toEqual([missing(''), ...rest])
    expect(lines(bare, wanted({}, { iam: true }))).toEqual([
      missing(''),
      rest[0],
      none(' · identity', 'an IAM identity, over TLS'),
      ...rest.slice(1),
    ])
  })

  test('systemd says why, if it does', () => {
    expect(lines({ ...bare, boot: { ...healthy.boot!, active: 'failed', result: 'timeout' } })[0]).toBe(
      missing(`; ${healthy.boot!.unit} failed (timeout)`),
    )
    const { boot: __, ...silent } = bare
    expect(lines(silent)[0]).toBe(missing(''))
  })

  const elsewhere = (change: Partial<HostFacts> = {}): HostFacts => ({
    ...bare,
    fstab: [],
    elsewhere: [{ ...here, place: '/data' }],
    ...change,
  })
  test('the volume may be at another place', () => {
    expect(lines(elsewhere())[0]).toBe('DIR: differs (mounted-elsewhere): nothing mounted; it is at /data; FS mounted expected')
    expect(meantElsewhere(wanted(), elsewhere())).toEqual(['/data'])
  })

  test.each<[string, HostFacts]>([
    ['something is mounted here', { ...elsewhere(), mounts: [here] }],
    ['fstab has Prism’s line for here', elsewhere({ fstab: healthy.fstab })],
    ['a note says that it belongs here', elsewhere({ remembered: [{ kind: 'noted', place: mountPoint, at: 1, spec: wanted().spec }] })],
    ['a note says nothing of where', elsewhere({ remembered: [{ kind: 'unreadable' }] })],
    ['that is another volume', elsewhere({ elsewhere: [{ ...here, place: '/data', fileSystemId: 'fs-0fedcba9876543210' }] })],
    ['that is only bound there', elsewhere({ elsewhere: [{ ...here, place: '/data', carrier: mountPoint }] })],
    ['it is nowhere', bare],
  ])('but is not meant there where %s', (_name, facts) => expect(meantElsewhere(wanted(), facts)).toEqual([]))

  test.each<[string, HostFacts]>([
    ['somebody else’s line for here', elsewhere({ fstab: [{ ...healthy.fstab[0]!, ours: false }] })],
    ['Prism’s line for there', elsewhere({ fstab: [{ ...healthy.fstab[0]!, place: '/data' }] })],
    ['a note for there', elsewhere({ remembered: [{ kind: 'unreadable', place: '/data' }] })],
  ])('and is meant there with %s', (_name, facts) => expect(meantElsewhere(wanted(), facts)).toEqual(['/data']))
})

describe('what is mounted', () => {
  test.each<[string, HostFacts, string]>([
    ['another volume', mounted({ fileSystemId: 'fs-0fedcba9876543210' }), 'differs (mount-wrong): fs-0fedcba9876543210 (nfs4 127.0.0.1:/)'],
    ['a tmpfs', { ...healthy, mounts: [{ ...nameless, source: 'tmpfs', type: 'tmpfs' }] }, 'differs (mount-wrong): tmpfs (tmpfs)'],
    [
      'an unknown server',
      { ...healthy, mounts: [nameless] },
      'unknown (mount-unidentified): 127.0.0.1:/ (nfs4), file system not identified',
    ],
    ['hidden', mounted({ reached: false }), 'differs (mount-hidden): FS (nfs4), but its path leads elsewhere'],
    ['a folder of the volume', mounted({ source: '127.0.0.1:/shared' }), 'differs (mount-wrong): only /shared of FS'],
    ['through an access point', mounted({ accessPoint: point }), `differs (mount-wrong): FS (nfs4 127.0.0.1:/) through ${point}`],
    [
      'the last of several',
      { ...healthy, mounts: [here, { ...nameless, source: 'tmpfs', type: 'tmpfs' }] },
      'differs (mount-wrong): tmpfs (tmpfs)',
    ],
  ])('is %s', (_name, facts, said) => expect(lines(facts)[0]).toBe(`DIR: ${said}; FS mounted expected`))

  test('is what was asked for: the access point, and no other way in', () => {
    const of = wanted({ accessPoint: point })
    expect(lines(mounted({ accessPoint: point }), of)[0]).toBe(
      `DIR: holds: FS (nfs4 127.0.0.1:/) through ${point}; FS mounted through ${point} expected`,
    )
    expect(lines(healthy, of)[0]).toBe(`DIR: differs (mount-wrong): FS (nfs4 127.0.0.1:/); FS mounted through ${point} expected`)
  })

  test('is encrypted, or was allowed not to be', () => {
    const plain = wanted({}, { encrypted: false })
    expect(otherwise(mounted({ encrypted: 'no' }))).toEqual(['DIR · transport: differs (not-encrypted): not encrypted; TLS expected'])
    expect(otherwise(mounted({ encrypted: 'unknown' }))).toEqual([
      'DIR · transport: unknown (mount-unidentified): could not be determined; TLS expected',
    ])
    expect(otherwise(mounted({ encrypted: 'no' }), plain)).toEqual([
      'DIR · transport: note (not-encrypted): not encrypted; plain NFS, as allowed expected',
    ])
    expect(otherwise(healthy, plain)).toEqual(['DIR · transport: holds: TLS; plain NFS, as allowed expected'])
  })

  test('shows a role where that was asked for', () => {
    const role = 'an IAM identity, over TLS'
    expect(otherwise(mounted({ iam: true }), wanted({}, { iam: true }))).toEqual([`DIR · identity: holds: ${role}; ${role} expected`])
    expect(otherwise(healthy, wanted({}, { iam: true }))).toEqual([
      `DIR · identity: differs (identity-differs): none is shown; ${role} expected`,
    ])
    expect(otherwise(mounted({ iam: true }))).toEqual([`DIR · identity: note: ${role}; none asked for expected`])
  })

  test('is in the zone of a One Zone volume, or its data crosses zones', () => {
    const { zone: __, ...nowhere } = healthy
    const crossing = 'DIR · zone: note (crosses-zones): in us-east-1a: all data crosses zones; in us-east-1b, where the volume is expected'
    expect(otherwise(healthy, wanted({ oneZone: 'us-east-1b' }))).toEqual([crossing])
    expect(lines(bare, wanted({ oneZone: 'us-east-1b' }))[1]).toBe(crossing)
    expect(otherwise(healthy, wanted({ oneZone: 'us-east-1a' }))).toEqual([])
    expect(otherwise(nowhere, wanted({ oneZone: 'us-east-1b' }))).toEqual([])
  })

  const access = (facts: HostFacts, of?: Desired) => otherwise(facts, of).join('\n')
  const asks = 'answers, read-write expected'
  test.each<[Partial<MountFact>, string]>([
    [{ answers: 'stale' }, `differs (stale-handle): stale file handle: the server no longer has it; ${asks}`],
    [{ answers: 'timeout' }, `differs (mount-hung): no answer within the time limit; ${asks}`],
    [{ answers: 'no' }, `differs (mount-hung): does not answer; ${asks}`],
    [{ readOnly: true }, `differs (read-only): answers, read-only; ${asks}`],
  ])('answers and can be written: %j', (change, said) => expect(access(mounted(change))).toBe(`DIR · access: ${said}`))

  test('can be written only where the server takes it', () => {
    const refusing = (detail: string, outcome: 'refused' | 'error' = 'refused'): HostFacts => ({
      ...healthy,
      behaviours: [...healthy.behaviours, { account: 'ubuntu', try: 'create-file', path: '', outcome, detail }],
    })
    expect(access(refusing('read-only'))).toBe(`DIR · access: differs (read-only): answers, takes no writes; ${asks}`)
    expect(access(refusing('read-only'), wanted({ replica: true }))).toBe(
      `DIR · access: differs (volume-is-replica): answers, takes no writes: the volume is a replica; ${asks}`,
    )
    expect([access(refusing('EACCES')), access(refusing('read-only', 'error'))]).toEqual(['', ''])
  })

  test('is read-only where that was asked for', () => {
    const of = wanted({}, { readOnly: true })
    const want = 'answers, read-only, as asked expected'
    expect(access(mounted({ readOnly: true }), of)).toBe(`DIR · access: holds: answers, read-only; ${want}`)
    expect(access(healthy, of)).toBe(`DIR · access: differs (not-read-only): answers, read-write; ${want}`)
    const refused = {
      ...mounted({ readOnly: true }),
      behaviours: [{ account: 'a', try: 'create-file', path: '', outcome: 'refused', detail: 'read-only' }],
    } as const
    expect(access(refused, of)).toBe(`DIR · access: holds: answers, read-only; ${want}`)
  })

  test('keeps set-id programs and devices from giving rights, unless that was allowed', () => {
    const inert = 'DIR · set-id files and devices'
    expect(otherwise(mounted({ options: 'rw' }))).toEqual([`${inert}: differs (not-nosuid): without nosuid, nodev; nosuid, nodev expected`])
    expect(otherwise(mounted({ options: 'rw,nodev' }))).toEqual([`${inert}: differs (not-nosuid): without nosuid; nosuid, nodev expected`])
    const suid = wanted({}, { suid: true })
    expect(otherwise(mounted({ options: 'rw,nodev' }), suid)).toEqual([`${inert}: holds: nodev; nodev expected`])
    expect(otherwise(healthy, suid)).toEqual([`${inert}: holds: nosuid, nodev; nodev expected`])
    expect(otherwise(mounted({ options: 'rw,nosuid' }), suid)).toEqual([`${inert}: differs (not-nosuid): without nodev; nodev expected`])
  })

  test('has nothing else mounted inside', () => {
    const facts = {
      ...mounted({ inside: 2 }),
      inside: [
        { place: `${mountPoint}/a`, source: 'tmpfs', type: 'tmpfs' },
        { place: `${mountPoint}/b`, source: '/dev/sdb', type: 'ext4' },
      ],
    }
    expect(otherwise(facts)).toEqual([
      'DIR · inside: differs (mount-inside): 2 mounted: tmpfs (tmpfs) at DIR/a, /dev/sdb (ext4) at DIR/b; nothing else mounted expected',
    ])
  })

  test('is below folders that only root can change', () => {
    expect(otherwise({ ...healthy, mountPoint: { ...healthy.mountPoint, open: true } })).toEqual([
      'DIR · folders above: differs (mount-point-open): others than root can change one of them; root’s alone to change expected',
    ])
  })
})

describe('what else has hold of the volume', () => {
  const also = (change: Partial<MountFact>, more: Partial<HostFacts> = {}): HostFacts => ({
    ...healthy,
    elsewhere: [{ ...here, place: '/data', ...change }],
    ...more,
  })
  const note = (places: string) => [`DIR · elsewhere: note: ${places}; may be expected`]

  test('through a tunnel of its own is nothing to tell', () => expect(otherwise(also({}))).toEqual([]))

  test('as a bind mount, or a mount of a folder, is told', () => {
    expect(otherwise(also({ carrier: mountPoint }))).toEqual(note('/data'))
    expect(otherwise(also({ source: '127.0.0.1:/shared' }))).toEqual(note('/data'))
    expect(otherwise(also({ source: '127.0.0.1:' }))).toEqual([])
    expect(otherwise(also({ encrypted: 'no' }))).toEqual(note('/data (a bind mount or a second mount)'))
    expect(otherwise(also({ carrier: mountPoint, fileSystemId: 'fs-0fedcba9876543210' }))).toEqual([])
  })

  test('in another namespace is told, and how many more there are', () => {
    expect(otherwise({ ...healthy, held: [held] })).toEqual(note('/proc/12/root/data for pid 12 (sleep)'))
    expect(otherwise({ ...healthy, held: [held], heldMore: 3 })).toEqual(note('/proc/12/root/data for pid 12 (sleep), 3 more'))
    expect(otherwise({ ...healthy, held: [{ ...held, known: false }] })).toEqual([])
  })

  test('without the flags that guard the instance is a fault there', () => {
    expect(otherwise(also({ options: 'rw' }))).toEqual([
      '/data · set-id files and devices: differs (not-nosuid): without nosuid, nodev; nosuid, nodev expected',
    ])
    expect(otherwise(also({ options: 'rw', fileSystemId: 'fs-0fedcba9876543210' }))).toEqual([])
    expect(otherwise({ ...healthy, held: [{ ...held, inert: false }] })).toEqual([
      '/proc/12/root/data for pid 12 (sleep) · set-id files and devices: differs (not-nosuid): without nosuid, nodev; nosuid, nodev expected',
      ...note('/proc/12/root/data for pid 12 (sleep)'),
    ])
  })

  test('below the mount are those who came before it', () => {
    expect(otherwise({ ...healthy, below: [{ place: mountPoint, pid: 7, program: 'java', container: 'docker-1.scope' }] })).toEqual([
      'DIR · below: differs (seen-below): DIR for pid 7 (java) of docker-1.scope; seen by no process expected',
    ])
  })

  test('is not known where nobody could look', () => {
    expect(otherwise({ ...healthy, heldUnfinished: 'time' })).toEqual([
      'DIR · elsewhere: unknown (held-unknown): not every mount namespace was looked into (time); every mount namespace looked into expected',
    ])
  })
})

describe('after an unmount', () => {
  const gone: HostFacts = { ...bare, fstab: [] }
  const after = (facts: HostFacts | undefined, isPlaceSaid = false) => inWords(unmountedRows(wanted(), facts, isPlaceSaid))
  const good = ['DIR: holds: not mounted; not mounted expected', '[persistence] /etc/fstab: holds: none; no line by Prism expected']
  const more = (facts: HostFacts, isPlaceSaid = false) => after(facts, isPlaceSaid).filter((line) => !good.includes(line))

  test('nothing is left', () => {
    expect(after(gone)).toEqual(good)
    expect(unmountedRows(wanted(), gone, false).map((r) => r.section)).toEqual(['mount', 'persistence'])
    expect(after(undefined)).toEqual([
      'DIR: unknown (not-looked-at): not seen; not mounted expected',
      '[persistence] /etc/fstab: unknown (not-looked-at): not seen; no line by Prism expected',
    ])
    expect(unmountedRows(wanted(), undefined, false).map((r) => r.section)).toEqual(['mount', 'persistence'])
  })

  test('a mount or a line that is still there is a fault', () => {
    expect(more({ ...gone, mounts: [here] })).toEqual(['DIR: differs (unmount-failed): FS (nfs4); not mounted expected'])
    const line = healthy.fstab[0]!
    expect(more({ ...gone, fstab: [line, { ...line, line: 7 }] })).toEqual([
      '[persistence] /etc/fstab: differs (unmount-failed): line 3, 7; no line by Prism expected',
    ])
    expect(more({ ...gone, fstab: [{ ...line, ours: false }] })).toEqual([
      '[persistence] /etc/fstab: note (fstab-taken): line 3 was not written by Prism; left alone expected',
    ])
    expect(more({ ...gone, fstab: [{ ...line, ours: false, place: '/data' }] })).toEqual([])
  })

  test('another place is left alone where one was said, and else still has to go', () => {
    const places: HostFacts = {
      ...gone,
      elsewhere: [{ ...here, place: '/data' }],
      fstab: ['/data', '/more'].map((place) => ({ ...healthy.fstab[0]!, place })),
    }
    expect(more(places, true)).toEqual(['other mount points: note: /data, /more; left alone expected'])
    expect(more(places)).toEqual(['other mount points: differs (mounted-elsewhere): /data, /more; not mounted expected'])
    const line = { ...healthy.fstab[0]!, place: '/more' }
    for (const fstab of [[{ ...line, volume: false }], [{ ...line, ours: false }]]) expect(more({ ...gone, fstab })).toEqual([])
    // what holds it in another namespace is told by itself
    expect(more({ ...places, held: [{ ...held, place: '/data' }] })).toEqual([
      'other mount points: differs (mounted-elsewhere): /more; not mounted expected',
      'elsewhere on the instance: differs (still-held): /data for pid 12 (sleep); not mounted expected',
    ])
  })

  test('whoever holds it still is a fault, if it is that volume', () => {
    expect(more({ ...gone, held: [held, { ...held, known: false }] })).toEqual([
      'elsewhere on the instance: differs (still-held): /proc/12/root/data for pid 12 (sleep); not mounted expected',
    ])
    expect(more({ ...gone, heldUnfinished: 'time' })).toEqual([
      'elsewhere on the instance: unknown (held-unknown): not every mount namespace was looked into (time); every mount namespace looked into expected',
    ])
  })
})
