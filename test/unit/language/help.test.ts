import { formatOption, options, optionsOf } from '../../../src/domain/options/all.ts'
import { nameOf, specOfVerb } from '../../../src/domain/verbs.ts'
import { parseCommand } from '../../../src/language/comment.ts'
import { helpMarkdown, usageHint, usageLine } from '../../../src/language/help.ts'
import { commentVerbs } from '../../../src/language/verbs.ts'

describe('help', () => {
  test('names every command', () => {
    for (const verb of commentVerbs) expect(helpMarkdown()).toMatch(new RegExp(`/prism ${nameOf(verb)}[\\x60 ]`))
  })

  test.each(commentVerbs)('of %s shows all its options and examples that Prism itself understands', (verb) => {
    const text = helpMarkdown(verb)
    for (const option of optionsOf(verb, 'comment')) expect(text).toContain(formatOption(option))
    for (const example of specOfVerb(verb).examples.comment ?? []) {
      expect(text).toContain(example)
      // `verify --all` is a request of its own
      expect(parseCommand(example)).toMatchObject({ verb: expect.stringMatching(`^${verb}(?:-all)?$`) })
    }
  })

  test('GitHub shows all of it: nothing reads like a tag, and no code ends in a blank', () => {
    for (const help of [helpMarkdown(), ...commentVerbs.map((v) => helpMarkdown(v))])
      expect(help.replaceAll(/`[^` ](?:[^`\n]*[^` ])?`/g, '')).not.toMatch(/(?<!\\)<[a-z]| `/)
    expect(helpMarkdown('mount')).toContain('default: /mnt/\\<volume>')
  })

  test('a usage line reads like a manual’s', () => {
    expect(usageLine('unmount')).toBe('/prism unmount VOLUME INSTANCE… [--mount-point PATH] [--lazy]')
    expect(usageHint('status')).toBe('/prism status VOLUME')
    expect(usageHint(undefined)).toBe('/prism help')
  })
})

test('options have names of their own', () => {
  expect(new Set(options.map((o) => o.name)).size).toBe(options.length)
})
