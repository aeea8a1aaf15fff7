import { machineClock } from '../../../src/clock.ts'
import type { Request } from '../../../src/domain/request.ts'
import { parseCommand } from '../../../src/language/comment.ts'
import { memoryLine } from '../../../src/runs/line.ts'
import { makeQueue } from '../../../src/runs/queue.ts'
import { atOnce, comes, holds } from '../../support/line-contract.ts'

const never = new AbortController().signal
const asked = (words: string, asker = 'ada') => ({ runId: `run of ${words}`, request: parseCommand(`/prism ${words}`) as Request, asker })

function on(atOnce: number) {
  const queue = makeQueue(atOnce, machineClock)
  const begun: string[] = []
  const places: Record<string, number[]> = {}
  const ends = new Map<string, () => void>()
  return {
    begun,
    places,
    ask: async (words: string, signal = never, asker = 'ada'): Promise<void> => {
      const onPlace = (place: number): void => {
        places[words] = [...(places[words] ?? []), place]
      }
      const leave = await queue.enter(asked(words, asker), onPlace, signal)
      begun.push(words)
      ends.set(words, leave)
    },
    end: async (words: string): Promise<void> => {
      ends.get(words)!()
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}
const settled = () => new Promise((resolve) => setImmediate(resolve))

test('of two that change a volume on one instance the second waits, and other instances and volumes do not', async () => {
  const q = on(9)
  const all = ['mount data web-1', 'unmount data web-2 web-1', 'mount data web-3', 'mount other web-1', 'verify data web-1']
  for (const words of all) void q.ask(words)
  await settled()
  expect(q.begun).toEqual(all.filter((words) => !words.startsWith('unmount')))
  expect(q.places['unmount data web-2 web-1']?.at(-1)).toBe(1)
  await q.end('mount data web-1')
  expect(q.begun.at(-1)).toBe('unmount data web-2 web-1')
})

test('what names instances by a tag or an id meets everything on its volume', async () => {
  const q = on(9)
  for (const words of ['mount data web-1', 'mount data tag:Team=x', 'mount data i-0123456789abcdef0']) void q.ask(words)
  await settled()
  expect(q.begun).toEqual(['mount data web-1'])
  await q.end('mount data web-1')
  expect(q.begun).toEqual(['mount data web-1', 'mount data tag:Team=x'])
})

test('only so many go on at once, in the order in which they came, and each is told its place', async () => {
  const q = on(2)
  const all = ['a', 'b', 'c', 'd'].map((name) => `mount ${name} web-1`)
  for (const words of all) void q.ask(words)
  await settled()
  expect(q.begun).toEqual(all.slice(0, 2))
  expect([q.places[all[2]!]?.at(-1), q.places[all[3]!]?.at(-1)]).toEqual([1, 2])
  await q.end(all[1]!)
  expect(q.begun).toEqual(all.slice(0, 3))
  expect(q.places[all[3]!]?.at(-1)).toBe(1)
})

test('whoever asks for much keeps nobody behind more than one of it', async () => {
  const q = on(1)
  const many = ['a', 'b', 'c', 'd'].map((name) => `mount ${name} web-1`)
  for (const words of many) void q.ask(words)
  void q.ask('mount e web-1', never, 'grace')
  void q.ask('mount f web-1', never, 'grace')
  await settled()
  expect([q.places['mount e web-1']?.at(-1), q.places['mount f web-1']?.at(-1)]).toEqual([2, 4])
  for (let n = 0; n < 6; n++) await q.end(q.begun.at(-1)!)
  expect(q.begun.map((words) => words.split(' ')[1]).join('')).toBe('abecfd')
})

test('one of many that has its turn before its round, as it waits for nothing, puts nobody behind the others', async () => {
  const q = on(9)
  for (const words of ['mount data a', 'mount data a b', 'mount data a c', 'mount data a d', 'mount data e']) void q.ask(words)
  await settled()
  expect(q.begun).toEqual(['mount data a', 'mount data e'])
  void q.ask('unmount data a', never, 'grace')
  await settled()
  expect(q.places['unmount data a']?.at(-1)).toBe(2)
  // and who asked earlier is not passed by who comes again and again
  await q.end('mount data a')
  await q.end('mount data a b')
  void q.ask('unmount data a f', never, 'heidi')
  await settled()
  expect(q.begun.at(-1)).toBe('unmount data a')
  expect([q.places['mount data a c']?.at(-1), q.places['unmount data a f']?.at(-1)]).toEqual([1, 2])
})

test('a later one does not pass one that waits for the same', async () => {
  const q = on(9)
  for (const words of ['mount data a', 'mount data a b', 'mount data b']) void q.ask(words)
  await settled()
  expect(q.begun).toEqual(['mount data a'])
  await q.end('mount data a')
  expect(q.begun).toEqual(['mount data a', 'mount data a b'])
})

test('a place of which the store does not know that it is free is given back until the store knows it', async () => {
  const line = memoryLine()
  let refused = 0
  const leave = (runId: string) => (refused++ < 2 ? Promise.reject(new Error('the store is away')) : line.leave(runId))
  const queue = makeQueue(1, machineClock, { ...line, leave, every: 1 })
  const give = await queue.enter(asked('mount data a'), () => {}, never)
  const places: number[] = []
  const other = queue.enter(asked('mount data a b'), (place) => places.push(place), never)
  give()
  await other
  expect([refused, places]).toEqual([3, [1]])
})

test('a store that cannot be asked lets nobody begin', async () => {
  const queue = makeQueue(1, machineClock, { ...memoryLine(), join: () => Promise.reject(new Error('the store is away')) })
  await expect(queue.enter(asked('mount data a'), () => {}, never)).rejects.toThrow('the store is away')
})

test('who is stopped while it joins need not wait for the store', async () => {
  const stop = new AbortController()
  const queue = makeQueue(1, machineClock, { ...memoryLine(), join: () => new Promise(() => {}) })
  const waiting = queue.enter(asked('mount data a'), () => {}, stop.signal)
  stop.abort()
  await expect(waiting).rejects.toThrow('stopped')
})

test('what could not join and comes again keeps its place when the first attempt is stopped', async () => {
  const line = memoryLine()
  let joins = 0
  const join: typeof line.join = (comer, due) => (joins++ === 0 ? Promise.reject(new Error('the store is away')) : line.join(comer, due))
  const queue = makeQueue(1, machineClock, { ...line, join })
  const first = new AbortController()
  await expect(queue.enter(asked('mount data b'), () => {}, first.signal)).rejects.toThrow('the store is away')
  const leave = await queue.enter(asked('mount data a'), () => {}, never)
  const waiting = queue.enter(asked('mount data b'), () => {}, never)
  await settled()
  first.abort()
  await settled()
  leave()
  expect(typeof (await waiting)).toBe('function')
})

test('what was stopped while it joined and comes again keeps its place when the first attempt fails late', async () => {
  const line = memoryLine()
  const late = Promise.withResolvers<never>()
  let joins = 0
  const queue = makeQueue(1, machineClock, { ...line, join: (comer, due) => (++joins === 2 ? late.promise : line.join(comer, due)) })
  const leave = await queue.enter(asked('mount data a'), () => {}, never)
  const stop = new AbortController()
  const first = queue.enter(asked('mount data b'), () => {}, stop.signal)
  stop.abort()
  await expect(first).rejects.toThrow('stopped')
  const waiting = queue.enter(asked('mount data b'), () => {}, never)
  await settled()
  late.reject(new Error('the store is away'))
  await settled()
  leave()
  expect(typeof (await waiting)).toBe('function')
})

test('what waits here already does not wait twice', async () => {
  const q = on(1)
  void q.ask('mount data a')
  void q.ask('mount data b')
  await settled()
  await expect(q.ask('mount data b')).rejects.toThrow('it waits here already')
  await q.end('mount data a')
  expect(q.begun).toEqual(['mount data a', 'mount data b'])
})

test('who is stopped while it waits is out, and holds nobody up', async () => {
  const q = on(1)
  const stop = new AbortController()
  void q.ask('mount data a')
  const waiting = q.ask('mount data b', stop.signal)
  void q.ask('mount data c')
  await settled()
  stop.abort()
  await expect(waiting).rejects.toThrow('stopped')
  await q.end('mount data a')
  expect(q.begun).toEqual(['mount data a', 'mount data c'])
  await expect(q.ask('mount data d', stop.signal)).rejects.toThrow('stopped')
})

test('a run that goes on keeps its turn when its signal ends, until it gives it back', async () => {
  const q = on(1)
  const stop = new AbortController()
  void q.ask('mount data a', stop.signal)
  void q.ask('mount data b')
  await settled()
  stop.abort()
  await settled()
  expect(q.begun).toEqual(['mount data a'])
  await q.end('mount data a')
  expect(q.begun).toEqual(['mount data a', 'mount data b'])
})

describe('of a line that other replicas change too', () => {
  /** Sleeps end when the test says so. */
  function stage(more: Partial<ReturnType<typeof memoryLine>> = {}) {
    const line = memoryLine()
    let sleeping: (() => void)[] = []
    const clock = { sleep: () => new Promise<void>((resolve) => sleeping.push(resolve)) }
    const queue = makeQueue(9, clock, { ...line, every: 1_000, ...more })
    const begun: string[] = []
    const places: number[] = []
    return {
      line,
      begun,
      places,
      sleepers: () => sleeping.length,
      enter: async (words: string) => {
        const leave = await queue.enter(asked(words), (place) => places.push(place), never)
        begun.push(words)
        return leave
      },
      pass: async () => {
        const all = sleeping
        sleeping = []
        for (const wake of all) wake()
        await settled()
      },
    }
  }

  test('a turn that another replica gives back is seen at the next look; nobody looks when nobody waits', async () => {
    const { line, enter, begun, places, sleepers, pass } = stage()
    for (const words of ['mount data a', 'mount data a b']) {
      await line.join(comes('theirs', holds('a')), atOnce(9))
      const waiting = enter(words)
      await settled()
      expect([begun.includes(words), sleepers()]).toEqual([false, 1])
      await pass()
      await line.leave('theirs')
      await pass()
      const leave = await waiting
      expect([begun.includes(words), sleepers()]).toEqual([true, 0])
      leave()
      await settled()
      await pass()
      expect(sleepers()).toBe(0)
    }
    // told once each, as it stayed the same
    expect(places).toEqual([1, 1])
  })

  test('the store is asked once for all who wait, and asked again where it was away', async () => {
    const memory = memoryLine()
    let looks = 0
    const { enter, begun, sleepers, pass } = stage({
      ...memory,
      look: (due) => (looks++ === 0 ? Promise.reject(new Error('the store is away')) : memory.look(due)),
    })
    await memory.join(comes('theirs', holds('a')), atOnce(9))
    void enter('mount data a')
    void enter('mount data a b')
    await settled()
    expect(sleepers()).toBe(1)
    await memory.leave('theirs')
    await pass()
    expect([begun, looks]).toEqual([[], 1])
    await pass()
    expect([begun, looks]).toEqual([['mount data a'], 2])
  })

  test('a run that comes again does not begin by the turn that it had before, and does not lose its new one', async () => {
    const memory = memoryLine()
    let [leaves, joins] = [0, 0]
    const joined = Promise.withResolvers<void>()
    const { enter, begun, places } = stage({
      leave: (runId) => (leaves++ === 0 ? Promise.reject(new Error('the store is away')) : memory.leave(runId)),
      look: memory.look,
      join: async (comer, due) => {
        if (++joins === 2) await joined.promise
        return memory.join(comer, due)
      },
    })
    const first = await enter('mount data a')
    first()
    await settled()
    const again = enter('mount data a')
    const other = await enter('mount other a')
    await settled()
    expect(begun).toEqual(['mount data a', 'mount other a'])
    joined.resolve()
    await again
    void enter('mount data a b')
    other()
    await settled()
    expect(begun).toEqual(['mount data a', 'mount other a', 'mount data a'])
    // only the last one waited
    expect(places).toEqual([1])
  })
})

test('where one process has the line to itself, nobody looks again and again', async () => {
  let sleeps = 0
  const clock = { sleep: () => (sleeps++ === 0 ? Promise.resolve() : new Promise<void>(() => {})) }
  const queue = makeQueue(1, clock)
  const leave = await queue.enter(asked('mount data a'), () => {}, never)
  const next = queue.enter(asked('mount data b'), () => {}, never)
  leave()
  await next
  expect(sleeps).toBe(0)
})
