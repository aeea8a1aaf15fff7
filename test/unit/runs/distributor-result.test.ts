/** What came of AWS’s own installer on one instance: there is no transcript, so SSM’s status and the agent’s last line tell. */
import type { Invocation } from '../../../src/domain/ports.ts'
import { distributorResult } from '../../../src/runs/distributor-result.ts'

const id = 'i-0123456789abcdef0'
const ended = (state: Invocation['state'], more: Partial<Invocation> = {}) =>
  distributorResult(id, 'c-1', { instanceId: id, state, details: `SSM says ${state}`, output: '', errorOutput: '', ...more })
const seen = (result: ReturnType<typeof ended>) => (result.kind === 'none' ? [result.finding.code, result.finding.seen] : result.kind)

test('a success is told with the last line of its output, as a quotation', () => {
  expect(ended('success', { output: 'Initiating\n  Successfully installed arn:…/AmazonEFSUtils 2.1.0  \n\n' })).toEqual({
    kind: 'installed',
    instanceId: id,
    said: '"Successfully installed arn:…/AmazonEFSUtils 2.1.0"',
  })
  const long = ended('success', { output: 'x'.repeat(500) })
  expect(long.kind === 'installed' && long.said.length).toBeLessThan(210)
})

test('a failure says which step, by the error output, else by the output', () => {
  expect(seen(ended('failed', { output: 'out', errorOutput: 'a\nyum: no space left\n', exitCode: 1 }))).toEqual([
    'distributor-failed',
    'SSM says failed, exit 1: "yum: no space left" (command c-1)',
  ])
  expect(seen(ended('failed', { output: 'first\nlast' }))).toEqual(['distributor-failed', 'SSM says failed, exit ?: "last" (command c-1)'])
  expect(seen(ended('failed'))).toEqual(['distributor-failed', 'SSM says failed, exit ?: "" (command c-1)'])
})

test('a platform that the package is not made for is told as such, whatever else failed', () => {
  const errorOutput = 'failed to find platform: no manifest found for platform: debian, version 12, architecture arm64\nexit'
  expect(seen(ended('failed', { errorOutput, exitCode: 1 }))).toEqual([
    'distributor-no-package',
    'nothing for "platform: debian, version 12, architecture arm64" (command c-1)',
  ])
})

test.each([
  ['not-delivered', 'not-delivered'],
  ['cancelled', 'invocation-cancelled'],
  ['timed-out', 'invocation-timed-out'],
  ['pending', 'outcome-unknown'],
  ['running', 'outcome-unknown'],
] as const)('%s is %s, with what SSM says and the command, and never green', (state, code) => {
  expect(ended(state)).toMatchObject({ kind: 'none', instanceId: id, finding: { instanceId: id } })
  expect(seen(ended(state))).toEqual([code, `SSM says ${state} (command c-1)`])
})
