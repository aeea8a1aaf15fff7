/** Which lines of fstab Prism’s own may take the place of, and which are left to their authors. */
import { adoptedFstab, replaceable } from '../../../../src/domain/adoption/fstab.ts'
import type { HostFacts } from '../../../../src/domain/facts.ts'
import type { MountSpec } from '../../../../src/domain/mount-spec.ts'
import { pointById } from '../../../../src/domain/mount-spec.ts'
import { askedFor, fstabLine, ownLine, wantedOf, withLines } from '../../../support/adopting.ts'
import { fileSystemId, healthyFacts, mountPoint } from '../../../support/healthy-facts.ts'

const adopted = (facts: HostFacts, spec: Partial<MountSpec> = {}, oneZone?: string) =>
  adoptedFstab(wantedOf(spec, facts, oneZone === undefined ? {} : { oneZone }), facts, askedFor())
const why = (...given: Parameters<typeof adopted>) => (adopted(...given).conflicts ?? []).map(({ code, seen }) => `${code}: ${seen}`)
const own = fstabLine('x', { ours: true, text: ownLine })

test('a line of somebody’s is kept as a comment, and ours is added', () => {
  const line = fstabLine('defaults,_netdev')
  expect(adopted(withLines(line))).toEqual({
    changes: [
      { what: '/etc/fstab line 3', before: line.text, after: 'kept as a comment' },
      { what: '/etc/fstab', before: 'no line by Prism', after: ownLine },
    ],
    kept: [],
  })
})

test('where ours stands already, alone and as it is to be, nothing changes', () => {
  expect(adopted(withLines(own))).toEqual({ changes: [], kept: [] })
})

test('an old line of ours is replaced, and so are two of them, and one beside somebody’s', () => {
  const old = { ...own, text: 'the old one' }
  expect(adopted(withLines(old)).changes).toEqual([{ what: '/etc/fstab', before: 'the old one', after: ownLine }])
  expect(adopted(withLines(own, { ...own, line: 4 })).changes).toEqual([
    { what: '/etc/fstab', before: `${ownLine}\n${ownLine}`, after: ownLine },
  ])
  expect(adopted(withLines(own, fstabLine('tls', { line: 9 }))).changes?.map((c) => c.what)).toEqual(['/etc/fstab line 9', '/etc/fstab'])
})

test('a tab is shown as a blank', () => {
  const line = fstabLine('tls', { text: 'fs-1:/\\u{9}/mnt/x' })
  expect(adopted(withLines(line)).changes?.[0]?.before).toBe('fs-1:/ /mnt/x')
})

test('the same volume at another path is left alone, whatever is done here', () => {
  const other = fstabLine('tls', { line: 7, place: '/srv/other' })
  const kept = [{ what: '/etc/fstab line 7', why: `${other.text}: the same volume at another path; left alone` }]
  expect(adopted(withLines(own, other))).toEqual({ changes: [], kept })
  expect(adopted(withLines(fstabLine('iam'), other))).toMatchObject({ kept, conflicts: [{ code: 'fstab-differs' }] })
  expect(adopted(withLines(fstabLine('iam'), other))).not.toHaveProperty('changes')
})

test('another file system for this place is a conflict with the commands that show and settle it', () => {
  const line = fstabLine('defaults', { spec: 'LABEL=x', volume: false, line: 5 })
  expect(adopted(withLines(line)).conflicts).toEqual([
    {
      code: 'fstab-taken',
      seen: `line 5: LABEL=x ${mountPoint} efs defaults: another file system for this mount point`,
      settle: [
        'sed -n 5p /etc/fstab',
        '# comment it out, the old file beside it, then adopt again',
        "sed -i.by-hand '5s/^/# /' /etc/fstab",
      ],
    },
  ])
})

describe('what a line says beyond ours is told', () => {
  const tells = (line: Parameters<typeof withLines>[0], ...more: [Partial<MountSpec>?, string?]) =>
    why(withLines(line), ...more).map((seen) => seen.replace(`fstab-differs: line 3: ${line.text}: `, ''))

  test.each([
    [fstabLine('tls,iam,soft'), ['option iam, option soft']],
    [fstabLine('tls', { type: 'none' }), ['type none']],
    [fstabLine('tls', { type: 'nfs' }), []],
    [fstabLine('tls', { type: 'nfs4' }), []],
    [fstabLine('tls', { spec: `${fileSystemId}:/projects` }), ['only /projects of the volume']],
    [fstabLine('tls', { spec: `${fileSystemId}:` }), []],
    [fstabLine('tls', { spec: fileSystemId }), []],
    [fstabLine(`${'tls,'.repeat(70)}`), []],
    [fstabLine(`${'tls,'.repeat(70)}t`), ['options too long to check']],
    [fstabLine('rw,,tls'), []],
    [fstabLine('ro', { type: 'none', spec: `${fileSystemId}:/a` }), ['type none, only /a of the volume, option ro']],
  ])('%j', (line, told) => {
    expect(tells(line)).toEqual(told)
  })

  test('unless it was asked for: read-only, a role, the zone', () => {
    expect(tells(fstabLine('ro'), { readOnly: true })).toEqual([])
    expect(tells(fstabLine('iam'), { iam: true })).toEqual([])
    expect(tells(fstabLine('iam'), { readOnly: true })).toEqual(['option iam'])
    expect(tells(fstabLine('ro'), { iam: true })).toEqual(['option ro'])
    expect(tells(fstabLine('az=us-east-1a'), {}, 'us-east-1a')).toEqual([])
    expect(tells(fstabLine('az=us-east-1b'), {}, 'us-east-1a')).toEqual(['option az=us-east-1b'])
    expect(tells(fstabLine('az=undefined'))).toEqual(['option az=undefined'])
  })

  test('and the access point: the one that was asked for has to stand there, and no other may', () => {
    const accessPoint = pointById('fsap-0123456789abcdef0')
    expect(tells(fstabLine('tls,accesspoint=fsap-0123456789abcdef0'), { accessPoint })).toEqual([])
    expect(tells(fstabLine('tls'), { accessPoint })).toEqual(['without accesspoint=fsap-0123456789abcdef0'])
    expect(tells(fstabLine('accesspoint=fsap-0fedcba9876543210'), { accessPoint })).toEqual([
      'without accesspoint=fsap-0123456789abcdef0, option accesspoint=fsap-0fedcba9876543210',
    ])
    expect(tells(fstabLine('accesspoint=fsap-0123456789abcdef0'))).toEqual(['option accesspoint=fsap-0123456789abcdef0'])
  })
})

test('more lines than were looked at are not replaced unseen', () => {
  const facts: HostFacts = { ...withLines(fstabLine('tls')), foreignFstab: { lines: 21, sha256: 'a'.repeat(64) } }
  expect(adopted(facts).conflicts).toMatchObject([
    {
      code: 'fstab-differs',
      seen: '21 lines for this mount point; at most 20 can be checked',
      settle: [expect.any(String), expect.stringMatching(/^awk/)],
    },
  ])
  const { foreignFstab: _, ...uncounted } = withLines(own)
  expect(adopted(uncounted)).toEqual({ changes: [], kept: [] })
  expect(why({ ...withLines(own), foreignFstab: { lines: 1, sha256: '' } })).toHaveLength(1)
})

test('the job is told the lines by their digest', () => {
  expect(replaceable(withLines(fstabLine('tls')))).toBe('a'.repeat(64))
  expect(replaceable(healthyFacts())).toBeUndefined()
})
