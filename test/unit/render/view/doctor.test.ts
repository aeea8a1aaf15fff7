/** A diagnosis as a comment shows it: who is ill and of what, with the fix; what is in doubt; what was looked at. */
import { finding } from '../../../../src/domain/catalogue.ts'
import type { Check } from '../../../../src/domain/checks.ts'
import type { Diagnosed } from '../../../../src/domain/diagnose.ts'
import { type DoctorReport, type InstanceDiagnosis, judgeDoctor } from '../../../../src/domain/doctor-report.ts'
import { doctorView } from '../../../../src/render/view/doctor.ts'
import { inComment } from '../../../../src/render/view/say.ts'
import { asComment, leftOutOf } from '../../../support/as-comment.ts'
import { manyId } from '../../../support/many.ts'

const check = (title: string, state: Check['state'], seen = 'seen'): Check => ({ area: 'agent', title, state, seen })
const cause = (more: Partial<Diagnosed> = {}): Diagnosed => ({
  cause: 'no-mount-target-in-zone' as Diagnosed['cause'],
  title: 'The zone has no mount target',
  area: 'target',
  seen: 'none in us-east-1b',
  why: 'The client has nothing to connect to.',
  fix: 'aws efs create-mount-target --file-system-id fs-1',
  tried: 'provoked',
  ...more,
})
const one = (n: number, verdict: InstanceDiagnosis['verdict'], more: Partial<InstanceDiagnosis> = {}): InstanceDiagnosis => ({
  instanceId: manyId(n),
  name: `calc-${n}`,
  verdict,
  others: [],
  checks: [check('SSM agent', 'ok'), check('SELinux', 'not-applicable', 'not on this host')],
  log: [],
  ...more,
})
const reportOf = (instances: readonly InstanceDiagnosis[], findings: DoctorReport['findings'] = []): DoctorReport => ({
  runId: 'r',
  volume: 'research-data',
  fileSystemId: 'fs-0123456789abcdef0',
  region: 'us-east-1',
  mountPoint: '/mnt/research-data',
  instances,
  findings,
  verdict: judgeDoctor({ instances, findings }),
  startedAt: '2026-11-23T12:00:00.000Z',
  endedAt: '2026-11-23T12:00:03.500Z',
})
const shown = (...given: Parameters<typeof reportOf>) => asComment(doctorView(reportOf(...given), inComment))

test('nothing found is said of the healthy, with what was looked at', () => {
  expect(shown([one(1, 'healthy'), one(2, 'healthy')])).toEqual([
    '### ✅ `research-data`: nothing found in the way of a mount on calc-1 and calc-2',
    '✅ nothing found in the way of a mount on calc-1 and calc-2: SSM agent',
    '<details><summary>calc-1: all that was looked at (2 checks)</summary>',
    '| Check | Seen |',
    '| - | - |',
    '| ✅ SSM agent | seen |',
    '| – SELinux | not on this host |',
    '</details>',
    '<details><summary>calc-2: all that was looked at (2 checks)</summary>',
    '| Check | Seen |',
    '| - | - |',
    '| ✅ SSM agent | seen |',
    '| – SELinux | not on this host |',
    '</details>',
    '<sub>`fs-0123456789abcdef0` at `/mnt/research-data` · 3.5 s · nothing was changed</sub>',
  ])
})

test('the cause and its fix come first, then what else was seen', () => {
  const ill = one(1, 'ill', {
    cause: cause(),
    others: [cause({ title: 'The clock is off', seen: '7 s', warning: true }), cause({ title: 'No route', seen: 'none' })],
    checks: [
      check('Mount target', 'wrong', 'none in us-east-1b'),
      check('Clock', 'warning', '7 s off'),
      check('DNS', 'unknown', 'not tried'),
    ],
  })
  expect(shown([ill, one(2, 'healthy')])).toEqual([
    '### ❌ `research-data`: the cause was found on **calc-1**',
    '- ❌ **calc-1** `i-00000000000000001`: **The zone has no mount target** (`no-mount-target-in-zone`)',
    '  - **Seen:** none in us-east-1b',
    '  - **Why:** The client has nothing to connect to.',
    '  - **Fix:**',
    '    ```text',
    '    aws efs create-mount-target --file-system-id fs-1',
    '    ```',
    '  - **Also:** The clock is off (`no-mount-target-in-zone`): 7 s',
    '  - **Also seen, mostly behind it:** No route (`no-mount-target-in-zone`): none',
    '| Instance | Check | Seen |',
    '| - | - | - |',
    '| ⚠️ calc-1 | Clock | 7 s off |',
    '| ❔ calc-1 | DNS | not tried |',
    '✅ nothing found in the way of a mount on calc-2: SSM agent',
    '<details><summary>calc-1: all that was looked at (3 checks)</summary>',
    '| Check | Seen |',
    '| - | - |',
    '| ❌ Mount target | none in us-east-1b |',
    '| ⚠️ Clock | 7 s off |',
    '| ❔ DNS | not tried |',
    '</details>',
    '<details><summary>calc-2: all that was looked at (2 checks)</summary>',
    '| Check | Seen |',
    '| - | - |',
    '| ✅ SSM agent | seen |',
    '| – SELinux | not on this host |',
    '</details>',
    '<sub>`fs-0123456789abcdef0` at `/mnt/research-data` · 3.5 s · nothing was changed</sub>',
  ])
})

test('a cause that is a warning has its sign, and an instance without a name its id', () => {
  expect(shown([one(1, 'ill', { name: manyId(1), cause: cause({ warning: true }) })]).filter((l) => l.startsWith('- '))).toEqual([
    '- ⚠️ `i-00000000000000001`: **The zone has no mount target** (`no-mount-target-in-zone`)',
  ])
})

test('where no cause was found, what was not seen is named, and nothing is guessed', () => {
  const dns = check('DNS', 'unknown', 'not tried')
  const warned = one(2, 'unknown', { checks: [dns], others: [cause({ title: 'The clock is off', seen: '7 s', warning: true })] })
  expect(shown([one(1, 'unknown', { checks: [dns, check('Port', 'unknown', 'not tried')] }), warned])).toEqual([
    '### ❔ `research-data`: no cause was found on **calc-1 and calc-2**, and not everything could be seen',
    '- ❔ **calc-1** `i-00000000000000001`: undetermined: nothing that was seen explains it; not seen: DNS, Port',
    '- ❔ **calc-2** `i-00000000000000002`: undetermined: nothing that was seen explains it; not seen: DNS',
    '  - ⚠️ The clock is off (`no-mount-target-in-zone`): 7 s',
    '| Instance | Check | Seen |',
    '| - | - | - |',
    '| ❔ calc-1 and calc-2 | DNS | not tried |',
    '| ❔ calc-1 | Port | not tried |',
    '<details><summary>calc-1: all that was looked at (2 checks)</summary>',
    '| Check | Seen |',
    '| - | - |',
    '| ❔ DNS | not tried |',
    '| ❔ Port | not tried |',
    '</details>',
    '<details><summary>calc-2: all that was looked at (1 check)</summary>',
    '| Check | Seen |',
    '| - | - |',
    '| ❔ DNS | not tried |',
    '</details>',
    '<sub>`fs-0123456789abcdef0` at `/mnt/research-data` · 3.5 s · nothing was changed</sub>',
  ])
})

test('one that was not reached is told first, by its name where it is known', () => {
  const lost = [
    finding('instance-not-found', { seen: 'calc-9' }),
    finding('instance-offline', { seen: 'agent offline', instanceId: manyId(8) }),
    finding('mount-failed', { seen: 'of one that is diagnosed', instanceId: manyId(1) }),
  ]
  expect(shown([one(1, 'healthy')], lost)).toEqual([
    '### ❌ `research-data`: not everything could be looked at · 3 not reached',
    '| Instance · What | Seen |',
    '| - | - |',
    '| ❌ `instance-not-found` | calc-9 |',
    '| ❌ i-00000000000000008 · `instance-offline` | agent offline |',
    '- **instance-not-found**: Neither SSM nor EC2 knows an instance with that name or id in this region. **Next:** Check the region and the names, by `/prism instances` or `prism instance list`.',
    '- **instance-offline** on i-00000000000000008: The instance’s SSM agent does not answer, so nothing can be run or seen there. **Next:** Check that the agent runs and reaches the SSM endpoints, then run the same command again.',
    '✅ nothing found in the way of a mount on calc-1: SSM agent',
    '<details><summary>calc-1: all that was looked at (2 checks)</summary>',
    '| Check | Seen |',
    '| - | - |',
    '| ✅ SSM agent | seen |',
    '| – SELinux | not on this host |',
    '</details>',
    '<sub>`fs-0123456789abcdef0` at `/mnt/research-data` · 3.5 s · nothing was changed</sub>',
  ])
})

test('only what is right on each of them is called healthy', () => {
  const warned = one(2, 'healthy', { checks: [check('SSM agent', 'ok'), check('Clock', 'warning')] })
  const text = shown([one(1, 'healthy', { checks: [check('SSM agent', 'ok'), check('Clock', 'ok')] }), warned])
  expect(text.filter((line) => line.startsWith('✅'))).toEqual(['✅ nothing found in the way of a mount on calc-1 and calc-2: SSM agent'])
})

test('the client’s log and all checks fold away; one that was not looked at has neither', () => {
  const view = doctorView(reportOf([one(1, 'healthy', { log: ['mounting', 'mounted'] }), one(2, 'unknown', { checks: [] })]), inComment)
  expect(view.folds.map((f) => [f.what, f.of])).toEqual([
    ['what was looked at on', 'calc-1'],
    ['the client’s log of', 'calc-1'],
  ])
  expect(asComment({ ...view, first: [], rest: [], foot: [] }).slice(1)).toEqual([
    '<details><summary>calc-1: all that was looked at (2 checks)</summary>',
    '| Check | Seen |',
    '| - | - |',
    '| ✅ SSM agent | seen |',
    '| – SELinux | not on this host |',
    '</details>',
    '<details><summary>calc-1: the end of the client’s log</summary>',
    '```text',
    'mounting',
    'mounted',
    '```',
    '</details>',
  ])
  for (const fold of view.folds) {
    const size = asComment({ ...view, first: [], rest: [], foot: [], folds: [fold] })
      .slice(1)
      .join('\n').length
    expect(fold.least).toBeLessThanOrEqual(size)
    expect(fold.least).toBeGreaterThan(size / 12)
  }
})

test('what has no room is named', () => {
  const ill = one(1, 'ill', { cause: cause(), checks: [check('Clock', 'warning')], log: ['x'] })
  const view = doctorView(reportOf([ill, one(2, 'unknown'), one(3, 'healthy')], [finding('instance-not-found', { seen: 'x' })]), inComment)
  expect(leftOutOf(view)).toEqual(
    '1 rows that differ or are unknown; 1 causes; 1 instances with a cause; 1 instances that are not healthy; 1 checks that warn or are unknown; who is healthy; what was looked at on calc-1, calc-2, calc-3; the client’s log of calc-1',
  )
})
