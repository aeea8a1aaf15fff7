/** Where a volume is mounted now: every instance is asked, and what cannot be asked is unknown. */
import { finding } from '../../../src/domain/catalogue.ts'
import { mountedBeyond, outside, whereMounted } from '../../../src/engine/where-mounted.ts'
import { answering, type HostAnswer, type Known, known, volume } from '../../support/answering-hosts.ts'
import { fileSystemId, healthyFacts } from '../../support/healthy-facts.ts'
import { observed } from '../../support/operation.ts'

const [one, two, three] = ['i-00000000000000001', 'i-00000000000000002', 'i-00000000000000003'] as const
const bare = { ...healthyFacts(), mounts: [], fstab: [] }
const mounted = (id: string): HostAnswer => ({ observation: observed(id) })

test('each that answers is told as it was seen', async () => {
  const { ctx, sent, events } = answering({
    instances: [known(one, 'calc-1'), known(two, 'calc-2')],
    host: (_, id) => (id === one ? mounted(id) : { observation: observed(id, bare) }),
  })
  expect(await whereMounted(volume, ctx)).toMatchObject([
    { instanceId: one, name: 'calc-1', state: 'mounted' },
    { instanceId: two, name: 'calc-2', state: 'not-mounted' },
  ])
  expect(sent.map((j) => [j.script, j.instanceIds])).toEqual([['inspect', [one, two]]])
  expect(sent[0]?.params).toMatchObject({ fileSystemId, addresses: '10.0.0.5', mountPoint: `/mnt/${fileSystemId}`, unmanaged: '0' })
  expect(events).toHaveLength(1)
})

test('where there is nobody to ask, nothing is looked at and nothing recorded', async () => {
  const { ctx, sent, events } = answering({ instances: [] })
  expect(await whereMounted(volume, ctx)).toEqual([])
  expect([sent, events]).toEqual([[], []])
})

test('a question of one’s own is asked of what was seen', async () => {
  const { ctx } = answering({ instances: [known(one, 'calc-1')], host: (_, id) => mounted(id) })
  const judge = () => ({ state: 'mounted' as const, detail: 'as asked' })
  expect(await whereMounted(volume, ctx, judge)).toEqual([{ instanceId: one, name: 'calc-1', state: 'mounted', detail: 'as asked' }])
})

test('an agent that is offline is sent nothing, and is unknown', async () => {
  const { ctx, sent } = answering({ instances: [known(one, 'calc-1', { online: false })] })
  expect(await whereMounted(volume, ctx)).toEqual([{ instanceId: one, name: 'calc-1', state: 'unknown', detail: 'agent offline' }])
  expect(sent).toEqual([])
})

test('one that does not answer is unknown, with the reason', async () => {
  const { ctx } = answering({
    instances: [known(one, 'calc-1'), known(two, 'calc-2')],
    host: (_, id) => (id === one ? finding('not-delivered', { seen: 'it ended' }) : undefined),
  })
  expect(await whereMounted(volume, ctx)).toEqual([
    { instanceId: one, name: 'calc-1', state: 'unknown', detail: 'it ended' },
    { instanceId: two, name: 'calc-2', state: 'unknown', detail: 'no answer' },
  ])
})

test('Windows cannot have it and is left out', async () => {
  const { ctx, sent } = answering({ instances: [known(three, 'win', { platform: 'Microsoft Windows Server 2022' })] })
  expect(await whereMounted(volume, ctx)).toEqual([])
  expect(sent).toEqual([])
})

describe('beyond what whoever asks may reach', () => {
  const all = [
    known(one, 'calc-1'),
    known(two, 'far-2'),
    known(three, 'far-3'),
    known('i-00000000000000004', 'far-4', { online: false }),
    known('i-00000000000000005', 'win', { platform: 'Windows Server 2022' }),
    known('i-00000000000000006', 'far-6'),
  ]
  const beyond = async (everywhere: readonly Known[], host?: (id: string) => HostAnswer) => {
    const told = answering({ instances: all.slice(0, 1), host: (_, id) => host?.(id) })
    const count = await mountedBeyond(volume, { ...told.ctx, everywhere: { list: async () => everywhere } })
    return { count, sent: told.sent }
  }

  test('it is counted where it is mounted and where that is not known; what can be reached is not asked', async () => {
    const { count, sent } = await beyond(all, (id) =>
      id === two ? mounted(id) : id === three ? { observation: observed(id, bare) } : undefined,
    )
    // the one that is offline, and the one that did not answer
    expect(count).toEqual({ mounted: 1, unknown: 2 })
    expect(sent.map((j) => [j.script, j.instanceIds, j.beyond])).toEqual([['inspect', [two, three, 'i-00000000000000006'], true]])
  })

  test('where nobody is beyond, nothing is sent', async () => {
    expect(await beyond(all.slice(0, 1))).toEqual({ count: { mounted: 0, unknown: 0 }, sent: [] })
    expect(await beyond(all.slice(3, 5))).toEqual({ count: { mounted: 0, unknown: 1 }, sent: [] })
  })

  test('all that is told of them is a number', () => {
    expect([outside(1), outside(3)]).toEqual([
      '1 instance outside of this repository’s policy',
      '3 instances outside of this repository’s policy',
    ])
  })
})
