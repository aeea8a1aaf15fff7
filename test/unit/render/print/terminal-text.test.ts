/** Lines and marks at a terminal: colours only repeat what words say, and nothing of outside acts. */
import { atTerminal, drawLine, paint, plainLines, plainOf, signs } from '../../../../src/render/print/terminal-text.ts'
import type { Line } from '../../../../src/render/view/view.ts'

const plain = { color: false, width: 30 }
const colored = { color: true, width: 30 }
const seen = (lines: readonly string[]) => lines.map((line) => line.replaceAll('\u001b', '^'))
const line: Line = [{ mark: 'differs' }, ' ', { strong: 'calc-1' }, ': ', { code: '/etc/fstab' }, ' has ', { own: 'no `line` at all' }]

test('spans are text, whatever they are', () => {
  expect(plainOf(line)).toBe('✗ calc-1: /etc/fstab has no `line` at all')
  expect(plainOf(['a\u001b', { strong: 'b\u001b' }, { code: 'c\u001b' }, { own: 'd\u001b' }])).toBe('a\\u{1b}b\\u{1b}c\\u{1b}d\\u{1b}')
})

test('the text’s own line ends stay, and what acts is spelled out', () => {
  expect(plainLines('a\r\nb\u001b\n\nc\n\n')).toEqual(['a', 'b\\u{1b}', '', 'c'])
})

test('a line wraps, with what leads it before the first and spaces before the others', () => {
  expect(drawLine(plain, line, '- ')).toEqual(['- ✗ calc-1: /etc/fstab has no', '  `line` at all'])
  expect(drawLine(plain, ['short'])).toEqual(['short'])
  expect(drawLine({ color: false, width: 4 }, ['twenty columns at the least'])).toEqual(['twenty columns at', 'the least'])
  expect(drawLine(plain, [''], '  ')).toEqual([''])
})

test('tones follow the words through the wrapping; neighbours of one tone are one piece', () => {
  expect(seen(drawLine(colored, line, '- '))).toEqual(['- ^[31m✗^[39m ^[1mcalc-1^[22m: /etc/fstab has no', '  `line` at all'])
  expect(seen(drawLine(colored, ['all of ', { code: 'it' }, { mark: 'holds' }], '', true))).toEqual(['^[1mall of it^[22m^[32m✓^[39m'])
  expect(seen([paint(colored, 'red', 'x'), paint(plain, 'red', 'x')])).toEqual(['^[31mx^[39m', 'x'])
})

test('a command is said as it is at a terminal where both are known', () => {
  expect(atTerminal('Ask by `/prism instances` or `prism instance list`.')).toBe('Ask by `prism instance list`.')
  expect(atTerminal('By `/prism a`, or `prism b`, then `/prism c` or `prism d`')).toBe('By `prism b`, then `prism d`')
  expect(atTerminal('Comment `/prism approve` there.')).toBe('Comment `/prism approve` there.')
  expect(plainOf([{ own: '`/prism a` or `prism b`' }])).toBe('`prism b`')
})

test('every mark has its sign, its word and its tone', () => {
  expect(Object.entries(signs).map(([mark, { sign, word, tone }]) => `${mark}: ${sign} ${word} (${tone})`)).toEqual([
    'holds: ✓ holds (green)',
    'differs: ✗ differs (red)',
    'unknown: ? unknown (yellow)',
    'note: · note (cyan)',
    'warning: ! warning (yellow)',
    'same: = same (dim)',
    'none: –  (dim)',
    'running: … under way (cyan)',
    'denied: ✗ not allowed (red)',
    'gone: ✗ gone (red)',
  ])
})
