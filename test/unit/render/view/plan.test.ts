/** A plan as a comment shows it: what would change and what would not, and that nothing did. */
import { finding } from '../../../../src/domain/catalogue.ts'
import type { Difference, HostJob, Plan } from '../../../../src/domain/plan.ts'
import { planView } from '../../../../src/render/view/plan.ts'
import { inComment } from '../../../../src/render/view/say.ts'
import { asComment, leftOutOf } from '../../../support/as-comment.ts'
import { operation, rockyId, ubuntuId } from '../../../support/operation.ts'

const differs = (instanceId: string, more: Partial<Difference> = {}): Difference => ({
  instanceId,
  subject: '/mnt/research-data',
  expected: 'mounted',
  observed: 'not mounted',
  code: 'not-mounted',
  repair: 'mount it',
  ...more,
})
const job = (script: 'inspect' | 'mount', changes: boolean, instanceIds: readonly string[]): HostJob => ({
  key: script,
  script,
  scriptSha: '',
  params: {},
  instanceIds,
  executionSeconds: 60,
  changes,
})
const plan = (more: Partial<Plan> = {}): Plan => ({
  operation,
  clients: [],
  differences: [],
  jobs: [],
  refused: [],
  digest: '0123456789abcdef'.repeat(4),
  ...more,
})
const shown = (given: Plan, findings: Plan['refused'] = given.refused) => asComment(planView(given, findings, inComment))

test('what is the same on several instances is one row, with where each client comes from', () => {
  const whole = plan({
    differences: [differs(ubuntuId), differs(rockyId), differs(rockyId, { subject: 'rocky', expected: 'member', observed: 'no member' })],
    clients: [
      { instanceId: ubuntuId, source: 'repository', why: 'apt-get', otherwise: 'distributor' },
      { instanceId: rockyId, source: 'distributor', why: 'no package in its repositories' },
    ],
    jobs: [job('inspect', false, [ubuntuId]), job('mount', true, [ubuntuId, rockyId])],
  })
  expect(shown(whole)).toEqual([
    '### ℹ️ Plan: `mount research-data` would change 3 things on ubuntu-instance and rocky-instance · nothing was changed',
    '| Instance | What | Expected | Seen | Would |',
    '| - | - | - | - | - |',
    '| ubuntu-instance and rocky-instance | `/mnt/research-data` | mounted | not mounted | mount it |',
    '| rocky-instance | rocky | member | no member | mount it |',
    '| Instance | EFS client | Why |',
    '| - | - | - |',
    '| ubuntu-instance | `repository, else distributor` | apt-get |',
    '| rocky-instance | `distributor` | no package in its repositories |',
    'would run mount on ubuntu-instance and rocky-instance',
    '<sub>`fs-0123456789abcdef0` at `/mnt/research-data` · digest `0123456789abcdef`</sub>',
  ])
  expect(leftOutOf(planView(whole, [finding('gid-taken', { seen: 'x' })], inComment))).toEqual(
    '1 rows that differ or are unknown; 1 causes; 2 differences; 2 sources of the EFS client; what would be run',
  )
})

test('what no run changes stays, and is not counted as a change', () => {
  const root = differs(ubuntuId, { subject: 'root', code: 'foreign-root' })
  const { repair: _, ...stays } = root
  expect(shown(plan({ differences: [stays] }))).toEqual([
    '### ℹ️ Plan: `mount research-data` would change nothing · nothing was changed',
    '| Instance | What | Expected | Seen | Would |',
    '| - | - | - | - | - |',
    '| ubuntu-instance | root | mounted | not mounted | stays: foreign-root |',
    '<sub>`fs-0123456789abcdef0` at `/mnt/research-data` · digest `0123456789abcdef`</sub>',
  ])
})

test('an instance with something in its way is left as it is, and that comes first', () => {
  const refused = [finding('gid-taken', { seen: 'gid 3000 belongs to lab', instanceId: ubuntuId })]
  expect(shown(plan({ differences: [differs(ubuntuId), differs(rockyId)], refused }))).toEqual([
    '### ❌ Plan: `mount research-data` would change 1 thing on rocky-instance · 1 instance left as it is · nothing was changed',
    '| Instance · What | Seen |',
    '| - | - |',
    '| ❌ ubuntu-instance · `gid-taken` | gid 3000 belongs to lab |',
    '- **gid-taken** on ubuntu-instance: Another group there already has the group’s gid, and on a shared volume the gid is the identity. **Next:** Give that group another gid on the instance, then retry.',
    '| Instance | What | Expected | Seen | Would |',
    '| - | - | - | - | - |',
    '| ubuntu-instance | `/mnt/research-data` | mounted | not mounted | nothing: left as it is |',
    '| rocky-instance | `/mnt/research-data` | mounted | not mounted | mount it |',
    '<sub>`fs-0123456789abcdef0` at `/mnt/research-data` · digest `0123456789abcdef`</sub>',
  ])
  const two = [...refused, finding('gid-taken', { seen: 'gid 3000 belongs to lab', instanceId: rockyId })]
  expect(shown(plan({ refused: two }))[0]).toEqual(
    '### ❌ Plan: `mount research-data` would change nothing · 2 instances left as they are · nothing was changed',
  )
})

test('a plan that changes nothing says so', () => {
  expect(shown(plan())).toEqual([
    '### ℹ️ Plan: `mount research-data` would change nothing · nothing was changed',
    '<sub>`fs-0123456789abcdef0` at `/mnt/research-data` · digest `0123456789abcdef`</sub>',
  ])
})
