/** A run's evidence: what is written is read again, and nothing else is taken for it. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import type { RunEvent } from '../../../../src/domain/run.ts'
import { fileOf, firstLine, lastLine } from '../../../../src/runs/evidence/lines.ts'
import { EvidenceTooLarge, evidenceFrom, readEvidence } from '../../../../src/runs/evidence/read.ts'
import { evidenceStream } from '../../../../src/runs/evidence/write.ts'
import { bombOf } from '../../../support/bomb.ts'
import { fleetReport, manyRunId } from '../../../support/many.ts'
import { eventsOf } from '../../../support/run-events.ts'

const packed = (lines: readonly string[]): Readable => Readable.from([gzipSync(lines.map((line) => `${line}\n`).join(''))])
const refusing = (seen: RegExp) => ({ finding: { code: 'evidence-unreadable', seen: expect.stringMatching(seen) } })

/** The file in pieces of so many bytes, as a disk or a network gives it. */
const inPieces = (whole: Buffer, size: number): Readable =>
  Readable.from(Array.from({ length: Math.ceil(whole.length / size) }, (_, n) => whole.subarray(n * size, (n + 1) * size)))

test('the events are as they were', async () => {
  const events = eventsOf()
  expect(await evidenceFrom(evidenceStream(events))).toEqual({ events })
})

test('also where a line is longer than what is unpacked at once, and in whatever pieces the file comes', async () => {
  const [asked, ...rest] = eventsOf()
  const long = { ...asked, at: 'é'.repeat(100_000) } as RunEvent
  const whole = await buffer(evidenceStream([long, ...rest]))
  for (const size of [1_000, 37, whole.length]) expect(await evidenceFrom(inPieces(whole, size))).toEqual({ events: [long, ...rest] })
})

test('also without a line end behind the last line', async () => {
  const lines = [...fileOf(eventsOf())]
  expect(await evidenceFrom(Readable.from([gzipSync(lines.join('\n'))]))).toEqual({ events: eventsOf() })
})

test('also what an interrupt left, however much that is and where nothing stands behind it', async () => {
  const lines = [...fileOf(eventsOf())].slice(0, -1)
  const interrupted = Array.from({ length: 10_000 }, (_, n) => `command ${n}`)
  const end = lastLine(lines.length, interrupted)
  for (const text of [end, `${end}\n`])
    expect(await evidenceFrom(Readable.from([gzipSync([...lines, text].join('\n'))]))).toEqual({ events: eventsOf(), interrupted })
})

test('events that whoever gets the file may not read are left out, and counted', async () => {
  const [asked, decided, ...rest] = eventsOf()
  const read = await evidenceFrom(evidenceStream([asked!, ...rest]))
  expect(read).toEqual({ events: [asked, ...rest], leftOut: 1 })
  const lines = [...fileOf([asked!, ...rest])]
  await expect(evidenceFrom(packed([...lines.slice(0, -1), lines.at(-1)!.replace(',"leftOut":1', '')]))).rejects.toMatchObject(
    refusing(/^line \d+ does not go on where the run was$/),
  )
  expect(await evidenceFrom(evidenceStream([asked!, decided!, ...rest]))).not.toHaveProperty('leftOut')
  // the first place where some are missing is named, and all of them count
  const apart = [asked!, { ...decided!, seq: 4 }, { ...decided!, seq: 9 }]
  expect((await evidenceFrom(evidenceStream(apart))).leftOut).toBe(6)
  const uncounted = [...fileOf(apart)].slice(0, -1)
  await expect(evidenceFrom(packed([...uncounted, lastLine(uncounted.length)]))).rejects.toMatchObject(
    refusing(/^line 3 does not go on where the run was$/),
  )
  // an end that counts more than are missing
  const whole = [...fileOf([asked!])].slice(0, -1)
  await expect(evidenceFrom(packed([...whole, lastLine(whole.length, undefined, 1)]))).rejects.toMatchObject(
    refusing(/^line 3 does not go on where the run was$/),
  )
})

describe('what is not one is refused in one line', () => {
  test('wherever it was cut off', async () => {
    const whole = await buffer(evidenceStream(eventsOf()))
    const cuts = Array.from({ length: 40 }, (_, n) => Math.floor((whole.length * n) / 40))
    for (const cut of [...cuts, whole.length - 1])
      await expect(evidenceFrom(Readable.from([whole.subarray(0, cut)]))).rejects.toThrow(
        /it ends in the middle|it is empty|unexpected end of file/,
      )
  })

  test('also between two lines, where gzip itself is whole', async () => {
    const lines = [...fileOf(eventsOf())]
    for (const length of [1, 2, 5, lines.length - 1])
      await expect(evidenceFrom(packed(lines.slice(0, length)))).rejects.toMatchObject(refusing(/^it ends in the middle, after \d+ lines/))
    await expect(evidenceFrom(packed(lines.toSpliced(5, 1)))).rejects.toMatchObject(refusing(/^it ends in the middle/))
  })

  test.each([
    ['no file', undefined, /^there is no such file$/],
    ['a text', 'Dear diary,\n', /^it is not evidence of Prism: not gzip, or damaged$/],
    ['nothing', '', /^it ends in the middle/],
    ['nothing in gzip', gzipSync(''), /^it is empty$/],
    ['another gzip', gzipSync('Dear diary,\n'), /^it is not evidence of Prism$/],
    ['JSON that is not ours', gzipSync('{"a":1}\n'), /^it is not evidence of Prism$/],
    ['a later format', gzipSync('{"prism":"evidence","format":2}\n'), /^it has format 2, and this Prism reads format 1/],
  ])('%s', async (_, content, seen) => {
    const folder = mkdtempSync(join(tmpdir(), 'prism-evidence-'))
    try {
      const path = join(folder, 'file')
      if (content !== undefined) writeFileSync(path, content)
      await expect(readEvidence(path)).rejects.toMatchObject(refusing(seen))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  const [requested = '', decided = ''] = [...fileOf(eventsOf())].slice(1)
  const decidedWithList = requested.replace('"data":{', '"data":{"0":[],')
  const broken: [string, object][] = [
    ['without a run', { runId: 7 }],
    ['without its time', { at: undefined }],
    ['whose place is a word', { seq: '2' }],
    ['whose place is between two others', { seq: 1.5 }],
    ['of several types', { type: ['decided'] }],
    ['without data', { data: undefined }],
    ['whose data is nothing', { data: null }],
    ['whose data is a word', { data: 'x' }],
  ]
  test.each<[string, string[], RegExp]>([
    ['an event that is none', ['{"type":"requested"}'], /^line 2 is not an event of a run$/],
    ...broken.map(([what, more]): [string, string[], RegExp] => [
      `an event ${what}`,
      [requested, JSON.stringify({ ...(JSON.parse(decided) as object), ...more })],
      /^line 3 is not an event of a run$/,
    ]),
    ['an event nobody knows', [requested.replace('"requested"', '"toString"')], /^line 2 is not an event of a run$/],
    ['a run without its request', [decided], /^line 2 does not go on where the run was$/],
    ['a gap', [requested, decided.replace('"seq":2', '"seq":3'), lastLine(3)], /^line 3 does not go on where the run was$/],
    ['an event twice', [requested, requested], /^line 3 does not go on where the run was$/],
    ['two runs', [requested, decided.replace(manyRunId, 'x')], /^line 3 does not go on where the run was$/],
    ['an entry of no list', [requested, '{"in":["data","request"],"entry":1}'], /^line 3 belongs to no list/],
    ['an entry of what every object has', [requested, '{"in":["data","__proto__","x"],"entry":1}'], /^line 3 belongs to no list/],
    ['an entry before any event', ['{"in":["data"],"entry":1}'], /^line 2 belongs to no list/],
    ['an entry of a list that is not named', [requested, '{"in":[],"entry":1}'], /^line 3 belongs to no list/],
    ['an entry of a list whose name is none', [decidedWithList, '{"in":["data",0],"entry":1}'], /^line 3 belongs to no list/],
    ['an entry within a word', [requested, '{"in":["at","length"],"entry":1}'], /^line 3 belongs to no list/],
    ['a number', [requested, '7'], /^line 3 is not an object of JSON$/],
    ['nothing at all', [requested, 'null'], /^line 3 is not an object of JSON$/],
    ['an end of nothing', [requested, '{"end":null}'], /^it ends in the middle, after 3 lines/],
    ['an interrupt that is no list', [requested, '{"end":{"lines":2,"interrupted":"c-1"}}'], /^line 3 is not an end$/],
    ['no JSON', [requested, 'x'], /^line 3 is not an object of JSON$/],
    ['more after the end', [requested, lastLine(2), decided], /^line 4 comes after its end$/],
    ['an end that is none', [requested, '{"end":{"lines":2,"interrupted":[1]}}'], /^line 3 is not an end$/],
  ])('%s', async (_, lines, seen) => {
    await expect(evidenceFrom(packed([firstLine(), ...lines]))).rejects.toMatchObject(refusing(seen))
  })

  test('a folder', async () => {
    await expect(readEvidence(tmpdir())).rejects.toMatchObject({
      ...refusing(/^EISDIR: illegal operation on a directory/),
      cause: { code: 'EISDIR' },
    })
  })

  test('a file that unpacks to one endless line, before it is held', async () => {
    const bomb = gzipSync(Buffer.alloc(80 * 1024 * 1024, 'a'), { level: 1 })
    await expect(evidenceFrom(Readable.from([bomb]))).rejects.toMatchObject(refusing(/^a line of it is longer than/))
  })
})

test('what a run of a fleet takes is not too large, in a process of half a GiB', async () => {
  const events = eventsOf(fleetReport(2_000, []))
  await expect(evidenceFrom(evidenceStream(events), 256 * 2 ** 20)).resolves.toEqual({ events })
})

test.each([
  ['entries without end', bombOf(4)],
  ['one line of empty objects', gzipSync(`${firstLine()}\n{"a":[${'{},'.repeat(2 ** 20)}{}]}\n`)],
])('of %s no more is held than the process may hold', async (_, bomb) => {
  const refused = evidenceFrom(Readable.from([bomb]), 8 * 2 ** 20)
  await expect(refused).rejects.toMatchObject(refusing(/^it unpacks to more than this process may hold \(8 MiB for it\)/))
  await expect(refused).rejects.toBeInstanceOf(EvidenceTooLarge)
})

test.each([
  ['many short values', `[${'0,'.repeat(50_000)}0]`],
  ['lists within lists', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
  ['objects within objects', `${'{"":'.repeat(50_000)}0${'}'.repeat(50_000)}`],
])('%s take more than their letters, and are refused before they are parsed', async (_, value) => {
  const line = `{"a":${value}}`
  await expect(evidenceFrom(packed([firstLine(), line]), 2 ** 21)).rejects.toBeInstanceOf(EvidenceTooLarge)
  // a word of as many letters is small enough to be looked at
  const word = JSON.stringify({ a: 'x'.repeat(line.length) })
  await expect(evidenceFrom(packed([firstLine(), word]), 2 ** 21)).rejects.toMatchObject(refusing(/^line 2 is not an event of a run$/))
})

test('what a word takes is twice its letters', async () => {
  const word = JSON.stringify({ a: 'x'.repeat(2 ** 19) })
  await expect(evidenceFrom(packed([firstLine(), word]), 2 ** 20)).rejects.toBeInstanceOf(EvidenceTooLarge)
  await expect(evidenceFrom(packed([firstLine(), word]), 2 ** 21)).rejects.not.toBeInstanceOf(EvidenceTooLarge)
})

test('a file that is refused is not held open', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'prism-evidence-'))
  try {
    const path = join(folder, 'file')
    // what is behind its first line is not read any more
    writeFileSync(path, gzipSync(`{"a":1}\n${Array.from({ length: 300_000 }, () => Math.random()).join('\n')}`))
    const open = (): number => readdirSync('/proc/self/fd').length
    const before = open()
    for (let n = 0; n < 3; n++) await expect(readEvidence(path)).rejects.toMatchObject(refusing(/^it is not evidence of Prism$/))
    for (let n = 0; n < 1_000 && open() > before; n++) await new Promise((resolve) => setImmediate(resolve))
    expect(open()).toBe(before)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
