import { finding, PrismError } from '../../../src/domain/catalogue.ts'
import type { Observation } from '../../../src/domain/facts.ts'
import type { MountOptions } from '../../../src/domain/request.ts'
import { emitObserved, factsOf, firstLook, inspect, look, lookAgain } from '../../../src/engine/inspect.ts'
import { engineStage, lookOf, nothingFrom, rocky, transcriptFrom, ubuntu } from '../../support/engine-stage.ts'
import { healthyFacts } from '../../support/healthy-facts.ts'
import { operation as mountOperation, observed, rockyId, saying, ubuntuId } from '../../support/operation.ts'

const operation = mountOperation
const verifying = { ...operation, verb: 'verify' } as const
const unseen = (instanceId: string, code: Parameters<typeof finding>[0], seen = 'x'): Observation => ({
  kind: 'unobserved',
  instanceId,
  finding: finding(code, { seen, instanceId }),
})

describe('a look', () => {
  test('is one job for those who are to be looked at alike, by the exact values of the operation', async () => {
    const stage = engineStage()
    const seen = await look(operation, 'facts', 0, stage.ctx)
    expect(seen.map((o) => [o.kind, o.instanceId])).toEqual([
      ['observed', ubuntuId],
      ['observed', rockyId],
    ])
    expect(stage.sent).toMatchObject([
      {
        script: 'inspect',
        instanceIds: [ubuntuId, rockyId],
        changes: false,
        params: {
          fileSystemId: operation.fileSystemId,
          region: 'us-east-1',
          addresses: '10.0.0.5',
          mountPoint: '/mnt/research-data',
          accounts: '',
          groupName: 'prism-shared',
          gid: '3000',
          groups: '',
          paths: '.:root:2775,shared:root:2775,users:root:2755',
          enforced: '0',
          umask: '0002',
          depth: 'facts',
          unmanaged: '0',
        },
      },
    ])
    expect(stage.turns()).toBe(2)
  })

  test('after another one makes the accounts that were found there try', async () => {
    const stage = engineStage()
    await look(operation, 'behaviour', 1000, stage.ctx, [observed(ubuntuId), observed(rockyId, healthyFacts('rocky'))])
    expect(stage.sent.map((j) => [j.instanceIds, j.params.accounts, j.params.depth, j.key.split('.')[2]])).toEqual([
      [[ubuntuId], 'ubuntu', 'behaviour', '1001'],
      [[rockyId], 'rocky', 'behaviour', '1002'],
    ])
  })

  test('for an adopt also finds what people who mount by hand leave behind', async () => {
    const stage = engineStage()
    await look({ ...operation, verb: 'adopt' }, 'facts', 0, stage.ctx)
    expect(stage.sent[0]!.params.unmanaged).toBe('1')
  })

  test('names the further groups, and whether an access point enforces a user', async () => {
    const stage = engineStage()
    const user = { uid: 1500, gid: 1500, groups: [] }
    const point = { id: 'fsap-0123456789abcdef0', name: 'p', path: '/p', user }
    const asked = saying(
      operation,
      { people: [{ name: 'ada' }], groups: [{ name: 'lab', gid: 4000, accounts: [] }] },
      { accessPoint: point },
    )
    await look(asked, 'facts', 0, stage.ctx)
    expect(stage.sent[0]!.params).toMatchObject({ groups: 'lab:4000:ada', enforced: '1', accounts: 'ada' })
  })

  test('of all that have a tag may go by it where all are asked the same, and only before anything is tried', async () => {
    const tag = { key: 'team', value: 'calc' }
    const stage = engineStage()
    await firstLook({ ...operation, tag }, stage.ctx)
    await look({ ...operation, tag }, 'behaviour', 1000, stage.ctx)
    expect(stage.sent.map((job) => [job.params.depth, job.tag])).toEqual([
      ['facts', tag],
      ['behaviour', undefined],
    ])
    const { people } = saying(operation, { people: [{ name: 'ada' }] }).targets[0]!.spec
    const [first, ...others] = operation.targets
    const apart = { ...operation, tag, targets: [{ ...first!, spec: { ...first!.spec, people } }, ...others] }
    const two = engineStage()
    await firstLook(apart, two.ctx)
    expect(two.sent.map((job) => [job.params.accounts, job.tag])).toEqual([
      ['ada', undefined],
      ['', undefined],
    ])
  })

  test('says of each instance that was not seen why', async () => {
    const failure = finding('mount-hung', { seen: 'look: it hangs' })
    const answers = [nothingFrom(ubuntuId, 'not-delivered'), transcriptFrom(rockyId, { failures: [failure] })]
    const hosts = [ubuntu({ answer: () => answers[0] }), rocky({ answer: () => answers[1] })]
    expect(await look(operation, 'facts', 0, engineStage({ hosts }).ctx)).toEqual([
      unseen(ubuntuId, 'not-delivered'),
      { kind: 'unobserved', instanceId: rockyId, finding: failure },
    ])
    const silent = [
      ubuntu({ answer: () => transcriptFrom(ubuntuId) }),
      rocky({ answer: () => ({ kind: 'installed', instanceId: rockyId, said: '' }) }),
    ]
    const seen = 'the look of 2026-11-23T12:00:09.000Z returned no facts'
    expect(await look(operation, 'facts', 0, engineStage({ hosts: silent }).ctx)).toEqual([
      unseen(ubuntuId, 'not-looked-at', seen),
      unseen(rockyId, 'not-looked-at', seen),
    ])
  })

  test('that found facts and failed at something else has its facts', async () => {
    const failed = { ...lookOf(ubuntuId, healthyFacts()), failures: [finding('mount-hung', { seen: 'x' })] } as ReturnType<typeof lookOf>
    const [one] = await look(operation, 'facts', 0, engineStage({ hosts: [ubuntu({ answer: () => failed }), rocky()] }).ctx)
    expect(one).toMatchObject({ kind: 'observed', instanceId: ubuntuId })
  })

  test('that AWS refuses after one that saw the instance leaves in doubt what is there; else it is AWS’s word', async () => {
    const denied = (host: typeof ubuntu, id: string) => host({ answer: () => nothingFrom(id, 'aws-denied') })
    const { ctx } = engineStage({ hosts: [denied(ubuntu, ubuntuId), denied(rocky, rockyId)] })
    const after = await look(operation, 'behaviour', 1000, ctx, [observed(ubuntuId), unseen(rockyId, 'not-delivered')])
    expect(after).toEqual([unseen(ubuntuId, 'sight-lost'), unseen(rockyId, 'aws-denied')])
  })
})

describe('the first look', () => {
  test('is written down, and a run that is taken up again does not look anew', async () => {
    const stage = engineStage()
    const before = await inspect(operation, stage.ctx)
    expect(stage.told).toEqual([{ type: 'observed', data: { phase: 'before', observations: before } }])
    expect(stage.sent.map((j) => j.key.split('.')[2])).toEqual(['1'])
    const again = engineStage({ earlier: stage.told })
    expect(await inspect(operation, again.ctx)).toEqual(before)
    expect(again.sent).toEqual([])
    expect(again.told).toEqual([])
  })

  test('of many is written down in parts of fifty, the last of which says that it is', async () => {
    const parts = async (many: number) => {
      const stage = engineStage()
      const all = Array.from({ length: many }, (_, n) => unseen(`i-${String(n).padStart(17, '0')}`, 'not-delivered'))
      await emitObserved('after', all, stage.ctx)
      expect(stage.told.flatMap((e) => (e.type === 'observed' ? e.data.observations : []))).toEqual(all)
      return stage.told.map((e) => e.type === 'observed' && [e.data.phase, e.data.observations.length, 'more' in e.data && e.data.more])
    }
    expect(await parts(0)).toEqual([['after', 0, false]])
    expect(await parts(50)).toEqual([['after', 50, false]])
    expect(await parts(51)).toEqual([
      ['after', 50, true],
      ['after', 1, false],
    ])
    expect(await parts(120)).toEqual([
      ['after', 50, true],
      ['after', 50, true],
      ['after', 20, false],
    ])
  })

  test('that AWS refuses for everybody in different words throws each of them, without the instances', async () => {
    const hosts = [
      ubuntu({ answer: () => nothingFrom(ubuntuId, 'aws-denied', 'one') }),
      rocky({ answer: () => nothingFrom(rockyId, 'aws-denied', 'two') }),
    ]
    const error = await firstLook(operation, engineStage({ hosts }).ctx).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(PrismError)
    const { finding: first, others } = error as PrismError
    expect([first, ...others].map((f) => [f.code, f.seen, f.instanceId])).toEqual([
      ['aws-denied', 'one', undefined],
      ['aws-denied', 'two', undefined],
    ])
  })

  test('that AWS refuses for one alone says there that the look was refused', async () => {
    const hosts = [ubuntu({ answer: () => nothingFrom(ubuntuId, 'aws-denied') }), rocky()]
    expect(await firstLook(operation, engineStage({ hosts }).ctx)).toMatchObject([
      { kind: 'unobserved', finding: { code: 'look-refused' } },
      { kind: 'observed', instanceId: rockyId },
    ])
  })

  test('of no instance at all finds nothing, and refuses nothing', async () => {
    expect(await firstLook({ ...operation, targets: [] }, engineStage().ctx)).toEqual([])
  })
})

describe('a further look, by what instances remember', () => {
  const first = [observed(ubuntuId), observed(rockyId, healthyFacts('rocky'))]
  const remembering = (more: Parameters<typeof saying>[1], said: Partial<MountOptions> = {}) => {
    const asked = saying(verifying, more)
    return { ...asked, options: { ...verifying.options, ...said } }
  }
  test('is had where that names accounts or groups which the first did not look for', async () => {
    for (const more of [{ people: [{ name: 'ada' }] }, { groups: [{ name: 'lab', gid: 4000, accounts: [] }] }]) {
      const stage = engineStage()
      expect(await lookAgain(remembering(more), first, 500, stage.ctx)).not.toBe(first)
      expect(stage.sent[0]).toMatchObject({ params: { depth: 'facts' } })
      expect(stage.sent[0]!.key.split('.')[2]).toBe('501')
    }
  })
  test('knows by the first whose accounts they are', async () => {
    const stage = engineStage()
    await lookAgain(remembering({ groups: [{ name: 'lab', gid: 4000, accounts: [] }] }), first, 500, stage.ctx)
    expect(stage.sent.map((j) => [j.params.accounts, j.params.groups])).toEqual([
      ['ubuntu', 'lab:4000:ubuntu'],
      ['rocky', 'lab:4000:rocky'],
    ])
  })
  test('is not had where the first looked for all of them', async () => {
    const stage = engineStage()
    const groups = [{ name: 'lab', gid: 4000, accounts: [] }]
    const people = [{ name: 'ada' }]
    expect(await lookAgain(verifying, first, 500, stage.ctx)).toBe(first)
    expect(await lookAgain(remembering({ people, groups }, { people, groups }), first, 500, stage.ctx)).toBe(first)
    expect(stage.sent).toEqual([])
  })
  test('is had for all where one alone remembers more', async () => {
    const asked = remembering({ people: [{ name: 'ada' }] })
    const one = { ...asked, targets: [verifying.targets[0]!, asked.targets[1]!] }
    const stage = engineStage()
    await lookAgain(one, first, 500, stage.ctx)
    expect(stage.sent.flatMap((j) => j.instanceIds)).toEqual([ubuntuId, rockyId])
  })
})

test('of two looks at one instance the first counts, and one that was not seen has no facts', () => {
  const seen = [observed(ubuntuId), observed(ubuntuId, healthyFacts('other')), unseen(rockyId, 'not-delivered')]
  expect(factsOf(seen, ubuntuId)?.login?.user).toBe('ubuntu')
  expect(factsOf(seen, ubuntuId)).toBe(factsOf(seen, ubuntuId))
  expect(factsOf(seen, rockyId)).toBeUndefined()
  expect(factsOf(seen, 'i-0cccccccccccccccc')).toBeUndefined()
})
