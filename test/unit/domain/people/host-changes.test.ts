/** On which instances somebody would get or lose an account, or root. */
import { hostChanges } from '../../../../src/domain/people/host-changes.ts'
import type { HostRule } from '../../../../src/domain/people/registry.ts'
import { registered, registryWith } from '../../../support/registered.ts'

const hosts = (...patterns: string[]): HostRule[] => patterns.map((pattern) => ({ kind: 'pattern', pattern }))
const instances = [
  { id: 'i-1', name: 'calc-1' },
  { id: 'i-2', name: 'web-1' },
  { id: 'i-3', name: '' },
]
const tagged = new Map([['tag:Team=a', new Set(['i-3'])]])
const on = (...patterns: string[]) => registered('ada', 65_536, { hosts: hosts(...patterns) })
const changes = (before: ReturnType<typeof on>[], after: ReturnType<typeof on>[]) =>
  hostChanges(registryWith(before), registryWith(after), instances, tagged)

test('an account is gained or lost where the rules come to mean an instance, or no more', () => {
  expect(changes([on('calc-*')], [on('web-*')])).toEqual([
    { name: 'ada', gains: ['web-1'], loses: ['calc-1'], gainsRoot: [], losesRoot: [] },
  ])
  expect(changes([], [on('*-1')])).toMatchObject([{ gains: ['calc-1', 'web-1'], loses: [] }])
  expect(changes([on('*-1')], [])).toMatchObject([{ gains: [], loses: ['calc-1', 'web-1'] }])
})

test('an edit that means the same instances changes nothing', () => {
  expect(changes([on('calc-*')], [on('calc-1', 'calc-2')])).toEqual([])
  expect(changes([on('x')], [])).toEqual([])
})

test('root is told by itself, also where the account stays', () => {
  const root = { ...on('calc-*'), sudo: true }
  expect(changes([on('calc-*')], [root])).toEqual([{ name: 'ada', gains: [], loses: [], gainsRoot: ['calc-1'], losesRoot: [] }])
  expect(changes([root], [on('calc-*')])).toEqual([{ name: 'ada', gains: [], loses: [], gainsRoot: [], losesRoot: ['calc-1'] }])
  expect(changes([root], [{ ...on('*-1'), sudo: true }])).toMatchObject([{ gains: ['web-1'], gainsRoot: ['web-1'] }])
})

test('an instance without a name is told by its id; people and instances in the order of names', () => {
  const byTag = registered('zoe', 65_540, { hosts: [{ kind: 'tag', key: 'Team', value: 'a' }] })
  const both = registered('ben', 65_541, { hosts: hosts('web-*', 'calc-*') })
  expect(changes([], [byTag, both]).map(({ name, gains }) => [name, gains])).toEqual([
    ['ben', ['calc-1', 'web-1']],
    ['zoe', ['i-3']],
  ])
  const last = [{ id: 'i-4', name: 'a-1' }]
  expect(hostChanges(registryWith([]), registryWith([on('*-1')]), [...instances, ...last], tagged)[0]?.gains).toEqual([
    'a-1',
    'calc-1',
    'web-1',
  ])
})
