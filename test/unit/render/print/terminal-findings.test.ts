/** Findings without a run, at a terminal: what was seen, why it matters, what to do next. */
import { type Finding, finding } from '../../../../src/domain/catalogue.ts'
import { renderFindings } from '../../../../src/render/print/terminal-findings.ts'

const lines = (findings: readonly Finding[], more = {}) => renderFindings(findings, { color: false, width: 60, ...more }).split('\n')
const on = (instanceId: string, seen = 'mount: timed out'): Finding => finding('mount-failed', { seen, instanceId })

test('a finding has its code, its instance, its reason and the next step', () => {
  expect(lines([on('i-1')])).toEqual([
    '✗ mount-failed on i-1: mount: timed out',
    '    Why: The mount command failed.',
    '    Next: Read the error above and',
    '    /var/log/amazon/efs/mount.log on the instance.',
  ])
})

test('what several instances have is said once; what was seen otherwise is another', () => {
  expect(lines([on('i-1'), on('i-2'), on('i-1'), on('i-3', 'mount: refused')]).filter((l) => l.includes('mount-failed'))).toEqual([
    '✗ mount-failed on i-1, i-2: mount: timed out',
    '✗ mount-failed on i-3: mount: refused',
  ])
})

test('lines of a host stay lines', () => {
  expect(lines([on('i-1', 'line one\nline two\u001b\n')]).slice(0, 2)).toEqual(['✗ mount-failed on i-1: line one', '    line two\\u{1b}'])
})

test('doubt is yellow with a question mark, a fault red with a cross, and only that', () => {
  const heads = [finding('outcome-unknown', { seen: 'x' }), finding('mount-failed', { seen: 'x' })].map((f) =>
    lines([f], { color: true })[0]!.replaceAll('\u001b', '^'),
  )
  expect(heads).toEqual(['^[33m? outcome-unknown^[39m: x', '^[31m✗ mount-failed^[39m: x'])
  const narrow = lines([finding('mount-failed', { seen: 'x' })], { color: true, width: 12 })
  expect(narrow[0]!.replaceAll('\u001b', '^')).toBe('^[31m✗ mount-failed^[39m: x')
})
