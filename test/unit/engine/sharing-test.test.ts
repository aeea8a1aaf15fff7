import { finding } from '../../../src/domain/catalogue.ts'
import type { HostJob } from '../../../src/domain/plan.ts'
import { regionNamed } from '../../../src/domain/region.ts'
import type { JobResult } from '../../../src/domain/run.ts'
import type { EngineContext } from '../../../src/engine/context.ts'
import { sharingTest } from '../../../src/engine/sharing-test.ts'
import { healthyFacts } from '../../support/healthy-facts.ts'
import { freshFacts, observed, operation, rockyId, saying, ubuntuId } from '../../support/operation.ts'

function context(answer: (job: HostJob) => readonly JobResult[]) {
  const sent: { phase: string; ids: readonly string[]; cleanup: boolean }[] = []
  const dispatch: EngineContext['dispatch'] = async (job, options) => {
    sent.push({ phase: job.params.phase ?? '', ids: job.instanceIds, cleanup: options?.cleanup ?? false })
    return answer(job)
  }
  const unused = () => Promise.reject(new Error('not used'))
  const ctx: EngineContext = {
    runId: '01JDM3C0000000000000000000',
    cloud: {
      ...regionNamed('us-east-1'),
      fileSystems: {
        find: unused,
        list: unused,
        create: unused,
        settings: unused,
        update: unused,
        delete: unused,
        accessPoints: unused,
        createAccessPoint: unused,
        deleteAccessPoint: unused,
      },
      instances: { resolve: unused, list: unused, nodes: unused },
      surveyor: { survey: unused, accessPoints: unused },
    },
    everywhere: { list: async () => [] },
    now: () => new Date(),
    turn: async () => {},
    run: () => {
      throw new Error('not used')
    },
    emit: async () => {},
    locks: { put: unused, remove: unused, standing: unused, mayRemove: () => ({ kind: 'allowed' }), removers: () => '' },
    registry: unused,
    given: unused,
    propose: unused,
    dispatch,
  }
  return { ctx, sent }
}

const both = [observed(ubuntuId), observed(rockyId, healthyFacts('rocky'))]

test('one command for all to write, one for all to exchange, one instance cleans', async () => {
  const { ctx, sent } = context(() => [])
  const { verdict } = await sharingTest(operation, both, ctx)
  expect(sent).toEqual([
    { phase: 'write', ids: [ubuntuId, rockyId], cleanup: false },
    { phase: 'exchange', ids: [ubuntuId, rockyId], cleanup: false },
    { phase: 'clean', ids: [ubuntuId], cleanup: true },
  ])
  expect(verdict).toBe('unknown')
})

test('it cleans up when the test itself breaks', async () => {
  const { ctx, sent } = context((job) => {
    if (job.params.phase === 'exchange') throw new Error('broken')
    return []
  })
  await expect(sharingTest(operation, both, ctx)).rejects.toThrow('broken')
  expect(sent.map((s) => s.phase)).toEqual(['write', 'exchange', 'clean'])
})

describe('a single instance, tested against itself,', () => {
  const answer = (job: HostJob, clean: 'changed' | 'failed'): JobResult[] =>
    job.instanceIds.map((instanceId) => ({
      kind: 'transcript',
      instanceId,
      state: 'done',
      steps: [{ step: 'clean', status: clean, detail: '', milliseconds: 1 }],
      failures: [finding(clean === 'failed' ? 'mount-hung' : 'step-failed', { seen: `${clean === 'failed' ? 'clean' : 'exchange'}: x` })],
      sharing: [],
    }))
  const phases = async (clean: 'changed' | 'failed') => {
    const { ctx, sent } = context((job) => answer(job, clean))
    const { notes } = await sharingTest(operation, both.slice(0, 1), ctx)
    return {
      phases: sent.map((s) => s.phase),
      notes: notes.filter((n) => n.includes('could not write') || n.includes('may still be there')),
    }
  }

  test('does all of it in one command', async () => {
    expect(await phases('changed')).toEqual({ phases: ['alone'], notes: [] })
  })
  test('is cleaned by another one where that one did not come to it', async () => {
    expect(await phases('failed')).toMatchObject({ phases: ['alone', 'clean'], notes: [expect.stringContaining('may still be there')] })
    const { ctx, sent } = context(() => [])
    await sharingTest(operation, both.slice(0, 1), ctx)
    expect(sent.map((s) => s.phase)).toEqual(['alone', 'clean'])
  })
})

test('instances without the volume take no part, and nothing is written where none has it', async () => {
  const one = context(() => [])
  await sharingTest(operation, [both[0]!, observed(rockyId, freshFacts())], one.ctx)
  expect(one.sent[0]?.ids).toEqual([ubuntuId])
  const none = context(() => [])
  expect((await sharingTest(operation, [observed(rockyId, freshFacts())], none.ctx)).verdict).toBe('not-tried')
  expect(none.sent).toEqual([])
})

test('left out on request, it is not tried', async () => {
  const { ctx, sent } = context(() => [])
  const without = { ...operation, options: { ...operation.options, sharingTest: false } }
  expect((await sharingTest(without, both, ctx)).verdict).toBe('not-tried')
  expect(sent).toEqual([])
})

test('above twelve identities a host gets its own alone, and those with the same accounts one command', async () => {
  const accounts = Array.from({ length: 7 }, (_, i) => `member-${i}`)
  const on = (id: string, first: number) => {
    const facts = healthyFacts('ubuntu')
    return observed(id, {
      ...facts,
      accounts: accounts.map((name, i) => ({ name, exists: true, uid: first + i, gid: 1000, groups: [3000], member: true })),
    })
  }
  const sent: HostJob[] = []
  const { ctx } = context((job) => {
    sent.push(job)
    return []
  })
  const many = saying(operation, { people: accounts.map((name) => ({ name })) })
  await sharingTest(many, [on(ubuntuId, 2000), on(rockyId, 2000)], ctx)
  expect(sent.map((j) => [j.params.phase, j.params.cover, j.instanceIds.length])).toEqual([
    ['write', '1', 2],
    ['exchange', '1', 2],
    ['clean', '1', 1],
  ])
  expect(sent[0]!.params.identities!.split(',')).toHaveLength(7)
  expect(sent[0]!.params.identities).toMatch(/^here:member-0:2000:p,/)
})
