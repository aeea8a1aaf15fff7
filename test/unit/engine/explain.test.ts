/** After a mount that failed: which instances are examined for a cause, which are sent another command, and what is added to the report. */
import { type FindingCode, finding } from '../../../src/domain/catalogue.ts'
import type { Observation } from '../../../src/domain/facts.ts'
import type { Operation } from '../../../src/domain/plan.ts'
import type { Cloud } from '../../../src/domain/ports.ts'
import type { InstanceReport, Report, Row } from '../../../src/domain/report.ts'
import { explainPlan, reportWithCauses } from '../../../src/engine/explain.ts'
import { seal } from '../../../src/engine/plan.ts'
import { answering, volume } from '../../support/answering-hosts.ts'
import { probe, surroundings } from '../../support/evidence.ts'
import { healthyFacts } from '../../support/healthy-facts.ts'
import { freshFacts, observed, operation, rockyId, ubuntuId } from '../../support/operation.ts'
import { twoGreen } from '../../support/two-green.ts'

const { accessPoints: _, ...around } = surroundings
const failure = (code: FindingCode, instanceId: string = ubuntuId) => finding(code, { seen: 'mount: x', instanceId })
const row = (more: Partial<Row>): Row =>
  ({ section: 'mount', subject: 'mounted', expected: 'yes', observed: 'no', verdict: 'differs', code: 'not-mounted', ...more }) as Row

function instance(id: string, more: Partial<InstanceReport>): InstanceReport {
  return {
    instanceId: id,
    name: id === ubuntuId ? 'ubuntu-instance' : 'rocky-instance',
    about: '',
    verdict: 'differs',
    steps: [],
    rows: [],
    findings: [],
    ...more,
  }
}
const green = instance(rockyId, { verdict: 'holds' })
const reportOf = (...instances: readonly InstanceReport[]): Report => ({
  ...twoGreen(),
  operation,
  verdict: 'differs',
  instances,
  findings: [],
})

type Looked = Parameters<typeof reportWithCauses>[2]
const nothingSeen: Looked = { before: [], refused: [] }

function stage(broken = false) {
  const here = answering({
    volume,
    host: (_, id) => ({ observation: { ...observed(id, { ...healthyFacts(), probe }) } }),
  })
  const surveyor: Cloud['surveyor'] = {
    survey: async (_, ids) => {
      if (broken) throw new Error('a slip')
      return new Map(ids.map((id) => [id, around]))
    },
    accessPoints: async () => ({ kind: 'seen', value: [] }),
  }
  return { here, ctx: { ...here.ctx, cloud: { ...here.ctx.cloud, surveyor } } }
}
async function explained(report: Report, looked: Looked = nothingSeen, of: Operation = operation) {
  const { here, ctx } = stage()
  const found = await reportWithCauses(of, report, looked, ctx)
  return { found, who: found.diagnoses?.map((d) => d.instanceId), sent: here.sent.flatMap((j) => j.instanceIds) }
}

test('a report on which everything holds is as it was, and nobody is asked', async () => {
  const report = { ...reportOf(green), verdict: 'holds' as const }
  const { found, sent } = await explained(report)
  expect(found).toBe(report)
  expect(sent).toEqual([])
})

test('an instance that failed is examined, and one that did not is left in peace', async () => {
  const report = reportOf(instance(ubuntuId, { findings: [failure('step-failed')] }), {
    ...green,
    findings: [failure('step-failed', rockyId)],
  })
  const { found, who, sent } = await explained(report)
  expect([who, sent]).toEqual([[ubuntuId], [ubuntuId]])
  expect(found).toMatchObject({ ...report, diagnoses: [{ name: 'ubuntu-instance' }] })
})

test('what cannot be resolved is explained by what AWS said, and sent nothing', async () => {
  const of = { ...operation, unresolved: [failure('instance-stopped', rockyId), finding('no-instances', { seen: 'x' })] }
  const { who, sent } = await explained(reportOf(), nothingSeen, of)
  expect([who, sent]).toEqual([[rockyId], []])
})

describe('without a failure of a step', () => {
  const who = async (...rows: readonly Row[]) => (await explained(reportOf(instance(ubuntuId, { rows })))).who
  test('a mount that is not as it should be is explained, and an account that is missing', async () => {
    expect(await who(row({}))).toEqual([ubuntuId])
    expect(await who(row({ section: 'accounts' as Row['section'], code: 'account-missing' }))).toEqual([ubuntuId])
  })
  test('another row, one that holds, or one without a code is not', async () => {
    expect(await who(row({ section: 'layout' as Row['section'], code: 'permissions-differ' as FindingCode }))).toBeUndefined()
    expect(await who(row({ verdict: 'holds' }))).toBeUndefined()
    const { code: _, ...without } = row({})
    expect(await who(without as Row)).toBeUndefined()
  })
  test('the row is what is to be explained', async () => {
    const { found } = await explained(reportOf(instance(ubuntuId, { rows: [row({})] })))
    expect(found.diagnoses).toHaveLength(1)
    // with a failure of its own, that one is
    const other = await explained(reportOf(instance(ubuntuId, { rows: [row({})], findings: [failure('sight-lost')] })))
    expect(other.who).toBeUndefined()
  })
})

test.each<[string, FindingCode]>([
  ['what AWS refused is its own cause', 'aws-denied'],
  ['what a document refused, too', 'document-absent'],
  ['of an outcome that is in doubt nobody is asked: the answer is to look', 'outcome-unknown'],
])('%s', async (_, code) => {
  const { found, who, sent } = await explained(reportOf(instance(ubuntuId, { findings: [failure(code)] })))
  expect([who, sent]).toEqual([undefined, []])
  expect(found).not.toHaveProperty('diagnoses')
})

test('that Distributor was refused is explained: the client lies on the way', async () => {
  expect((await explained(reportOf(instance(ubuntuId, { findings: [failure('distributor-denied')] })))).who).toEqual([ubuntuId])
})

test.each<FindingCode>(['not-delivered', 'invocation-timed-out', 'invocation-cancelled', 'instance-offline'])(
  'after %s an instance is sent no other command',
  async (code) => {
    const { who, sent } = await explained(reportOf(instance(ubuntuId, { findings: [failure('step-failed'), failure(code)] })))
    expect([who, sent]).toEqual([[ubuntuId], []])
  },
)

test('a job that ran into its time limit has a cause, though its outcome is in doubt', async () => {
  expect((await explained(reportOf(instance(ubuntuId, { findings: [failure('invocation-timed-out')] })))).who).toEqual([ubuntuId])
})

describe('an instance that was looked at and then left alone', () => {
  const refusal = failure('no-login-user')
  const looked: Looked = { before: [observed(ubuntuId, freshFacts())], refused: [refusal] }
  test('is not asked again: the look is the evidence', async () => {
    const { who, sent } = await explained(reportOf(instance(ubuntuId, { findings: [refusal] })), looked)
    expect([who, sent]).toEqual([[ubuntuId], []])
  })
  test('is asked, where it was not seen, or another one was refused', async () => {
    const asked = async (how: Looked) => (await explained(reportOf(instance(ubuntuId, { findings: [refusal] })), how)).sent
    expect(await asked({ ...looked, before: [] })).toEqual([ubuntuId])
    expect(await asked({ ...looked, refused: [failure('no-login-user', rockyId)] })).toEqual([ubuntuId])
  })
})

test('a diagnosis that fails itself is a finding beside the others, and hides nothing', async () => {
  const before = finding('no-instances', { seen: 'x' })
  const report = { ...reportOf(instance(ubuntuId, { findings: [failure('step-failed')] })), findings: [before] }
  const found = await reportWithCauses(operation, report, nothingSeen, stage(true).ctx)
  expect(found.findings).toEqual([before, finding('internal-error', { seen: 'the diagnosis itself failed: a slip' })])
  expect(found).not.toHaveProperty('diagnoses')
  expect(found.instances).toEqual(report.instances)
})

describe('a plan to adopt', () => {
  const adopt: Operation = { ...operation, verb: 'adopt' }
  const before: readonly Observation[] = [observed(ubuntuId), observed(rockyId)]
  async function planned(refused: readonly ReturnType<typeof finding>[], of = adopt) {
    const { here, ctx } = stage()
    const found = await explainPlan(seal(of, [], [], refused), before, ctx)
    return { found, who: found.diagnoses?.map((d) => d.instanceId), sent: here.sent.flatMap((j) => j.instanceIds) }
  }
  test('that leaves out nobody has nothing to explain', async () => {
    expect((await planned([])).found).toEqual({})
  })
  test('says of each that it leaves out why, by the look that refused it', async () => {
    const { who, sent } = await planned([failure('no-login-user')])
    expect([who, sent]).toEqual([[ubuntuId], []])
  })
  test.each<FindingCode>(['mount-hung', 'adopt-unidentified', 'nothing-to-adopt', 'read-only', 'no-mount-target'])(
    'asks the host where the mount is broken somewhere on its way: %s',
    async (code) => {
      expect((await planned([failure(code, rockyId)])).sent).toEqual([rockyId])
      expect((await planned([failure(code, rockyId)], operation)).sent).toEqual([])
    },
  )
})
