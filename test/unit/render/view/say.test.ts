/** How a command is said where a result is read. */
import type { Request } from '../../../../src/domain/request.ts'
import { lineMarkdown } from '../../../../src/render/print/page-of.ts'
import { atTerminal, commandLine, inComment, type Saying, severalLine, shortLine } from '../../../../src/render/view/say.ts'

const status = (name: string): Request => ({ verb: 'status', volume: { kind: 'name', name } })
const all = [status('a'), status('b')]
const both: Saying = { ...inComment, terminal: atTerminal.say }
const said = (line: typeof commandLine, requests: readonly Request[], saying: Saying) => lineMarkdown(line(requests, saying))

test('to comment, to type, or both; of several the first', () => {
  expect(said(commandLine, all, inComment)).toBe('comment `/prism status a`')
  expect(said(commandLine, all, atTerminal)).toBe('`prism volume status a`')
  expect(said(commandLine, all, both)).toBe('comment `/prism status a`, or at a terminal `prism volume status a`')
  expect(commandLine([], inComment)).toEqual([])
})

test('in short, with how many there are', () => {
  expect(said(shortLine, all, both)).toBe('`/prism status a` (the first of 2 such commands)')
  expect(said(shortLine, all.slice(0, 1), atTerminal)).toBe('`prism volume status a`')
  expect(shortLine([], inComment)).toEqual([])
})

test('of several, how they are to be said', () => {
  expect(said(severalLine, all, inComment)).toBe('comment, each by itself:')
  expect(said(severalLine, all, atTerminal)).toBe('each of:')
  const mixed: Saying = { say: (request) => (request === all[0] ? '/prism status a' : 'prism migrate') }
  expect(said(severalLine, all, mixed)).toBe('comment, each by itself:')
  expect(said(severalLine, all, both)).toBe('comment, each by itself (at a terminal: `prism volume` instead of `/prism`):')
})
