/** A run as its comment, at any stage: what is under way, how it ended, and who asked. */
import { finding } from '../../../../src/domain/catalogue.ts'
import type { DoctorReport } from '../../../../src/domain/doctor-report.ts'
import { nothingCounted } from '../../../../src/domain/people/migration.ts'
import type { Plan } from '../../../../src/domain/plan.ts'
import type { Answer, Run, RunState } from '../../../../src/domain/run.ts'
import { formatCommand } from '../../../../src/language/format.ts'
import { findingsView, runView } from '../../../../src/render/view/run.ts'
import { inComment } from '../../../../src/render/view/say.ts'
import { asComment, leftOutOf } from '../../../support/as-comment.ts'
import { volume } from '../../../support/engine-stage.ts'
import { operation, rockyId, ubuntuId } from '../../../support/operation.ts'
import { twoGreen } from '../../../support/two-green.ts'

const saying = { say: formatCommand }
const run = (more: Partial<Run> = {}): Run => ({
  id: '01JDM3C0000000000000000000',
  state: 'requested',
  request: {
    verb: 'mount',
    volume: { kind: 'name', name: 'research-data' },
    selectors: [{ kind: 'name', name: 'calc-1' }],
    options: { ...operation.options, privateSpaces: true },
  },
  origin: { entrypoint: 'terminal', actor: { id: '1', name: 'ada' } },
  dryRun: false,
  startedAt: '2026-11-23T12:00:00Z',
  jobs: [],
  provisioned: [],
  findings: [],
  seq: 3,
  ...more,
})
const shown = (given: Run, besides?: Parameters<typeof runView>[2]) => asComment(runView(given, saying, besides))
const ended = (state: RunState, more: Partial<Run> = {}) => run({ state, endedAt: '2026-11-23T12:00:09Z', ...more })
const states = ['requested', 'allowed', 'resolved', 'inspected', 'planned', 'applying', 'verifying'] as const

describe('under way', () => {
  test('it says what was understood, who asked, and what is being done', () => {
    expect(shown(run())).toEqual([
      '### ⏳ `mount research-data calc-1`',
      'checking who may do this …',
      '<sub>Understood as `/prism mount research-data calc-1 --private`, asked by ada · run `01JDM3C0000000000000000000`</sub>',
    ])
    expect(states.map((state) => shown(run({ state, operation }))[1])).toEqual([
      'checking who may do this …',
      'looking up the volume and the instances …',
      'looking at 2 instances …',
      'planning …',
      'about to change 2 instances …',
      'working on 2 instances …',
      'proving the sharing between users …',
    ])
  })
  test('it says how many have answered', () => {
    const applying = run({ state: 'applying', operation })
    expect([shown(applying, { live: { answered: 1, of: 2 } })[1], shown(applying, { live: { answered: 0, of: 1 } })[1]]).toEqual([
      'working on 2 instances: 1 of 2 instances answered …',
      'working on 2 instances: 0 of 1 instance answered …',
    ])
  })
  test('it says what it is about also where it is of no mount', () => {
    const hosts = [{ instanceId: ubuntuId, name: 'calc-1', changes: [] }]
    const peoplePlan = { verb: 'sync-people', region: 'us-east-1', hosts, jobs: [], refused: [], digest: 'd' } as const
    const volumePlan = { verb: 'create', region: 'us-east-1', parameters: {}, steps: [], digest: 'd' } as const
    expect([shown(run({ state: 'planned', volumePlan }))[1], shown(run({ state: 'planned', peoplePlan }))[1]]).toEqual([
      'about to change the volume …',
      'about to change 1 instance …',
    ])
    expect(shown(run({ state: 'applying', peoplePlan }))[1]).toEqual('working on 1 instance …')
  })
})

describe('ended without an answer', () => {
  test('as done, not done, in doubt or forbidden', () => {
    expect((['done', 'failed', 'unknown', 'denied'] as const).map((state) => shown(ended(state))[0])).toEqual([
      '### ✅ `mount research-data calc-1`',
      '### ❌ `mount research-data calc-1` was not done',
      '### ❔ `mount research-data calc-1`: the outcome is unknown',
      '### ⛔ `mount research-data calc-1` is not allowed',
    ])
  })
  test('with what was made until then, and why, by the name of its instance', () => {
    const provisioned = [{ step: 'file system', status: 'changed', detail: 'fs-1' }] as const
    const findings = [finding('aws-error', { seen: 'throttled', instanceId: rockyId })]
    expect(shown(ended('failed', { provisioned, findings, operation }))).toEqual([
      '### ❌ `mount research-data calc-1` was not done',
      '| Instance · What | Seen |',
      '| - | - |',
      '| ❌ rocky-instance · `aws-error` | throttled |',
      '- **aws-error** on rocky-instance: AWS refused the call. **Next:** Fix the error above, then retry.',
      'Done until then:',
      '| Step | Status | Detail |',
      '| - | - | - |',
      '| file system | changed | fs-1 |',
      '<sub>Understood as `/prism mount research-data calc-1 --private`, asked by ada · run `01JDM3C0000000000000000000`</sub>',
    ])
    expect(shown(run({ provisioned })).join()).not.toContain('Done until then')
  })
  test('too late is told apart from an approval that is void', () => {
    const denied = (code: 'too-late' | 'approval-void') => shown(ended('denied', { findings: [finding(code, { seen: 'x' })] })).slice(0, 2)
    expect([denied('too-late'), denied('approval-void')]).toEqual([
      [
        '### ⛔ `mount research-data calc-1` was not begun in time · **nothing was done**',
        'If it is still wanted, ask again: `/prism mount research-data calc-1 --private`',
      ],
      [
        '### ⛔ `mount research-data calc-1`: its approval does not hold any more · **nothing was done**',
        'If it is still wanted, ask again: `/prism mount research-data calc-1 --private`',
      ],
    ])
  })
})

test('a plan to import shows why an instance cannot be yet', () => {
  const plan: Plan = { operation, clients: [], differences: [], jobs: [], refused: [], digest: 'd', adoptions: [] }
  const ill = { instanceId: ubuntuId, name: 'ubuntu-instance', verdict: 'unknown', others: [], checks: [], log: [] } as const
  const told = (more: object) => shown(ended('failed', { answer: { kind: 'plan', plan, ...more } })).filter((l) => l.startsWith('- '))
  expect(told({ diagnoses: [ill] })).toEqual([
    '- ❔ **ubuntu-instance** `i-0aaaaaaaaaaaaaaaa`: undetermined: everything was looked at, and nothing that is known explains it',
  ])
  expect(told({})).toEqual([])
})

describe('ended with an answer', () => {
  const answer: Answer = { kind: 'deleted', volume: 'research-data', fileSystemId: volume.id, steps: [] }
  test('is that answer, with who asked below it', () => {
    expect(shown(ended('done', { answer }))).toEqual([
      '### ✅ `research-data` (`fs-0123456789abcdef0`) is deleted',
      '<sub>Understood as `/prism mount research-data calc-1 --private`, asked by ada · run `01JDM3C0000000000000000000`</sub>',
    ])
    // it has not ended: other parts of it are to come
    expect(shown(run({ state: 'applying', operation, answer }))[0]).toEqual('### ⏳ `mount research-data calc-1`')
  })
  test('what is found beside it comes first; what the answer tells is not told again', () => {
    const found = finding('instance-not-found', { seen: 'calc-9' })
    const also = [finding('aws-error', { seen: 'the comment could not be read' })]
    const text = shown(ended('failed', { answer: { kind: 'instances', instances: [], findings: [found] }, findings: [found] }), { also })
    expect(text).toEqual([
      '### ❌ 0 of 0 instances online',
      '| Instance · What | Seen |',
      '| - | - |',
      '| ❌ `aws-error` | the comment could not be read |',
      '- **aws-error**: AWS refused the call. **Next:** Fix the error above, then retry.',
      '| Instance · What | Seen |',
      '| - | - |',
      '| ❌ `instance-not-found` | calc-9 |',
      '- **instance-not-found**: Neither SSM nor EC2 knows an instance with that name or id in this region. **Next:** Check the region and the names, by `/prism instances` or `prism instance list`.',
      '<sub>Understood as `/prism mount research-data calc-1 --private`, asked by ada · run `01JDM3C0000000000000000000`</sub>',
    ])
  })
  test('every kind of it has its words', () => {
    const plan: Plan = { operation, clients: [], differences: [], jobs: [], refused: [], digest: 'd' }
    const peoplePlan = { verb: 'sync-people', region: 'us-east-1', hosts: [], jobs: [], refused: [], digest: 'd' } as const
    const rule = { under: 'users/ada', uid: 1, gid: 1, to: { uid: 2, gid: 2 }, itself: false }
    const unseen = { kind: 'unseen', why: 'AccessDenied' } as const
    const settings = { lifeCycle: unseen, backups: unseen, replication: unseen }
    const doctorReport: DoctorReport = {
      runId: 'r',
      volume: 'research-data',
      fileSystemId: 'fs-1',
      region: 'us-east-1',
      mountPoint: '/mnt/x',
      instances: [],
      findings: [],
      verdict: 'unknown',
      startedAt: '2026-11-23T12:00:00Z',
      endedAt: '2026-11-23T12:00:09Z',
    }
    const heads = (
      [
        { kind: 'volumes', volumes: [volume] },
        { kind: 'locks', locks: [] },
        { kind: 'access-points', volume, points: [] },
        { kind: 'access-point', steps: [] },
        { kind: 'created', volume, steps: [] },
        { kind: 'updated', volume, steps: [] },
        { kind: 'checks', region: 'us-east-1', checks: [] },
        { kind: 'report', report: twoGreen() },
        { kind: 'doctor', report: doctorReport },
        { kind: 'plan', plan },
        { kind: 'plan', plan: { ...plan, adoptions: [] } },
        { kind: 'people', plan: peoplePlan },
        { kind: 'migration', plan: { ...peoplePlan, verb: 'migrate' }, rule, counted: nothingCounted, open: [], unasked: [] },
        { kind: 'status', volume, settings, mounted: [] },
      ] as const satisfies readonly Answer[]
    ).map((one) => shown(ended('done', { answer: one }))[0])
    expect(heads).toEqual([
      '### ✅ 1 volume in this region',
      '### ✅ No volume is locked',
      '### ✅ `research-data` has no access point',
      '### ✅ The access point is deleted',
      '### ✅ `research-data` (`fs-0123456789abcdef0`) is available',
      '### ✅ `research-data` (`fs-0123456789abcdef0`) is available',
      '### ✅ There is no volume in this region. Make one: `prism volume create NAME`',
      '### ✅ `research-data` is mounted on ubuntu-instance and rocky-instance, and shared',
      '### ❔ `research-data`: no cause was found, and not everything could be seen',
      '### ℹ️ Plan: `mount research-data` would change nothing · nothing was changed',
      '### ℹ️ Plan: import `research-data` · nothing was changed',
      '### ℹ️ Plan: `user sync` would change nothing · nothing was changed',
      '### ℹ️ Plan: `migrate` would give nothing: nothing below `users/ada` was counted · nothing was changed',
      '### ✅ `research-data` is available, mounted on no instance that could be asked',
    ])
  })
})

test('by which document its commands went is said, once for each', () => {
  const job = (transport: object) => ({ job: { script: 'mount' }, chunks: [{ instanceIds: [ubuntuId], transport, commandId: 'c-1' }] })
  const own = { kind: 'own-document', document: 'Prism-Mount', version: '3', sha256: 'abcdef0123456789abcdef' }
  const jobs = [job(own), job({ kind: 'run-shell-script' }), job({ kind: 'distributor' }), job(own)] as unknown as Run['jobs']
  expect(shown(ended('done', { jobs })).at(-1)).toEqual(
    '<sub>Understood as `/prism mount research-data calc-1 --private`, asked by ada · run `01JDM3C0000000000000000000`<br>sent by Prism-Mount version 3 (sha256 abcdef0123456789…)<br>sent by AWS-RunShellScript, which is root on everything it is allowed on; prism setup narrows it<br>sent by AWS-ConfigureAWSPackage, to install the EFS client</sub>',
  )
})

test('where there is no run, what was found is all', () => {
  const view = findingsView('denied', 'It is not allowed', [finding('policy-denied', { seen: 'mount' })], inComment)
  expect(asComment(view)).toEqual([
    '### ⛔ It is not allowed',
    '| Instance · What | Seen |',
    '| - | - |',
    '| ❌ `policy-denied` | mount |',
    '- **policy-denied**: The repository’s policy, .github/prism.yml, does not allow this. **Next:** Ask one of those it names to give the command, or change the policy by a pull request that somebody else approves.',
  ])
  expect(leftOutOf(view)).toEqual('1 rows that differ or are unknown; 1 causes')
})
