/** What a change of the registry would do, as comments, pull requests and check runs show it. */
import type { PersonChange } from '../../../src/domain/people/changes.ts'
import { changesMarkdown, personMarkdown } from '../../../src/render/markdown-registry.ts'
import { registered, registryWith } from '../../support/registered.ts'

const change = (name: string, gains: readonly string[]): PersonChange => ({ name, uid: 65536, kind: 'joins', gains, loses: [] })

test('a change of any size fits into a comment, and says how much of it is not shown', () => {
  const many = Array.from({ length: 1_000 }, (_, n) => change(`person-${n}`, Array(100).fill(`an account on ${'x'.repeat(128)}`)))
  const text = changesMarkdown(many, [])
  expect(text.length).toBeLessThan(45_000)
  const shown = text.split('\n').filter((line) => line.includes('joins')).length
  expect(shown).toBeGreaterThan(10)
  expect(text).toContain(`⚠️ ${1_000 - shown} more people change and are not shown here`)
  expect(text).toContain('and 88 more')
})

test('names and rules are code, which no bar, backtick or tag ends', () => {
  const text = changesMarkdown([change('ada', ['an account on tag:a=`|<b>@mona'])], [])
  expect(text).toContain('| `ada` joins | 65536 | `an account on tag:a=ˋ\\|<b>@mona` |  |  |')
})

test('a row that is too long by itself is not shown, and the others are', () => {
  const text = changesMarkdown([change('a', ['x'.repeat(50_000)]), change('b', ['shell /bin/sh'])], [])
  expect(text).toContain('`b` joins')
  expect(text).toContain('1 more people change')
})

test('a name that is not there is answered with the nearest', () => {
  const registry = registryWith([registered('ada', 65_536)])
  expect(personMarkdown(registry, 'adda', '2026-11-29')).toBe('`adda` is not in the registry; did you mean ada?')
  expect(personMarkdown(registry, 'grace', '2026-11-29')).toBe('`grace` is not in the registry.')
})
