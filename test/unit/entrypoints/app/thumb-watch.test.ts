/** Which 👍 is taken up at all, and how it is kept. */
import type { OpenPlans } from '../../../../src/compose/prism.ts'
import { type GitHub, GitHubError, type Thumb } from '../../../../src/domain/github.ts'
import type { Run } from '../../../../src/domain/run.ts'
import { makeLog } from '../../../../src/entrypoints/app/log.ts'
import { isThumb, parseThumbEvent, type ThumbEvent } from '../../../../src/entrypoints/app/thumb-event.ts'
import { makeThumbWatch } from '../../../../src/entrypoints/app/thumb-watch.ts'
import { noPlans } from '../../../support/no-plans.ts'

const thumb = (id: number, by: number, isPerson = true): Thumb => ({
  id,
  by: { id: by, login: `user-${by}` },
  isPerson,
  at: '2026-11-30T12:00:01Z',
})
const plan = (id: string, commentId: number, approved: Run['approved'] = []) =>
  ({
    id,
    origin: { actor: { id: '1', name: 'ada' } },
    approved,
    offer: { digest: 'd', code: 'd', expiresAt: '', told: { repository: 'acme/research', issue: 3, commentId, url: '', body: '' } },
  }) as unknown as Run

async function look(plans: readonly Run[], thumbs: Readonly<Record<number, readonly Thumb[] | GitHubError>>) {
  const taken: ThumbEvent[] = []
  let log = ''
  const open: OpenPlans = { ...noPlans, byThumb: async () => plans }
  const gitHub = {
    thread: () => ({
      thumbs: async (id: number) => {
        const found = thumbs[id]
        if (found instanceof GitHubError) throw found
        return found && { writtenAt: '', changedAt: '', thumbs: found }
      },
    }),
  } as unknown as Pick<GitHub, 'thread'>
  await makeThumbWatch({
    prism: { plans: open },
    github: async () => gitHub,
    take: async (event) => void taken.push(event),
    log: makeLog({ write: (line) => (log += line), secrets: [] }),
  })()
  return { taken, log }
}

test('each is taken up with whose it is and of which plan, but for a bot’s, the asker’s and of whoever said it in a comment', async () => {
  const said = [{ digest: 'd', by: { id: '4', name: 'u' }, permission: { base: 'write', roleName: 'write' } }] as const
  const { taken } = await look([plan('P', 9, said)], { 9: [thumb(70, 2), thumb(71, 1), thumb(72, 3, false), thumb(73, 4)] })
  expect(taken).toEqual([
    {
      thumbId: 70,
      by: { id: 2, login: 'user-2' },
      at: '2026-11-30T12:00:01Z',
      repository: { owner: 'acme', repo: 'research' },
      issue: 3,
      planOf: 'P',
    },
  ])
})

test('of whoever gave one before another one is: the first was perhaps taken away', async () => {
  const before = [{ digest: 'd', by: { id: '2', name: 'u' }, reactionId: 69, permission: { base: 'write', roleName: 'write' } }] as const
  expect((await look([plan('P', 9, before)], { 9: [thumb(70, 2)] })).taken).toMatchObject([{ thumbId: 70 }])
})

test('a comment that is gone, or that GitHub does not show, keeps no other plan from its own', async () => {
  const gone = { 8: new GitHubError('unavailable', 'no answer'), 9: [thumb(70, 2)] }
  const { taken, log } = await look([plan('A', 7), plan('B', 8), plan('C', 9)], gone)
  expect(taken.map((t) => t.planOf)).toEqual(['C'])
  expect(log).toContain('could not be read')
})

test('what is kept is read again as it was, and what is not of its shape is nothing', async () => {
  const [event] = (await look([plan('P', 9)], { 9: [thumb(70, 2)] })).taken
  const kept: unknown = JSON.parse(JSON.stringify({ thumb: event }))
  expect([isThumb(kept), parseThumbEvent(kept)]).toEqual([true, { kind: 'thumb', event }])
  expect([isThumb({ comment: {} }), isThumb(null), isThumb('thumb')]).toEqual([false, false, false])
  expect(parseThumbEvent({ thumb: { ...event, thumbId: '70' } })).toMatchObject({ kind: 'ignored' })
})
