/** A run that ended denied: what was forbidden, and what may be asked for again since it only came too late, or its approval is void. */
import { finding } from '../../../src/domain/catalogue.ts'
import type { Request } from '../../../src/domain/request.ts'
import { foldRun, type Run } from '../../../src/domain/run.ts'
import { formatCommand } from '../../../src/language/format.ts'
import { renderRunMarkdown } from '../../../src/render/markdown.ts'

const request: Request = {
  verb: 'unmount',
  volume: { kind: 'name', name: 'research-data' },
  selectors: [{ kind: 'name', name: 'calc-1' }],
  options: { lazy: false },
}
const agreed: Run['agreed'] = { planOf: 'p', approvals: [{ digest: 'd', by: { id: '2', name: 'max' } }], expiresAt: '2026-11-30T12:00:00Z' }
const ended = (code: 'too-late' | 'approval-void' | 'policy-denied', of?: Run['agreed']): string =>
  renderRunMarkdown(
    foldRun([
      {
        type: 'requested',
        data: { request, origin: { entrypoint: 'api', actor: { id: '1', name: 'wendy' } }, dryRun: false, ...(of ? { agreed: of } : {}) },
        runId: 'r',
        seq: 0,
        at: '2026-11-29T12:00:00Z',
      },
      {
        type: 'ended',
        data: { state: 'denied', findings: [finding(code, { seen: 'seen' })] },
        runId: 'r',
        seq: 1,
        at: '2026-11-29T13:00:00Z',
      },
    ]),
    formatCommand,
  )

test('too late is no denial: nothing was done, and what to post is said', () => {
  const told = ended('too-late')
  expect(told).toMatch(/^### .*`unmount research-data calc-1` was not begun in time · \*\*nothing was done\*\*/)
  expect(told).toContain('ask again: `/prism unmount research-data calc-1`')
  expect(told).not.toMatch(/not allowed|approval/)
})

test('of a plan that was approved the approval is used up, and that is said', () => {
  const told = ended('too-late', agreed)
  expect(told).toMatch(/was not begun in time · \*\*nothing was done\*\*/)
  expect(told).toMatch(/`\/prism unmount research-data calc-1`\. Its plan is made anew, and waits for an approval of its own/)
  expect(ended('approval-void', agreed)).toMatch(/its approval does not hold any more · \*\*nothing was done\*\*[\s\S]*ask again/)
})

test('what is forbidden is not allowed, and nobody is told to ask again', () => {
  expect(ended('policy-denied')).toMatch(/is not allowed/)
  expect(ended('policy-denied', agreed)).not.toContain('ask again')
})
