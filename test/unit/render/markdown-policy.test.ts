/** What a change of the policy allows and takes away, in a check run. */
import { policyChangesMarkdown } from '../../../src/render/markdown-policy.ts'

const shown = (newly: readonly string[], noLonger: readonly string[]) => policyChangesMarkdown({ newly, noLonger }).split('\n')

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

test('a long list is counted', () => {
  const many = Array.from({ length: 203 }, (_, n) => `line ${n}`)
  expect(shown(many.slice(0, 200), [])).toHaveLength(201)
  expect(shown(many, []).slice(200)).toEqual(['- `line 199`', '- and 3 more'])
})
