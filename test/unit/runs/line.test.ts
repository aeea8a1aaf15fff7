import type { Request } from '../../../src/domain/request.ts'
import { parseCommand } from '../../../src/language/comment.ts'
import { type Held, heldBy, memoryLine, roundFor, type Standing } from '../../../src/runs/line.ts'
import { atOnce, holds, lineContract } from '../../support/line-contract.ts'

lineContract('memory', async () => memoryLine())

const held = (words: string): Held => heldBy(parseCommand(`/prism ${words}`) as Request)

test('a run holds the instances that it names on its volume, all where only AWS knows which, and none where it looks', () => {
  expect(held('mount data web-1 web-2')).toEqual({ volume: 'data', selectors: ['web-1', 'web-2'] })
  expect(held('unmount data web-1 tag:Team=x')).toEqual({ volume: 'data', selectors: 'all' })
  expect(held('verify data web-1')).toBeNull()
})

test('another replica’s turns do not fill ours, and what it waits for or works on is not begun beside it', () => {
  const one = (runId: string, what: Held, more: Partial<Standing> = {}): Standing => ({
    runId,
    held: what,
    asker: 'ada',
    round: 1,
    hasTurn: false,
    ours: true,
    ...more,
  })
  const theirs = [one('t1', holds('a'), { ours: false, hasTurn: true }), one('t2', holds('b'), { ours: false })]
  expect(atOnce(1)([...theirs, one('o1', holds('a')), one('o2', holds('b')), one('o3', holds('c')), one('o4', holds('d'))])).toEqual(['o3'])
})

test.each([
  ['mount data web-1', 'unmount data web-1', 'waits'],
  ['mount data web-1', 'unmount data web-2', 'goes on'],
  ['mount data web-1', 'unmount data tag:Team=x', 'waits'],
  ['mount data tag:Team=x', 'unmount data web-1', 'waits'],
  ['mount data web-1', 'unmount other web-1', 'goes on'],
  // perhaps one volume, by its name and by its id
  ['mount data web-1', 'unmount fs-0123456789abcdef0 web-1', 'waits'],
  ['mount fs-0123456789abcdef0 web-1', 'unmount data web-1', 'waits'],
  ['mount fs-0123456789abcdef0 web-1', 'unmount data web-2', 'goes on'],
  ['mount fs-0123456789abcdef0 web-1', 'unmount fs-0123456789abcdef1 web-1', 'goes on'],
])('beside %s, %s %s', (first, second, then) => {
  const all = [
    { runId: 'first', held: held(first), asker: 'ada', round: 1, hasTurn: true, ours: true },
    { runId: 'second', held: held(second), asker: 'ada', round: 2, hasTurn: false, ours: true },
  ]
  expect(atOnce(2)(all)).toEqual(then === 'waits' ? [] : ['second'])
})

/** `2+` has its turn in round 2, `2` waits for it; all of ada's. */
const rounds = (text: string, asker = 'ada'): Standing[] =>
  text
    .split(' ')
    .filter((word) => word !== '')
    .map((word, n) => ({ runId: `${n}`, held: null, asker, round: Number.parseInt(word, 10), hasTurn: word.endsWith('+'), ours: true }))

test.each<[string, string, number]>([
  ['nobody is there', '', 1],
  ['others go on, and nobody waits', '1+ 2+', 3],
  ['the next round waits', '1+ 2 3', 2],
  ['rounds in between are over', '1+ 3 4', 3],
  ['the round that waits has begun', '3+ 3 4', 4],
  ['one of a later round goes on, as it waits for nothing', '2 3 5+', 2],
])('who comes first where %s (%s) stands in round %i; who has asked, behind their own', (_, all, round) => {
  expect(roundFor('grace', rounds(all))).toBe(round)
  expect(roundFor('grace', [...rounds(all), ...rounds('7', 'grace')])).toBe(8)
})
