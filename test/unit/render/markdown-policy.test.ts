/** What a change of the policy allows and takes away, in a check run. */
import { policyChangesMarkdown } from '../../../src/render/markdown-policy.ts'

const shown = (newly: readonly string[], noLonger: readonly string[]) => policyChangesMarkdown({ newly, noLonger }).text.split('\n')

test('what is new, what is no longer, or that nothing is', () => {
  expect(shown(['ada may `mount`'], ['ben may mount'])).toEqual([
    '### Newly allowed',
    '- `ada may ˋmountˋ`',
    '',
    '### No longer',
    '- `ben may mount`',
  ])
  expect(shown(['ada may mount'], [])).toEqual(['### Newly allowed', '- `ada may mount`'])
  expect(shown([], ['ben may mount'])).toEqual(['It allows nothing new.', '', '### No longer', '- `ben may mount`'])
  expect(shown([], [])).toEqual(['It allows what the policy that counts allows, no more and no less.'])
})

test('what GitHub would not take is counted, and nothing that fits is left out for it', () => {
  const many = Array.from({ length: 2_000 }, (_, n) => `line ${n} ${'x'.repeat(50)}`)
  const { text, hidden } = policyChangesMarkdown({ newly: [...many, 'x'.repeat(70_000), 'last'], noLonger: many })
  expect(text.length).toBeLessThan(52_000)
  const lines = text.split('\n').filter((line) => line.startsWith('- '))
  expect(hidden).toBe(2_002 - lines.length)
  expect(text).toContain(`⚠️ ${hidden} more are not shown here: read the file itself.`)
  expect(text).toContain('⚠️ 2000 more are not shown here')
  expect(policyChangesMarkdown({ newly: many.slice(0, 700), noLonger: [] })).toMatchObject({ hidden: 0 })
})
