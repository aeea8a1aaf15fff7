/** Each verb's declaration against what makes it true. */
import { options } from '../../../src/domain/options/all.ts'
import type { Origin } from '../../../src/domain/request.ts'
import { nameOf, offeredAt, specOfVerb, stepNameOf, usageOf, verbNames, wordsAfter } from '../../../src/domain/verbs.ts'
import { parseCommand } from '../../../src/language/comment.ts'
import { formatCommand, formatCommandLine } from '../../../src/language/format.ts'
import { requestFromInputs } from '../../../src/language/inputs.ts'
import { requestFrom } from '../../../src/language/request-from.ts'
import type { Spoken, SpokenVerb } from '../../../src/language/spoken.ts'
import { mayAsk } from '../../../src/policy/may-ask.ts'
import { repositoryRights, stagePolicy, unbounded } from '../../support/rights.ts'

const said: Readonly<Record<string, string>> = { VOLUME: 'research-data', INSTANCE: 'ubuntu-instance', NAME: 'genomics', POINT: 'genomics' }
/** What a verb cannot do without. */
const needed: Partial<Record<SpokenVerb, Spoken['options']>> = {
  update: new Map([['backups', ['']]]),
  migrate: new Map([
    ['from', ['uid:1000']],
    ['under', ['users/ubuntu']],
    ['to', ['ada']],
  ]),
  'create-access-point': new Map([['path', ['/projects/genomics']]]),
}
const spokenVerbs = verbNames.filter((v): v is SpokenVerb => v !== 'verify-all')
const requestOf = (verb: SpokenVerb) =>
  requestFrom({ verb, words: specOfVerb(verb).words.map(({ word }) => said[word]!), options: needed[verb] ?? new Map() })
const actor = { id: '1', name: 'octocat' }
const origins: Readonly<Record<'comment' | 'schedule', Origin>> = {
  comment: { entrypoint: 'github', actor, repository: 'o/r', issue: 1, commentId: 2, permission: { base: 'write', roleName: 'write' } },
  schedule: { entrypoint: 'schedule', actor, repository: 'o/r' },
}

test.each(spokenVerbs)('%s is said by the words of its declaration, and said again by them', (verb) => {
  const request = requestOf(verb)
  const { terminal, words } = specOfVerb(verb)
  expect(request.verb).toBe(verb)
  expect(wordsAfter(request)).toEqual(words.map(({ word }) => said[word]))
  expect(formatCommandLine(request)).toMatch(new RegExp(`^prism ${terminal.join(' ')}(?: |$)`))
  expect(usageOf(verb).split(' ').filter(Boolean)).toHaveLength(words.length)
})

test.each(spokenVerbs)('%s needs the words that are not optional, and takes no other', (verb) => {
  const { words } = specOfVerb(verb)
  const without = words.findIndex((w) => !w.optional)
  const some = (count: number) => Array.from({ length: count }, (_, i) => said[words[Math.min(i, words.length - 1)]!.word]!)
  if (without >= 0) expect(() => requestFrom({ verb, words: some(without), options: needed[verb] ?? new Map() })).toThrow()
  if (!words.some((w) => w.many))
    expect(() => requestFrom({ verb, words: [...some(words.length), 'more'], options: needed[verb] ?? new Map() })).toThrow()
})

test.each(spokenVerbs)('who may ask for %s is where it is offered', (verb) => {
  const { offered } = specOfVerb(verb)
  const request = requestOf(verb)
  const policy = stagePolicy
    .replace('volumes:\n', 'volumes:\n  genomics:\n')
    .replace('lock]', 'lock, create, update, create-access-point, delete, delete-access-point]')
  const byPolicy = mayAsk(request, origins.comment, repositoryRights(policy)).kind
  expect(byPolicy).toBe(offered.includes('comment') ? 'allowed' : 'denied')
  expect(mayAsk(request, origins.schedule, unbounded).kind).toBe(offered.includes('schedule') ? 'allowed' : 'denied')
  if (offered.includes('comment')) expect(parseCommand(formatCommand(request))).toEqual(request)
  else expect(() => parseCommand(formatCommand(request))).toThrow()
})

test.each(spokenVerbs)('a workflow step is offered %s, or told what it is offered', (verb) => {
  const aboutVolume = specOfVerb(verb).words.some(({ word }) => word === 'VOLUME')
  const inputs = { command: stepNameOf(verb), instances: said.INSTANCE, ...(aboutVolume ? { volume: said.VOLUME } : {}) }
  if (specOfVerb(verb).offered.includes('action')) expect(requestFromInputs(inputs).verb).toBe(verb)
  else expect(() => requestFromInputs(inputs)).toThrow(/bad-command/)
})

test('what changes something can be planned first, or asks a second time, or answers with its plan', () => {
  for (const verb of verbNames) {
    const { changes, dryRun, yes, answers } = specOfVerb(verb)
    const careful = dryRun === true || yes === true || answers.includes('plan')
    expect({ verb, careful }).toEqual({ verb, careful: changes === 'instances' || changes === 'aws' })
  }
})

test('no schedule and nobody without a name changes anything', () => {
  for (const verb of verbNames.filter((v) => specOfVerb(v).offered.includes('schedule')))
    expect(['nothing', 'tries']).toContain(specOfVerb(verb).changes)
})

test('every option belongs to verbs that are said, and every example is of its verb', () => {
  for (const { verbs } of options) for (const verb of verbs) expect(spokenVerbs).toContain(verb)
  for (const verb of spokenVerbs) {
    const { examples, terminal, offered } = specOfVerb(verb)
    const ways = [`prism ${terminal.join(' ')}`, ...(offered.includes('comment') ? [`prism ${nameOf(verb)}`] : [])]
    for (const example of examples.terminal) expect(ways.some((way) => example.startsWith(way))).toBe(true)
    expect(examples.comment !== undefined).toBe(offered.includes('comment'))
  }
})

test('no two verbs are said alike', () => {
  const terminal = offeredAt('terminal').map((v) => specOfVerb(v).terminal.join(' '))
  expect(new Set(terminal).size).toBe(terminal.length)
})

test('what is said by an option of another verb is no word of its own', () => {
  expect(offeredAt('schedule')).toEqual(['instances'])
  expect(offeredAt('action')).toEqual(['mount', 'adopt', 'verify', 'doctor', 'unmount', 'sync-people'])
  expect(wordsAfter({ verb: 'verify-all' } as Parameters<typeof wordsAfter>[0])).toEqual(['--all'])
})

test('a usage says what may be left out, and what may stand there more than once', () => {
  expect((['mount', 'verify', 'instances', 'volumes'] as const).map(usageOf)).toEqual([
    'VOLUME INSTANCE…',
    '[VOLUME] [INSTANCE…]',
    '[INSTANCE…]',
    '',
  ])
})
