/** Requests by REST that change instances, one after the other for a volume on an instance. What they wait for is a run that the test holds back. */

import { machineClock } from '../../../src/clock.ts'
import type { Prism } from '../../../src/compose/prism.ts'
import { type Claims, makeQueue } from '../../../src/compose/store.ts'
import type { FileSystem } from '../../../src/domain/ports.ts'
import { type Api, createApi } from '../../../src/entrypoints/api/server.ts'
import { parseTokens } from '../../../src/entrypoints/api/tokens.ts'
import { memoryLine } from '../../../src/runs/line.ts'
import { on, onLab, openStage, type Stage } from '../../support/lab-stage.ts'

const token = 'a-token-of-more-than-24-characters'

/** The stage's own Prism; each run stands before its first step until it is let go. */
function heldBack(prism: Prism) {
  const standing: string[] = []
  const gone = Promise.withResolvers<void>()
  const execute: Prism['execute'] = async (runId, options) => {
    standing.push(runId)
    await gone.promise
    return prism.execute(runId, options)
  }
  return { prism: { ...prism, execute }, standing, letGo: () => gone.resolve() }
}

/** What one replica claimed no other gets. */
function replicas(): (name: string) => Claims {
  const held = new Map<string, string>()
  return (name) => ({
    claim: async (what) => {
      if ((held.get(what) ?? name) !== name) return undefined
      held.set(what, name)
      return {
        holds: async () => held.get(what) === name,
        lost: new AbortController().signal,
        release: async () => void held.delete(what),
      }
    },
    onFreed: () => () => {},
  })
}

onLab('the queue of the REST API', () => {
  let stage: Stage
  let volume: FileSystem
  const open: Api[] = []
  beforeAll(async () => {
    stage = await openStage('api-queue')
    volume = await stage.volume()
  }, 60_000)
  afterEach(async () => {
    await Promise.all(open.splice(0).map((api) => api.close(0)))
    await stage.clear()
  })
  afterAll(() => stage.stop())

  async function server(options: Partial<Parameters<typeof createApi>[0]> = {}) {
    const held = heldBack(stage.prism)
    const api = await createApi({ prism: held.prism, tokens: () => parseTokens(`ada:${token}`), ...options })
    open.push(api)
    const ask = async (method: 'GET' | 'POST', url: string, payload?: object, wait = 0) => {
      const headers = { authorization: `Bearer ${token}`, prefer: `wait=${wait}` }
      const answer = await api.app.inject({ method, url: `/api/v1${url}`, headers, ...(payload ? { payload } : {}) })
      return { status: answer.statusCode, json: answer.json() }
    }
    const mount = (instances: string[], more: object = {}, wait = 0) =>
      ask('POST', `/volumes/${volume.name}/mount`, { instances, sharingTest: false, ...more }, wait)
    const unmount = (instances: string[]) => ask('POST', `/volumes/${volume.name}/unmount`, { instances })
    const seen = async (id: string, until: (run: { place?: number; endedAt?: string }) => boolean) => {
      for (;;) {
        const { json } = await ask('GET', `/runs/${id}`)
        if (until(json)) return json
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    }
    return { api, held, ask, mount, unmount, seen }
  }

  test('tells the place, lets what only looks pass, and then does one after the other', async () => {
    const host = await stage.instance('web-1')
    const { held, mount, unmount, seen } = await server()
    const first = await mount(['web-1'])
    const second = await unmount(['web-1'])
    const third = await mount(['web-1'])
    expect(await seen(third.json.id, (run) => run.place === 2)).toMatchObject({ state: 'requested', place: 2 })
    expect(await seen(second.json.id, (run) => run.place === 1)).toMatchObject({ state: 'requested', place: 1 })
    const dry = await mount(['web-1'], { dryRun: true })
    await seen(first.json.id, () => held.standing.length === 2)
    expect(held.standing).toEqual([first.json.id, dry.json.id])
    held.letGo()
    for (const { json } of [first, second, third]) {
      const ended = await seen(json.id, (run) => run.endedAt !== undefined)
      expect([ended.state, ended.findings, ended.place]).toEqual(['done', [], undefined])
    }
    expect(held.standing.filter((id) => id !== dry.json.id)).toEqual([first.json.id, second.json.id, third.json.id])
    expect(await on(host, `findmnt -no TARGET /mnt/${volume.name}`)).toBe(`/mnt/${volume.name}`)
  })

  test('a run that is cancelled while it waits ends, and nothing of it was sent', async () => {
    await stage.instance('web-1')
    const { held, ask, mount, unmount, seen } = await server()
    await mount(['web-1'])
    const second = await unmount(['web-1'])
    await seen(second.json.id, (run) => run.place === 1)
    const cancelling = ask('POST', `/runs/${second.json.id}/cancel`)
    held.letGo()
    const { json } = await cancelling
    expect(json).toMatchObject({ run: { state: 'unknown', commands: [], findings: [{ code: 'cancelled' }] }, cancelledCommands: [] })
  })

  test('a server that is stopped leaves those that wait, and the next one does them', async () => {
    const host = await stage.instance('web-1')
    const { api, held, mount, unmount, seen } = await server()
    const first = await mount(['web-1'])
    const second = await unmount(['web-1'])
    await seen(second.json.id, (run) => run.place === 1)
    const closing = api.close(60_000)
    held.letGo()
    await closing
    expect(await stage.prism.run(first.json.id)).toMatchObject({ state: 'done' })
    expect(await stage.prism.run(second.json.id)).toMatchObject({ state: 'requested' })
    const next = await server()
    next.held.letGo()
    next.api.resume(second.json.id)
    expect(await next.seen(second.json.id, (run) => run.endedAt !== undefined)).toMatchObject({ state: 'done' })
    expect(await on(host, `findmnt -no TARGET /mnt/${volume.name} || echo none`)).toBe('none')
  })

  test('what waits at one replica no other takes up', async () => {
    await stage.instance('web-1')
    const claims = replicas()
    const line = memoryLine()
    const [one, other] = [
      await server({ claims: claims('one'), queue: makeQueue(8, machineClock, line) }),
      await server({ claims: claims('other') }),
    ]
    const first = await one.mount(['web-1'])
    const second = await one.unmount(['web-1'])
    await one.seen(second.json.id, (run) => run.place === 1)
    for (const { json } of [first, second]) other.api.resume(json.id)
    one.held.letGo()
    await one.seen(second.json.id, (run) => run.endedAt !== undefined)
    expect(one.held.standing).toEqual([first.json.id, second.json.id])
    expect(other.held.standing).toEqual([])
  })

  test('a run that waits at one replica is cancelled at another, and is not begun when its turn comes', async () => {
    await stage.instance('web-1')
    const claims = replicas()
    const [one, other] = [await server({ claims: claims('one') }), await server({ claims: claims('other') })]
    const first = await one.mount(['web-1'])
    const second = await one.unmount(['web-1'])
    await one.seen(second.json.id, (run) => run.place === 1)
    const { json } = await other.ask('POST', `/runs/${second.json.id}/cancel`)
    expect(json).toMatchObject({ run: { state: 'denied', commands: [], findings: [{ code: 'cancelled' }] }, notCancelledCommands: [] })
    one.held.letGo()
    expect((await one.seen(first.json.id, (run) => run.endedAt !== undefined)).state).toBe('done')
    expect((await stage.prism.events(second.json.id)).map(({ type }) => type)).toEqual(['requested', 'ended'])
  })

  test('a run that another replica works on is cancelled by its commands, and ends there', async () => {
    const host = await stage.instance('web-1')
    await host.faults.onMount({ kind: 'hang' })
    const [at, by] = stage.twoWorkers()
    const [one, other] = [await server({ prism: at }), await server({ prism: by })]
    const { json: begun } = await one.mount(['web-1'])
    const isMounting = async () => (await at.run(begun.id))?.jobs.some(({ job, chunks }) => job.changes && chunks.some((c) => c.commandId))
    while (!(await isMounting())) await new Promise((resolve) => setTimeout(resolve, 20))
    const { json } = await other.ask('POST', `/runs/${begun.id}/cancel`)
    expect([json.cancelledCommands.length, json.notCancelledCommands]).toEqual([1, []])
    expect(await one.seen(begun.id, (run) => run.endedAt !== undefined)).toMatchObject({ state: expect.stringMatching(/failed|unknown/) })
    expect((await at.events(begun.id)).filter(({ type }) => type === 'ended')).toHaveLength(1)
  })

  test('a run that is cancelled before it stands in the queue ends, and nothing of it was sent', async () => {
    await stage.instance('web-1')
    const line = { ...memoryLine(), join: () => new Promise<never>(() => {}) }
    const { held, ask, mount } = await server({ queue: makeQueue(8, machineClock, line) })
    held.letGo()
    const { json: run } = await mount(['web-1'])
    const { json } = await ask('POST', `/runs/${run.id}/cancel`)
    expect(json).toMatchObject({ run: { commands: [], findings: [{ code: 'cancelled' }] }, cancelledCommands: [] })
    expect(json.run.endedAt).toBeDefined()
  })

  test('a run whose store was away when it was to be claimed is carried on by whoever looks for it', async () => {
    await stage.instance('web-1')
    const claims = replicas()('one')
    let asked = 0
    const claim: Claims['claim'] = (what) => (asked++ === 0 ? Promise.reject(new Error('the store is away')) : claims.claim(what))
    const { api, held, mount, seen } = await server({ claims: { ...claims, claim } })
    held.letGo()
    const { json } = await mount(['web-1'], {}, 1)
    expect([json.state, held.standing]).toEqual(['requested', []])
    api.takeUp(json.id)
    api.takeUp(json.id)
    expect((await seen(json.id, (run) => run.endedAt !== undefined)).state).toBe('done')
    expect(held.standing).toEqual([json.id])
  })

  test('a server that is stopped before it could put a run into the queue leaves it to the next one', async () => {
    await stage.instance('web-1')
    const claims = replicas()('one')
    const away = Promise.withResolvers<void>()
    const claim: Claims['claim'] = async (what) => {
      await away.promise
      return claims.claim(what)
    }
    const { api, held, mount } = await server({ claims: { ...claims, claim } })
    held.letGo()
    const { json } = await mount(['web-1'])
    const closing = api.close(0)
    await new Promise((resolve) => setTimeout(resolve, 50))
    away.resolve()
    await closing
    expect(await stage.prism.run(json.id)).toMatchObject({ state: 'requested' })
    expect(held.standing).toEqual([])
  })
})
