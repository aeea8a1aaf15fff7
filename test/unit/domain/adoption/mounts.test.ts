/** A mount made by hand stays as it is; where it is not what was asked for nothing is touched, and it is said how to settle it. */
import { adoptedMount } from '../../../../src/domain/adoption/mounts.ts'
import type { HostFacts, MountFact } from '../../../../src/domain/facts.ts'
import { type MountSpec, pointById } from '../../../../src/domain/mount-spec.ts'
import { askedFor, fstabLine, wantedOf } from '../../../support/adopting.ts'
import { fileSystemId, healthyFacts, mountPoint as place } from '../../../support/healthy-facts.ts'

const healthy = healthyFacts().mounts[0]!
const point = pointById('fsap-0123456789abcdef0')
const asked = askedFor()

function adopted(mount: Partial<MountFact> | undefined, spec: Partial<MountSpec> = {}, more: Partial<HostFacts> = {}) {
  const facts: HostFacts = { ...healthyFacts(), mounts: mount ? [{ ...healthy, ...mount }] : [], ...more }
  return adoptedMount(wantedOf(spec, facts), facts, asked)
}
const without = (key: keyof MountFact, more: Partial<MountFact> = {}): MountFact => {
  const { [key]: _, ...rest } = { ...healthy, ...more }
  return rest as MountFact
}
const conflict = (...given: Parameters<typeof adopted>) => adopted(...given).conflicts?.[0]

describe('what stays', () => {
  test('a mount as it is to be', () => {
    expect(adopted({})).toEqual({
      changes: [],
      kept: [{ what: `mount at ${place}`, why: '127.0.0.1:/ (TLS); stays mounted as it is' }],
    })
  })

  test('one that lacks a guard, which is set where it is', () => {
    expect(adopted({ options: 'rw,nodev' }).changes).toEqual([
      { what: `mount at ${place}`, before: 'without nosuid', after: 'nosuid, nodev, in place' },
    ])
    expect(adopted({ options: 'rw' }).changes?.[0]?.before).toBe('without nosuid, nodev')
    expect(adopted({ options: 'rw,nodev' }, { suid: true }).changes).toEqual([])
  })

  test('the same volume at other paths', () => {
    const elsewhere = [
      { ...healthy, place: '/srv/other', source: 'other:/' },
      { ...healthy, place },
    ]
    expect(adopted({}, {}, { elsewhere }).kept?.slice(1)).toEqual([
      { what: 'mount at /srv/other', why: 'other:/, the same volume at another path; stays mounted' },
    ])
  })

  test('plain NFS, with what to do for TLS to take effect earlier than at the next boot', () => {
    const [kept] = adopted({ encrypted: 'no', source: '10.0.0.5:/' }).kept ?? []
    expect(kept?.why).toMatch(
      /^10\.0\.0\.5:\/ by plain NFS, not encrypted; it may be in use, so it stays\..*umount .*prism volume mount v i$/,
    )
    const { why } = adopted({ encrypted: 'no' }, { encrypted: false }).kept![0]!
    expect(why).toBe('127.0.0.1:/ (not encrypted); stays mounted as it is')
    expect(adopted({ encrypted: 'unknown' as MountFact['encrypted'] }).kept![0]!.why).toContain('not encrypted); stays')
  })
})

describe('where nothing is mounted', () => {
  test('Prism mounts it, or whoever wrote a line for it does', () => {
    expect(conflict(undefined, {}, { fstab: [] })).toEqual({
      code: 'nothing-to-adopt',
      seen: `nothing is mounted at ${place}`,
      settle: ['# let Prism mount it', asked.mountCommand],
    })
    const line = fstabLine('tls', { line: 8 })
    expect(conflict(undefined, {}, { fstab: [line] })).toEqual({
      code: 'nothing-to-adopt',
      seen: `nothing is mounted at ${place}, although line 8 of fstab is for it`,
      settle: ['# mount it as fstab says, then adopt again', `mount ${place}`, asked.command],
    })
    const others = [
      { ...line, place: '/srv/x' },
      { ...line, volume: false },
      { ...line, ours: true },
    ]
    for (const other of others) expect(conflict(undefined, {}, { fstab: [other] })?.seen).toBe(`nothing is mounted at ${place}`)
  })

  test('but elsewhere it is adopted there, if that may be a mount point', () => {
    const elsewhere = [healthy, { ...healthy, place: '/srv/other' }, { ...healthy, place: '/' }, { ...healthy, place: '/a b' }]
    expect(conflict(undefined, {}, { elsewhere })).toEqual({
      code: 'mounted-elsewhere',
      seen: `${fileSystemId} is mounted at /srv/other, /, /a b, not at ${place}`,
      settle: [
        '# adopt it where it is',
        'prism volume adopt v i --mount-point /srv/other',
        '# / cannot be a mount point for Prism: mount it at a folder of its own',
        asked.mountCommand,
        '# that place cannot be a mount point for Prism: mount it at a folder of its own',
        asked.mountCommand,
      ],
    })
  })

  test('a place that Prism would write otherwise is none of its own', () => {
    expect(conflict(undefined, {}, { elsewhere: [{ ...healthy, place: '/srv/other/' }] })?.settle[0]).toContain('/srv/other/ cannot be')
  })
})

describe('what is mounted there and is not what was asked for', () => {
  const what = `${fileSystemId} (nfs4) is mounted at ${place}`
  const elsewhere = [`findmnt ${place}`, '# unmount it yourself, or give another --mount-point']

  test.each<[string, HostFacts['mounts'][number], Partial<MountSpec>, object]>([
    [
      'a disk',
      without('fileSystemId', { source: '/dev/sdb', type: 'ext4' }),
      {},
      { code: 'mount-point-taken', seen: `/dev/sdb (ext4) is mounted at ${place}`, settle: elsewhere },
    ],
    [
      'an NFS mount of which nobody knows what it is',
      without('fileSystemId', { source: '127.0.0.1:/' }),
      {},
      {
        code: 'adopt-unidentified',
        seen: `127.0.0.1:/ (nfs4) is mounted at ${place}, and which file system that is could not be determined`,
        settle: [`findmnt ${place}`, 'ls -l /var/run/efs', '# a dead tunnel: unmount and mount it again by hand'],
      },
    ],
    [
      'another volume',
      { ...healthy, fileSystemId: 'fs-9' },
      {},
      { code: 'mount-point-taken', seen: `fs-9 (nfs4) is mounted at ${place}`, settle: elsewhere },
    ],
    [
      'a folder of the volume',
      { ...healthy, source: '127.0.0.1:/projects' },
      {},
      { code: 'mount-point-taken', seen: `only /projects of ${what}`, settle: elsewhere },
    ],
    [
      'another access point',
      { ...healthy, accessPoint: 'fsap-9' },
      { accessPoint: point },
      {
        code: 'mount-point-taken',
        seen: `${what} through fsap-9, not through ${point.id}`,
        settle: ['# to adopt it as it is', `${asked.withoutPoint} --access-point fsap-9`],
      },
    ],
    [
      'no access point',
      healthy,
      { accessPoint: point },
      {
        code: 'mount-point-taken',
        seen: `${what} not through an access point, not through ${point.id}`,
        settle: [expect.stringContaining('leave out --access-point'), `findmnt ${place}`],
      },
    ],
    [
      'an access point that was not asked for',
      { ...healthy, accessPoint: 'fsap-9' },
      {},
      { code: 'mount-point-taken', seen: `${what} through fsap-9, not not through an access point` },
    ],
    [
      'a role',
      { ...healthy, iam: true },
      {},
      { code: 'identity-differs', seen: `${what} with an IAM identity`, settle: ['# to adopt it as it is, give --iam'] },
    ],
    [
      'no role',
      healthy,
      { iam: true },
      { code: 'identity-differs', seen: `${what} without an IAM identity`, settle: [expect.stringContaining('leave out --iam')] },
    ],
    [
      'a mount that hangs',
      { ...healthy, answers: 'timeout' },
      {},
      {
        code: 'mount-hung',
        seen: `${what} and does not answer`,
        settle: [`timeout 5 stat -f ${place}`, 'tail /var/log/amazon/efs/mount.log'],
      },
    ],
    [
      'one that nobody can write to',
      { ...healthy, readOnly: true },
      {},
      { code: 'read-only', seen: `${what} read-only`, settle: [expect.stringContaining('--read-only'), `mount -o remount,rw ${place}`] },
    ],
    [
      'one that everybody can write to',
      healthy,
      { readOnly: true },
      { code: 'not-read-only', seen: `${what} read-write`, settle: [expect.stringContaining('without --read-only'), asked.command] },
    ],
  ])('%s', (_, mount, spec, expected) => {
    const facts: HostFacts = { ...healthyFacts(), mounts: [mount] }
    expect(adoptedMount(wantedOf(spec, facts), facts, asked).conflicts).toMatchObject([expected])
  })

  test('what was asked for is no conflict', () => {
    expect(conflict({ accessPoint: point.id }, { accessPoint: point })).toBeUndefined()
    expect(conflict({ iam: true }, { iam: true })).toBeUndefined()
    expect(conflict({ readOnly: true }, { readOnly: true })).toBeUndefined()
  })
})
