/** Where those who left had an account: which instances are looked up, when AWS is asked, and what is owed and paid. */
import { finding } from '../../../src/domain/catalogue.ts'
import type { HostRule } from '../../../src/domain/people/registry.ts'
import { debtsBefore, debtsNow, meantInstances } from '../../../src/engine/debts.ts'
import { answering, known } from '../../support/answering-hosts.ts'
import { registryWith } from '../../support/registered.ts'

const [one, two, three] = ['i-00000000000000001', 'i-00000000000000002', 'i-00000000000000003'] as const
const team = { team: 'calc' }
const instances = [
  known(one, 'calc-1', { tags: team }),
  known(two, 'calc-*', { off: 'instance-stopped', tags: team }),
  known(three, 'other', { off: 'instance-offline', tags: team }),
]
const byName: HostRule = { kind: 'pattern', pattern: 'calc-*' }
const byTag: HostRule = { kind: 'tag', key: 'team', value: 'calc' }
const eve = { name: 'eve', number: 65_539, since: '2026-11-01', hosts: [byName] }
const since = '2026-11-01'
const pull = { run: { origin: { entrypoint: 'app', repository: 'a/b' } } } as unknown as Parameters<typeof answering>[0]

const meant = async (rules: readonly HostRule[], all = instances) => {
  const { ctx, asked } = answering({ instances: all })
  const found = await meantInstances(rules, ctx)
  return { found: Object.fromEntries([...found].map(([text, ids]) => [text, [...ids].sort()])), asked }
}

test('an instance by id is meant without asking AWS', async () => {
  expect(await meant([{ kind: 'id', id: three }])).toEqual({ found: { [three]: [three] }, asked: [] })
  expect(await meant([])).toEqual({ found: {}, asked: [] })
  // beside a rule by name all are listed, whatever else is asked for
  expect((await meant([{ kind: 'id', id: three }, byName])).found).toEqual({ [three]: [three], 'calc-*': [one, two] })
})

test('a tag means those that have it, also those that are off or whose agent is silent', async () => {
  expect(await meant([byTag])).toEqual({ found: { 'tag:team=calc': [one, two, three] }, asked: ['resolve tag:team=calc'] })
})

test('a name means what SSM lists and fits, and what is stopped for longer than that', async () => {
  const { found, asked } = await meant([byName])
  expect(found).toEqual({ 'calc-*': [one, two] })
  expect(asked).toEqual(['list', 'resolve tag:Name=calc-*'])
})

test('one whose agent is silent and whose Name does not fit is not meant by a name', async () => {
  const silent = [known(one, 'calc-1'), known(three, 'calc-?', { off: 'instance-offline' })]
  expect((await meant([{ kind: 'pattern', pattern: 'calc-?' }], silent)).found).toEqual({ 'calc-?': [one, three] })
  // what EC2 says of it besides is not what the list says
  const { ctx } = answering({ instances: [] })
  const resolve: typeof ctx.cloud.instances.resolve = async ([selector]) => [
    { selector: selector!, instances: [], findings: [finding('instance-offline', { seen: 'x', instanceId: three })] },
  ]
  const found = await meantInstances([byName], { ...ctx, cloud: { ...ctx.cloud, instances: { ...ctx.cloud.instances, resolve } } })
  expect([...found.get('calc-*')!]).toEqual([])
})

test('of what AWS says of others by their tag, only those that are off are meant', async () => {
  const { ctx } = answering({})
  const told = [finding('instance-unmanaged', { seen: 'x', instanceId: one }), finding('instance-stopped', { seen: 'x', instanceId: two })]
  const resolve: typeof ctx.cloud.instances.resolve = async ([selector]) => [{ selector: selector!, instances: [], findings: told }]
  const found = await meantInstances([byTag], { ...ctx, cloud: { ...ctx.cloud, instances: { ...ctx.cloud.instances, resolve } } })
  expect([...found.get('tag:team=calc')!]).toEqual([two])
})

test('each rule is asked for once, and one that fits nothing means none', async () => {
  const { found, asked } = await meant([byTag, byTag, { kind: 'tag', key: 'team', value: 'x' }])
  expect(found).toEqual({ 'tag:team=calc': [one, two, three], 'tag:team=x': [] })
  expect(asked).toEqual(['resolve tag:team=calc', 'resolve tag:team=x'])
})

test('where AWS does not say, nothing is taken for known', async () => {
  const { ctx } = answering({ instances })
  const denied = finding('aws-denied', { seen: 'ec2:DescribeInstances' })
  const resolve: typeof ctx.cloud.instances.resolve = async ([selector]) => [{ selector: selector!, instances: [], findings: [denied] }]
  const refusing = { ...ctx, cloud: { ...ctx.cloud, instances: { ...ctx.cloud.instances, resolve } } }
  await expect(meantInstances([byTag], refusing)).rejects.toEqual(expect.objectContaining({ finding: denied }))
})

test('who left is looked up once in a region, and from then on the lines of the file count', async () => {
  const { ctx, asked } = answering({ instances })
  const before = await debtsBefore(registryWith([], { retired: [eve] }), ctx)
  expect(before.asked).toEqual([65_539])
  expect(before.debts.map((d) => [d.name, d.number, d.instance, d.region])).toEqual([
    ['eve', 65_539, one, 'us-east-1'],
    ['eve', 65_539, two, 'us-east-1'],
  ])
  expect(asked).not.toEqual([])
  const again = answering({ instances })
  const owed = [{ name: 'eve', number: 65_539, instance: two, region: 'us-east-1', since }]
  const known = await debtsBefore(registryWith([], { retired: [{ ...eve, regions: ['us-east-1'] }], owed }), again.ctx)
  expect(known).toMatchObject({ debts: owed, asked: [] })
  expect(again.asked).toEqual([])
})

test('from a repository nothing is looked up: what is learnt there is not written down', async () => {
  const { ctx, asked } = answering({ instances, ...pull })
  expect(await debtsBefore(registryWith([], { retired: [eve] }), ctx)).toMatchObject({ debts: [], asked: [] })
  expect(asked).toEqual([])
})

test('who left without a place beside one who had one is owed nowhere', async () => {
  const { ctx } = answering({ instances })
  const retired = [{ name: 'genomics', number: 65_540, since }, eve]
  const before = await debtsBefore(registryWith([], { retired }), ctx)
  expect(before.asked).toEqual([65_539])
  expect(new Set(before.debts.map((d) => d.name))).toEqual(new Set(['eve']))
})

test('a group that was retired, and who had no place, are owed nowhere', async () => {
  const { ctx, asked } = answering({ instances })
  const retired = [{ name: 'genomics', number: 65_540, since }]
  expect(await debtsBefore(registryWith([], { retired }), ctx)).toMatchObject({ debts: [], asked: [] })
  expect(asked).toEqual([])
})

test('what stays owed has the reason, and the name of the instance where it is known; what was seen gone is paid', () => {
  const debt = (instance: string) => ({ name: 'eve', number: 65_539, instance, region: 'us-east-1', since })
  const before = { debts: [debt(one), debt(two), debt(three)], asked: [65_539], names: new Map([[two, 'calc-2']]) }
  const findings = [finding('instance-stopped', { seen: 'it is stopped', instanceId: two }), finding('aws-denied', { seen: 'no' })]
  const hosts = [{ instanceId: one, name: 'calc-1', rows: [], did: [], data: [], findings: [], verdict: 'holds' as const }]
  expect(debtsNow(before, { hosts, findings }, answering({}).ctx)).toEqual({
    open: [{ ...debt(two), why: 'it is stopped', called: 'calc-2' }, debt(three)],
    paid: [debt(one)],
    asked: [65_539],
    region: 'us-east-1',
  })
})
