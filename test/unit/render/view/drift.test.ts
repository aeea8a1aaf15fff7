/** The drift issue of a volume as its readers see it: its text, and the comment that tells of a change. */
import { finding } from '../../../../src/domain/catalogue.ts'
import { type Before, type DriftRecord, driftOf, goneDrift } from '../../../../src/domain/drift.ts'
import type { VolumeCheck } from '../../../../src/domain/volume-check.ts'
import { formatCommand, formatCommandLine } from '../../../../src/language/format.ts'
import { driftView, turnView } from '../../../../src/render/view/drift.ts'
import type { Saying } from '../../../../src/render/view/say.ts'
import { asComment, leftOutOf } from '../../../support/as-comment.ts'
import { checkOf, instanceAt } from '../../../support/volume-checks.ts'

const saying: Saying = { say: formatCommand, terminal: formatCommandLine }
const earlier = '2026-11-22T03:17:00.000Z'
const now = '2026-11-23T03:17:00.000Z'
const hosts = (...all: Parameters<typeof checkOf>[0]) => checkOf(all)
const recordOf = (check: VolumeCheck, before: Before = 'first-look'): DriftRecord => driftOf(before, check, earlier).record
const issue = (before: Before, check: VolumeCheck) => asComment(driftView(driftOf(before, check, now), saying))
/** Above what folds away. */
const body = (...given: Parameters<typeof issue>) => {
  const lines = issue(...given)
  return lines.slice(
    0,
    lines.findIndex((line) => line.startsWith('<')),
  )
}
const turn = (before: Before, check: VolumeCheck) => asComment(turnView(driftOf(before, check, now), saying))

describe('the issue', () => {
  test('of a healthy volume says where it holds and since when', () => {
    expect(body('first-look', hosts('healthy', 'healthy')).slice(0, 5)).toEqual([
      '### ✅ `research-data` is as it should be',
      '`fs-0123456789abcdef0` in `us-east-1` · holds on 2 of 2 instances where it is known to be mounted  ',
      'So since 2026-11-23T03:17:00.000Z · last looked at 2026-11-23T03:17:00.000Z · run `01JDQ3N5T8V1WY2XZ4A6B7C8D9`',
      '✅ holds on host-1 and host-2',
    ])
    expect(body('first-look', hosts('healthy')).slice(0, 2)).toEqual([
      '### ✅ `research-data` is as it should be',
      '`fs-0123456789abcdef0` in `us-east-1` · holds on 1 of 1 instance where it is known to be mounted  ',
    ])
  })

  test('of one that drifted begins with who differs, in what, and what fixes it', () => {
    expect(body('first-look', hosts('healthy', 'drifted'))).toEqual([
      '### ❌ `research-data` is not as it should be · **host-2** differs',
      '`fs-0123456789abcdef0` in `us-east-1` · holds on 1 of 2 instances where it is known to be mounted  ',
      'So since 2026-11-23T03:17:00.000Z · last looked at 2026-11-23T03:17:00.000Z · run `01JDQ3N5T8V1WY2XZ4A6B7C8D9`',
      '| Instance · What | Expected | Seen |',
      '| - | - | - |',
      '| ❌ host-2 · `/mnt/research-data/shared/` | root:prism-shared 2775 | root:prism-shared 775 |',
      '| ❌ host-2 · `/etc/fstab` | one line for fs-0123456789abcdef0, nofail, nosuid, nodev | no line |',
      '| ❔ host-2 · /etc/fstab · at boot | systemd mounts it | no line by Prism |',
      '- **row-differs, not-persistent** on host-2: The host does not match the permission table. fstab does not mount the volume again after a reboot. **Fix:** comment `/prism mount research-data host-2`, or at a terminal `prism volume mount research-data host-2` · **why:** `/prism doctor research-data host-2`',
      '| Instances | Rows that hold | Accounts |',
      '| - | - | - |',
      '| ❌ host-2 | 20 of 23 | ubuntu |',
      '| ✅ host-1 | 23 of 23 | ubuntu |',
      '✅ holds on host-1',
    ])
    expect(issue('first-look', hosts('healthy')).at(-1)).toMatch(/^<sub>Prism keeps this issue: it looks again on its schedule/)
    expect(body('first-look', hosts('drifted', 'drifted'))[0]).toEqual(
      '### ❌ `research-data` is not as it should be · **host-1 and host-2** differ',
    )
  })

  test('of one of which not everything was seen says so, and claims neither', () => {
    const before = recordOf(hosts('healthy', 'healthy'))
    expect(body(before, hosts('healthy', 'offline'))).toEqual([
      '### ❔ `research-data` could not be seen everywhere: it is neither known to be healthy nor known to have drifted',
      '`fs-0123456789abcdef0` in `us-east-1` · holds on 1 of 2 instances where it is known to be mounted  ',
      'So since 2026-11-23T03:17:00.000Z · last looked at 2026-11-23T03:17:00.000Z · run `01JDQ3N5T8V1WY2XZ4A6B7C8D9`',
      '| Instance · What | Seen |',
      '| - | - |',
      '| ❔ host-2 · `instance-offline` | host-2: agent offline |',
      '- **instance-offline** on host-2: The instance’s SSM agent does not answer, so nothing can be run or seen there. **Next:** Check that the agent runs and reaches the SSM endpoints, then run the same command again.',
      '**Since the look before:**',
      '- **host-2**: holds → ❔ is unknown',
      '❔ nothing was seen of host-2',
      '✅ holds on host-1',
    ])
  })

  test('that drifted names in its first line who differs, and not who was not seen', () => {
    const before = recordOf(hosts('healthy', 'healthy', 'healthy'))
    expect(body(before, hosts('healthy', 'drifted', 'offline'))[0]).toEqual(
      '### ❌ `research-data` is not as it should be · **host-2** differs',
    )
    const gone = { ...hosts(), findings: [finding('volume-not-found', { seen: 'no such file system' })] }
    expect(body('first-look', gone)[0]).toEqual('### ❌ `research-data` is not as it should be')
    expect(body('first-look', hosts('drifted')).some((line) => line.includes('holds on host'))).toBe(false)
  })

  test('says of whom nothing was seen, by the name that it remembers', () => {
    const before = recordOf(hosts('healthy', 'healthy'))
    const seen = hosts('healthy')
    const lost = { ...seen, findings: [finding('instance-offline', { seen: 'agent offline', instanceId: instanceAt(2) })] }
    expect(body(before, lost).filter((line) => line.includes('host-2'))).toEqual([
      '| ❔ host-2 · `instance-offline` | agent offline |',
      '- **instance-offline** on host-2: The instance’s SSM agent does not answer, so nothing can be run or seen there. **Next:** Check that the agent runs and reaches the SSM endpoints, then run the same command again.',
      '- **host-2**: holds → ❔ is unknown',
      '❔ nothing was seen of host-2',
    ])
  })

  test('of a volume that is no more says that', () => {
    expect(asComment(driftView(goneDrift(recordOf(hosts('healthy')), now), saying)).slice(0, 3)).toEqual([
      '### ⚫ `research-data` is no more: EFS does not list it in this region',
      '`fs-0123456789abcdef0` in `us-east-1` · it is known to be mounted nowhere  ',
      'So since 2026-11-23T03:17:00.000Z · last looked at 2026-11-23T03:17:00.000Z',
    ])
  })

  test('that somebody edited so that nothing could be read from it says what is not known by that', () => {
    expect(body('unreadable', hosts('healthy'))[3]).toMatch(
      /^What this issue remembered could not be read; perhaps somebody has edited it\./,
    )
    expect(body('first-look', hosts('healthy')).join()).not.toContain('could not be read')
  })

  test('names instances that nobody could ask, and those that are gone', () => {
    const check = checkOf(['healthy'], {
      unasked: [{ instanceId: instanceAt(7), name: 'gpu-7', why: 'agent offline' }],
      gone: [finding('instance-not-found', { seen: 'host-9 (i-9)', instanceId: instanceAt(9) })],
    })
    const text = body('first-look', check)
    expect(text.filter((line) => line.includes('gpu-7') || line.includes('host-9'))).toEqual([
      '| ❔ gpu-7 `i-00000000000000007` | agent offline |',
      'No longer there, and so no longer expected: host-9 (i-9).',
    ])
  })

  test('tells of the sharing only what does not work', () => {
    const check = hosts('healthy')
    const [place] = check.places
    const sharing = { verdict: 'differs', cells: [], notes: [] } as const
    const broken: VolumeCheck = { ...check, places: [{ ...place!, report: { ...place!.report, sharing } }] }
    const told = (of: VolumeCheck) => body('first-look', of).filter((line) => line.includes('Sharing'))
    expect([told(check), told(broken)]).toEqual([[], ['**Sharing:** ❌ does not work']])
  })

  test('what has no room is named', () => {
    const before = recordOf(hosts('healthy', 'healthy', 'healthy'))
    const check = { ...hosts('healthy', 'drifted'), gone: [finding('instance-not-found', { seen: 'x', instanceId: instanceAt(9) })] }
    expect(leftOutOf(driftView(driftOf(before, check, now), saying))).toEqual(
      '3 rows that differ or are unknown; 1 causes; 3 changes; 2 groups of instances; who was not seen; who holds; what is gone; the plan research-data; every row of host-2, host-1',
    )
  })
})

describe('since the look before', () => {
  test('what changed on several in the same way is one line', () => {
    const before = recordOf(hosts('healthy', 'healthy', 'healthy'))
    expect(turn(before, hosts('drifted', 'drifted', 'healthy'))).toEqual([
      '### ❌ `research-data` is not as it should be · **host-1 and host-2** differ',
      '**Since the look before:**',
      '- **host-1 and host-2**: holds → ❌ differs',
      '- **row-differs, not-persistent** on host-1 and host-2: The host does not match the permission table. fstab does not mount the volume again after a reboot. **Fix:** comment `/prism mount research-data host-1 host-2`, or at a terminal `prism volume mount research-data host-1 host-2` · **why:** `/prism doctor research-data host-1 host-2`',
    ])
  })

  test('one that holds again, one that has it now, and one from which Prism unmounted it', () => {
    const before = recordOf(hosts('drifted', 'healthy'))
    const check = { ...hosts('healthy'), left: [instanceAt(2)] }
    expect(turn(before, check)).toEqual([
      '### ✅ `research-data` is as it should be',
      '**Since the look before:**',
      '- **host-1**: differs → ✅ holds',
      '- **host-2** no longer has it mounted: Prism unmounted it there',
    ])
    expect(turn(recordOf(hosts('healthy')), hosts('healthy', 'healthy'))).toEqual([
      '### ✅ `research-data` is as it should be',
      '**Since the look before:**',
      '- **host-2** has it mounted now',
    ])
    expect(turn(recordOf(hosts('healthy')), hosts('healthy', 'healthy', 'healthy'))).toEqual([
      '### ✅ `research-data` is as it should be',
      '**Since the look before:**',
      '- **host-2 and host-3** have it mounted now',
    ])
    expect(turn(recordOf(hosts('healthy', 'healthy', 'healthy')), { ...hosts('healthy'), left: [instanceAt(2), instanceAt(3)] })).toEqual([
      '### ✅ `research-data` is as it should be',
      '**Since the look before:**',
      '- **host-2 and host-3** no longer have it mounted: Prism unmounted it there',
    ])
  })

  test('one that AWS no longer knows', () => {
    const gone = [finding('instance-not-found', { seen: 'host-2 (i-2)', instanceId: instanceAt(2) })]
    expect(turn(recordOf(hosts('healthy', 'healthy')), { ...hosts('healthy'), gone })).toEqual([
      '### ✅ `research-data` is as it should be',
      '**Since the look before:**',
      '- gone: host-2 (i-2)',
    ])
  })

  test('one that cannot be seen any more, and the command that tells why', () => {
    expect(turn(recordOf(hosts('healthy', 'healthy')), hosts('healthy', 'offline'))).toEqual([
      '### ❔ `research-data` could not be seen everywhere: it is neither known to be healthy nor known to have drifted',
      '**Since the look before:**',
      '- **host-2**: holds → ❔ is unknown',
      '- **instance-offline** on host-2: The instance’s SSM agent does not answer, so nothing can be run or seen there. **Next:** Check that the agent runs and reaches the SSM endpoints, then run the same command again.',
    ])
  })

  test('one that differed before and is unknown now', () => {
    expect(turn(recordOf(hosts('healthy', 'drifted')), hosts('healthy', 'offline')).filter((l) => l.includes('→'))).toEqual([
      '- **host-2**: differs → ❔ is unknown',
    ])
  })

  test('what became of each is told apart, and what was found on a healthy one is no cause', () => {
    const gone = ['host-2 (i-2)', 'host-3 (i-3)'].map((seen, n) => finding('instance-not-found', { seen, instanceId: instanceAt(n + 2) }))
    expect(turn(recordOf(hosts('healthy', 'healthy', 'healthy')), { ...hosts('healthy'), gone })).toEqual([
      '### ✅ `research-data` is as it should be',
      '**Since the look before:**',
      '- gone: host-2 (i-2)',
      '- gone: host-3 (i-3)',
    ])
    const before = recordOf(hosts('drifted', 'offline', 'healthy'))
    const mixed = {
      ...before,
      instances: before.instances.concat({ instanceId: instanceAt(2), name: 'host-2', mountPoint: '/mnt', verdict: 'unknown' }),
    }
    expect(turn(mixed, hosts('healthy', 'healthy', 'healthy'))).toEqual([
      '### ✅ `research-data` is as it should be',
      '**Since the look before:**',
      '- **host-1**: differs → ✅ holds',
      '- **host-2**: is unknown → ✅ holds',
    ])
  })

  test('nothing is said where nothing changed', () => {
    expect(turn(recordOf(hosts('healthy')), hosts('healthy'))).toEqual(['### ✅ `research-data` is as it should be'])
  })
})
