/** Which instances the rules of a person mean. */
import { covers, fits, fitsPattern, peopleFor, selectorOf, tagsIn } from '../../../../src/domain/people/hosts.ts'
import type { HostRule } from '../../../../src/domain/people/registry.ts'
import { registered, registryWith } from '../../../support/registered.ts'

const id = (of: string): HostRule => ({ kind: 'id', id: of })
const tag = (key: string, value: string) => ({ kind: 'tag', key, value }) as const
const pattern = (text: string): HostRule => ({ kind: 'pattern', pattern: text })
const tagged = new Map([['tag:Team=a', new Set(['i-1'])]])

test.each([
  ['*', '', true],
  ['*', 'anything', true],
  ['', '', true],
  ['', 'a', false],
  ['calc', 'calc', true],
  ['calc', 'calc-1', false],
  ['calc-1', 'calc', false],
  ['calc*', 'calc', true],
  ['calc**', 'calc', true],
  ['calc*x', 'calc', false],
  ['?', 'a', true],
  ['?', '', false],
  ['c?lc', 'calc', true],
  ['c?lc', 'clc', false],
  ['*-1', 'calc-1', true],
  ['*-1', 'calc-1-11', false],
  ['*-1', 'calc-1-1', true],
  ['a*b*c', 'a-b-b-c', true],
  ['a*b*c', 'a-c-b', false],
  ['a*?c', 'abc', true],
  ['a*?c', 'ac', false],
  ['*b', 'ab', true],
  ['*ab', 'aab', true],
  ['a.c', 'abc', false],
])('the pattern %j and the name %j', (text, name, expected) => {
  expect(fitsPattern(text, name)).toBe(expected)
})

test('an instance is meant by its id, a tag that AWS tells of it, or its name', () => {
  const one = { id: 'i-1', name: 'calc-1' }
  expect([id('i-1'), tag('Team', 'a'), pattern('calc-*')].map((rule) => fits(rule, one, tagged))).toEqual([true, true, true])
  expect([id('i-2'), tag('Team', 'b'), pattern('web-*')].map((rule) => fits(rule, one, tagged))).toEqual([false, false, false])
  expect(fits(tag('Team', 'a'), { id: 'i-2', name: 'calc-1' }, tagged)).toBe(false)
})

test('whoever has one rule that fits has an account there, and each tag is asked for once', () => {
  const registry = registryWith([
    registered('ada', 65_536, { hosts: [id('i-9'), tag('Team', 'a')] }),
    registered('ben', 65_537, { hosts: [pattern('web-*'), tag('Team', 'a'), tag('Team', 'b')] }),
    registered('eve', 65_538),
  ])
  expect(peopleFor(registry, { id: 'i-1', name: 'calc-1' }, tagged).map((p) => p.name)).toEqual(['ada', 'ben'])
  expect(peopleFor(registry, { id: 'i-2', name: 'calc-2' }, tagged)).toEqual([])
  expect(tagsIn(registry)).toEqual([tag('Team', 'a'), tag('Team', 'b')])
})

describe('a rule covers another as far as the rules alone tell', () => {
  test.each<[string, HostRule, boolean]>([
    ['*', id('i-1'), true],
    ['**', tag('Team', 'a'), true],
    ['*', pattern('calc-*'), true],
    ['calc-*', pattern('calc-1'), true],
    ['calc-*', pattern('calc-1*'), true],
    ['calc-1*', pattern('calc-*'), false],
    // what ? takes for one character may be the * of the other, which is many
    ['calc-?', pattern('calc-*'), false],
    ['calc-?', pattern('calc-1'), false],
    ['calc-*', id('i-1'), false],
    ['*x', tag('Team', 'a'), false],
    ['x*', id('i-1'), false],
  ])('%s and %j', (wide, rule, expected) => {
    expect(covers(pattern(wide), rule)).toBe(expected)
  })

  test('an id and a tag cover nothing, as who has the tag is AWS’s to say', () => {
    expect(covers(id('i-1'), id('i-1'))).toBe(false)
    expect(covers(tag('Team', 'a'), tag('Team', 'a'))).toBe(false)
  })
})

test('AWS is asked for a pattern by the tag Name, and for the others as they are', () => {
  expect(selectorOf(pattern('calc-*'))).toEqual({ kind: 'tag', key: 'Name', value: 'calc-*' })
  expect([id('i-1'), tag('Team', 'a')].map(selectorOf)).toEqual([id('i-1'), tag('Team', 'a')])
})
