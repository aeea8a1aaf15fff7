import { GitHubError, type Thread } from '../../../../src/domain/github.ts'
import { runMarker } from '../../../../src/entrypoints/app/comment-body.ts'
import { makeLog } from '../../../../src/entrypoints/app/log.ts'
import { type StickyComment, type StickyOptions, startStickyComment } from '../../../../src/entrypoints/app/sticky-comment.ts'

type Write = { readonly at: number; readonly what: 'create' | 'edit'; readonly body: string }

/** A thread of one comment, and a clock that moves when somebody sleeps on it. */
function table(refuse: (attempt: number, what: Write['what']) => GitHubError | 'done-but-lost' | undefined = () => undefined) {
  let time = 0
  let attempts = 0
  let log = ''
  let stands: string | undefined
  const writes: Write[] = []
  const write = (what: Write['what'], body: string): void => {
    const problem = refuse(++attempts, what)
    if (problem instanceof GitHubError) throw problem
    writes.push({ at: time, what, body })
    stands = body
    if (problem) throw new GitHubError('unavailable', 'no answer')
  }
  const comment = { id: 7, url: 'https://github.com/acme/research/issues/1#issuecomment-7' }
  const thread: Thread = {
    create: async (body) => {
      write('create', body)
      return comment
    },
    edit: async (_id, body) => write('edit', body),
    findOurs: async () => (stands === undefined ? undefined : comment),
    remove: async () => {},
    read: async () => undefined,
    react: async () => {},
    thumbs: async () => undefined,
  }
  const clock = {
    now: () => new Date(time),
    sleep: async (milliseconds: number, signal?: AbortSignal) => {
      if (signal?.aborted) return
      time += milliseconds
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
  const start = (body: () => Promise<string>, more: Partial<StickyOptions> = {}): StickyComment =>
    startStickyComment({ thread, clock, marker: runMarker('R1'), body, log: makeLog({ write: (l) => (log += l), secrets: [] }), ...more })
  return { start, writes, time: () => time, log: () => log }
}

const text = (write: Write | undefined): string | undefined => write?.body.split('\n')[0]

test('many changes in a moment become one write, and two writes are two seconds apart', async () => {
  const t = table()
  let stage = 0
  const sticky = t.start(async () => `stage ${stage}`)
  for (let i = 0; i < 50; i++) {
    stage++
    sticky.touch()
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(await sticky.finish('the end')).toMatchObject({ id: 7 })
  expect(t.writes[0]!.what).toBe('create')
  expect(t.writes.slice(1).every((w) => w.what === 'edit')).toBe(true)
  expect(text(t.writes.at(-1))).toBe('the end')
  t.writes.slice(1).forEach((w, i) => {
    expect(w.at - t.writes[i]!.at).toBeGreaterThanOrEqual(2_000)
  })
})

test('the result does not wait for the pause between two stages', async () => {
  const t = table()
  // a pause that only its signal ends
  const sleep = (_: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => (signal?.aborted ? resolve() : signal?.addEventListener('abort', () => resolve(), { once: true })))
  const sticky = t.start(async () => 'a stage', { clock: { now: () => new Date(0), sleep } })
  sticky.touch()
  expect(await sticky.begun).toBe(true)
  expect(await sticky.finish('the end')).toMatchObject({ id: 7 })
  expect(t.writes.map((w) => text(w))).toEqual(['a stage', 'the end'])
})

test('what did not change is not written again', async () => {
  const t = table()
  const sticky = t.start(async () => 'same')
  for (let i = 0; i < 5; i++) {
    sticky.touch()
    await new Promise((resolve) => setImmediate(resolve))
  }
  await sticky.finish('same')
  expect(t.writes).toHaveLength(1)
})

test('the result is tried for as long as GitHub is away, ever more slowly', async () => {
  const t = table((attempt) => (attempt <= 8 ? new GitHubError('unavailable', '502') : undefined))
  expect(await t.start(async () => 'x').finish('the end')).toMatchObject({ id: 7 })
  expect(t.time()).toBe((2 + 4 + 8 + 16 + 32 + 60 + 60 + 60) * 1_000)
})

test('a rate limit is waited out for as long as GitHub says', async () => {
  const t = table((attempt) => (attempt === 1 ? new GitHubError('rate-limited', 'slow down', { retryAfterSeconds: 90 }) : undefined))
  await t.start(async () => 'x').finish('the end')
  expect(t.writes[0]!.at).toBe(90_000)
})

test('a creation whose answer was lost is found again, not repeated', async () => {
  const t = table((attempt) => (attempt === 1 ? 'done-but-lost' : undefined))
  await t.start(async () => 'x').finish('the end')
  expect(t.writes.map((w) => w.what)).toEqual(['create', 'edit'])
})

test.each(['forbidden', 'unauthorised', 'refused'] as const)('%s is final: the result goes to the log', async (code) => {
  const t = table(() => new GitHubError(code, 'no'))
  expect(await t.start(async () => 'x').finish('the end')).toBe('refused')
  expect(t.log()).toContain('"body":"the end"')
})

test('after its patience, and at shutdown, it gives up and leaves the result in the log', async () => {
  const away = () => new GitHubError('unavailable', '502')
  const patient = table(away)
  expect(await patient.start(async () => 'x', { patience: 5 * 60_000 }).finish('the end')).toBeUndefined()
  expect(patient.time()).toBeGreaterThan(5 * 60_000)
  const stopped = table(away)
  expect(await stopped.start(async () => 'x', { signal: AbortSignal.abort() }).finish('the end')).toBeUndefined()
  expect(stopped.time()).toBe(0)
})

test('a stage that cannot be made is skipped; the result still comes', async () => {
  const t = table()
  const sticky = t.start(async () => {
    throw new Error('a bug in a table')
  })
  sticky.touch()
  await new Promise((resolve) => setImmediate(resolve))
  expect(await sticky.finish('the end')).toMatchObject({ id: 7 })
  expect(t.writes.map(text)).toEqual(['the end'])
})

test('a comment that somebody deleted is written anew for the result only', async () => {
  let deleted = false
  const t = table((_attempt, what) => (deleted && what === 'edit' ? new GitHubError('not-found', 'gone') : undefined))
  let stage = 1
  const sticky = t.start(async () => `stage ${stage}`)
  sticky.touch()
  await new Promise((resolve) => setTimeout(resolve, 5))
  deleted = true
  stage = 2
  sticky.touch()
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(t.writes.map((w) => w.what)).toEqual(['create'])
  await sticky.finish('the end')
  expect(t.writes.map((w) => [w.what, text(w)])).toEqual([
    ['create', 'stage 1'],
    ['create', 'the end'],
  ])
})

test('the result does not wait for the pace of the stages', async () => {
  const t = table()
  const sticky = t.start(async () => 'stage', { clock: waking })
  sticky.touch()
  await new Promise((resolve) => setTimeout(resolve, 5))
  await sticky.finish('the end')
  expect(t.writes.map((w) => [w.what, text(w)])).toEqual([
    ['create', 'stage'],
    ['edit', 'the end'],
  ])
})

/** Sleeps until it is woken. */
const waking: StickyOptions['clock'] = {
  now: () => new Date(0),
  sleep: (_milliseconds, signal) =>
    new Promise((resolve) => (signal?.aborted ? resolve() : signal?.addEventListener('abort', () => resolve()))),
}
