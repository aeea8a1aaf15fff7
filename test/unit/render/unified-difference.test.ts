/** Two texts as `diff -u` shows them. */
import { unifiedDifference } from '../../../src/render/unified-difference.ts'

const lines = (from: string, to: string, color = false) =>
  unifiedDifference({ from: 'old', to: 'new' }, from, to, { color, width: 80 }).replaceAll('\u001b', '^').split('\n')
const ten = Array.from({ length: 12 }, (_, n) => `line ${n}`).join('\n')

test('what was and what is, with three lines around it, and nothing that acts', () => {
  expect(lines(`${ten}\n`, `${ten.replace('line 6', 'six\u001b')}\n`)).toEqual([
    '--- old',
    '+++ new',
    '@@ -4,7 +4,7 @@',
    ' line 3',
    ' line 4',
    ' line 5',
    '-line 6',
    '+six\\u{1b}',
    ' line 7',
    ' line 8',
    ' line 9',
  ])
})

test('what goes is red, what comes green, the places cyan, the rest plain', () => {
  expect(lines('a\nb\n', 'a\nc\n', true)).toEqual([
    '^[31m--- old^[39m',
    '^[32m+++ new^[39m',
    '^[36m@@ -1,2 +1,2 @@^[39m',
    ' a',
    '^[31m-b^[39m',
    '^[32m+c^[39m',
  ])
})
