/** A step that verifies everything and keeps the issues: in what order, and what it says when it cannot. */

import type { KnownPlace } from '../../../../src/domain/request.ts'
import type { Answer, EventBody } from '../../../../src/domain/run.ts'
import type { CheckedVolumes } from '../../../../src/drift/keep-issues.ts'
import type { DriftIssues } from '../../../../src/entrypoints/action/drift-issues.ts'
import { runStep } from '../../../../src/entrypoints/action/run-step.ts'
import { checkOf, fileSystemId, instanceAt, mountPoint } from '../../../support/volume-checks.ts'
import { hearRunner, playPrism, stepWith } from './stand-ins.ts'

const inputs = { command: 'verify', all: 'true', 'github-token': 'ghs_secret' }
const known: KnownPlace[] = [{ fileSystemId, instanceId: instanceAt(9), mountPoint }]
const ended = (host: 'healthy' | 'drifted'): EventBody => {
  const answer: Answer = { kind: 'checks', region: 'us-east-1', checks: [checkOf([host])] }
  return { type: 'ended', data: { state: host === 'healthy' ? 'done' : 'failed', answer, findings: [] } }
}

async function run(given: Record<string, string>, host: 'healthy' | 'drifted', issues: Partial<DriftIssues> = {}) {
  const heard = hearRunner({ ...inputs, ...given })
  const { prism, asked } = playPrism([ended(host)])
  const looks: CheckedVolumes[] = []
  let opened = 0
  const openIssues = async () => {
    opened++
    return {
      known: async () => known,
      keep: async (look: CheckedVolumes) => {
        looks.push(look)
        return []
      },
      ...issues,
    }
  }
  const code = await runStep(stepWith(heard, prism, { openIssues }).step)
  return { code, heard, looks, opened: () => opened, requests: asked.map((a) => (a as { request: { known?: unknown } }).request) }
}

test('asks for what the issues remember, and hands them what was seen of the whole region', async () => {
  const { code, requests, looks } = await run({}, 'healthy')
  expect(requests).toMatchObject([{ verb: 'verify-all', known }])
  expect(looks).toMatchObject([{ wholeRegion: 'us-east-1', checks: [{ fileSystemId }] }])
  expect(code).toBe(0)
})

test('one volume is not the whole region', async () => {
  const { looks } = await run({ volume: 'research-data' }, 'healthy')
  expect(looks[0]).not.toHaveProperty('wholeRegion')
})

test('drift is red, and kept', async () => {
  const { code, heard, looks } = await run({}, 'drifted')
  expect([code, heard.outputs.get('ok'), looks.length]).toEqual([1, 'false', 1])
  expect(JSON.parse(heard.outputs.get('report')!)).toMatchObject({ verdict: 'differs', checks: [{ fileSystemId }] })
})

test('an issue that cannot be kept is red, whatever the volumes are', async () => {
  const failing = async () => [{ kind: 'failed' as const, volume: 'research-data', fileSystemId, error: new Error('403') }]
  const { code, heard } = await run({}, 'healthy', { keep: failing })
  expect([code, heard.outputs.get('ok')]).toEqual([1, 'true'])
  expect(heard.annotations).toMatchObject([{ level: 'error', message: expect.stringContaining('issues: write') }])
})

test('without memory it looks, says so, and writes no issue', async () => {
  const { code, heard, looks } = await run({}, 'healthy', { known: () => Promise.reject(new Error('502')) })
  expect([code, heard.outputs.get('ok'), looks.length]).toEqual([1, 'true', 0])
  expect(heard.annotations[0]!.message).toContain('could not be read')
})

test.each([
  ['drift-issue: false', { 'drift-issue': 'false' }],
  ['instances that are named, without all', { all: 'false', volume: 'research-data', instances: 'a' }],
])('%s leaves issues alone', async (_, given) => {
  expect((await run(given, 'healthy')).opened()).toBe(0)
})
