/** A run that is taken up again long after its comment. */
import { machineClock } from '../../../../src/clock.ts'
import type { Thread } from '../../../../src/domain/github.ts'
import { defaultMountOptions } from '../../../../src/domain/request.ts'
import type { Run } from '../../../../src/domain/run.ts'
import { type Following, followRun } from '../../../../src/entrypoints/app/follow-run.ts'
import { makeQueue } from '../../../../src/runs/queue.ts'
import { impatientClock } from '../../../support/app-stage.ts'
import { origin, runIdOf } from '../../../support/ledger.ts'

const request = { verb: 'mount', volume: { kind: 'name', name: 'research-data' }, selectors: [], options: defaultMountOptions } as const
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/** The codes with which it was refused. */
async function takenUp(more: Partial<Run>): Promise<readonly string[]> {
  const refused: string[] = []
  const run = { id: runIdOf(1), request, origin, jobs: [], findings: [], state: 'planned', seq: 4, ...more } as unknown as Run
  const thread = { findOurs: async () => undefined, create: async () => ({ id: 1, url: 'u' }), edit: async () => {} } as unknown as Thread
  const prism = {
    request: async () => {},
    run: async () => run,
    refuse: async (_: string, why: { readonly code: string }) => void refused.push(why.code),
    listen: () => () => {},
    execute: async () => ({ state: 'waiting', run }),
    plans: { waiting: async () => undefined },
  } as unknown as Following['prism']
  await followRun(
    {
      prism,
      thread,
      clock: impatientClock,
      log: silent,
      render: () => 'body',
      spoken: () => '/prism mount',
      queue: makeQueue(8, machineClock),
      signal: new AbortController().signal,
      standsSince: new Date(impatientClock.now().getTime() - 3_600_000),
    },
    run.id,
    request,
    origin as Parameters<typeof followRun>[3],
  )
  return refused
}

test('is not begun; but a plan that was told waits for others as long as it says', async () => {
  expect(await takenUp({})).toEqual(['too-late'])
  const told = { repository: 'acme/research', issue: 1, commentId: 3, url: 'u', body: 'the plan' }
  expect(await takenUp({ offer: { digest: 'd', code: 'c', expiresAt: '2026-12-01T00:00:00Z', told } })).toEqual([])
})
