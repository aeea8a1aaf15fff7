/** A command that may have come to its hosts or not: what is done about it, by what the hosts tell. */
import { finding } from '../../../src/domain/catalogue.ts'
import type { HostJob } from '../../../src/domain/plan.ts'
import type { JobResult } from '../../../src/domain/run.ts'
import { settle, type Unsettled } from '../../../src/runs/settle.ts'
import { context, ids, jobFor } from '../../support/dispatch-stage.ts'
import { scriptedSsm } from '../../support/scripted-ssm.ts'

type Transcript = Extract<JobResult, { readonly kind: 'transcript' }>
const [one, two] = ids(2) as [string, string]
const looking = jobFor([one, two])
const changing = { ...looking, changes: true }
const now = new Date('2026-11-23T12:00:00Z')
const transcript = (instanceId: string, more: Partial<Transcript> = {}): Transcript => ({
  kind: 'transcript',
  instanceId,
  state: 'done',
  steps: [],
  failures: [],
  sharing: [],
  ...more,
})
const burned = (instanceId: string, how: NonNullable<Transcript['burned']>) => transcript(instanceId, { burned: how })

/** `answers`: what each job that is given instead comes to. */
async function settled(asked: Partial<Unsettled>, ...answers: (readonly JobResult[])[]) {
  const given: HostJob[] = []
  const ctx = context(scriptedSsm({ invocation: () => undefined }))
  const what = { job: changing, instanceIds: [one, two], sentAt: now, earlier: false, ...asked }
  const results = await settle(what, ctx, async (job) => {
    given.push(job)
    return answers.shift() ?? []
  })
  return { results, given, codes: results.map((r) => (r.kind === 'none' ? r.finding.code : r.kind === 'transcript' ? r.state : r.kind)) }
}
const lost = 'SendCommand got no answer, and SSM does not list the command'

describe('a job that only looks', () => {
  test('of an earlier process is given once more, under another key', async () => {
    const answer = [transcript(one), transcript(two)]
    const { results, given } = await settled({ job: looking, earlier: true }, answer)
    expect(results).toEqual(answer)
    expect(given).toEqual([{ ...looking, key: `${looking.key}.b`, instanceIds: [one, two] }])
  })

  test('that was sent just now, or was the second attempt, is in doubt on each instance', async () => {
    for (const asked of [
      { job: looking, earlier: false },
      { job: { ...looking, key: `${looking.key}.b` }, earlier: true },
    ]) {
      const { results, given } = await settled(asked)
      expect(given).toEqual([])
      expect(results).toMatchObject(
        [one, two].map((instanceId) => ({ instanceId, finding: { code: 'outcome-unknown', seen: lost, instanceId } })),
      )
    }
  })
})

test('what has no key on the host, and what burns one itself, is in doubt and not given again', async () => {
  const distributor = {
    key: 'r.1',
    script: 'distributor',
    params: {},
    instanceIds: [one],
    executionSeconds: 60,
    changes: true,
  } as unknown as HostJob
  const burning = { ...changing, params: { ...changing.params, burn: 'r.1' } } as HostJob
  for (const job of [distributor, burning])
    expect(await settled({ job, earlier: true, instanceIds: [one] })).toMatchObject({ codes: ['outcome-unknown'], given: [] })
})

describe('a job that changes hosts', () => {
  test('is told as the host has it: what was done is its result, what was cut off is in doubt', async () => {
    const { results, given } = await settled({}, [burned(one, 'done'), burned(two, 'interrupted')])
    expect(given).toMatchObject([{ script: 'inspect', params: { burn: changing.key }, instanceIds: [one, two] }])
    expect(results).toMatchObject([
      { kind: 'transcript', instanceId: one, state: 'replayed' },
      {
        kind: 'none',
        instanceId: two,
        finding: { code: 'job-interrupted', seen: `${changing.key} was begun and cut off`, instanceId: two },
      },
    ])
    expect(results[0]).not.toHaveProperty('burned')
  })

  test('that never came to a host is given once more, there alone', async () => {
    const { results, given } = await settled({}, [burned(one, 'done'), burned(two, 'absent')], [transcript(two)])
    expect(given.map(({ key, instanceIds }) => [key, instanceIds])).toEqual([
      [expect.any(String), [one, two]],
      [`${changing.key}.b`, [two]],
    ])
    expect(results.map((r) => [r.instanceId, r.kind === 'transcript' && r.state])).toEqual([
      [two, 'done'],
      [one, 'replayed'],
    ])
  })

  test('whose second attempt fails is told so, in that attempt’s own words', async () => {
    const failed: JobResult = { kind: 'none', instanceId: two, finding: finding('not-delivered', { seen: 'Undeliverable' }) }
    const { results } = await settled({ instanceIds: [two] }, [burned(two, 'absent')], [failed])
    expect(results).toEqual([failed])
  })

  test.each([
    ['was a second attempt', { job: { ...changing, key: `${changing.key}.b` } }],
    ['was wanted a quarter of an hour ago', { sentAt: new Date(now.getTime() - 15 * 60_000) }],
  ])('is refused from then on where it never came and %s', async (_, asked) => {
    const { results, given } = await settled({ ...asked, instanceIds: [one] }, [burned(one, 'absent')])
    expect(given).toHaveLength(1)
    expect(results).toMatchObject([
      { kind: 'none', instanceId: one, finding: { code: 'key-burned', seen: expect.stringContaining('never came there') } },
    ])
  })

  test('is given again up to a quarter of an hour, and not after an interrupt', async () => {
    const late = await settled(
      { sentAt: new Date(now.getTime() - 15 * 60_000 + 1), instanceIds: [one] },
      [burned(one, 'absent')],
      [transcript(one)],
    )
    expect(late.codes).toEqual(['done'])
    const ctx = context(scriptedSsm({ invocation: () => undefined }))
    ctx.abort()
    const results = await settle({ job: changing, instanceIds: [one], sentAt: now, earlier: false }, ctx, async () => [
      burned(one, 'absent'),
    ])
    expect(results).toMatchObject([{ finding: { code: 'key-burned' } }])
  })

  test('whose host cannot be asked is in doubt, with why', async () => {
    const silent: JobResult = { kind: 'none', instanceId: one, finding: finding('instance-offline', { seen: 'no ping' }) }
    const { results } = await settled({ instanceIds: [one, two] }, [silent, transcript(two)])
    expect(results).toMatchObject([
      { kind: 'none', instanceId: one, finding: { code: 'outcome-unknown', seen: `${lost}; settling it: no ping`, instanceId: one } },
      { kind: 'transcript', instanceId: two, state: 'done' },
    ])
  })
})
