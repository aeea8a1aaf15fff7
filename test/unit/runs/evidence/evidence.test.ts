/** A run's evidence: what is written is read again, and nothing else is taken for it. */
import { execFile } from 'node:child_process'
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { constants, createGzip, gunzipSync, gzipSync } from 'node:zlib'
import type { EventBody, RunEvent } from '../../../../src/domain/run.ts'
import { fileOf, firstLine, lastLine, linesOf } from '../../../../src/runs/evidence/lines.ts'
import { evidenceFrom, readEvidence } from '../../../../src/runs/evidence/read.ts'
import { evidenceStream, evidenceTo, openEvidence } from '../../../../src/runs/evidence/write.ts'
import { fleetReport, manyReport, manyRunId, runOf } from '../../../support/many.ts'

function eventsOf(report = manyReport({ instances: 3, accounts: 2 })): RunEvent[] {
  const { request, origin } = runOf(report)
  const bodies: EventBody[] = [
    { type: 'requested', data: { request, origin, dryRun: false } },
    { type: 'decided', data: { kind: 'allowed' } },
    { type: 'resolved', data: report.operation },
    { type: 'ended', data: { state: 'done', answer: { kind: 'report', report }, findings: [] } },
  ]
  return bodies.map((body, n) => ({ ...body, runId: manyRunId, seq: n + 1, at: '2026-11-23T12:00:00.000Z' }))
}

const packed = (lines: readonly string[]): Readable => Readable.from([gzipSync(lines.map((line) => `${line}\n`).join(''))])
const refusing = (seen: RegExp) => ({ finding: { code: 'evidence-unreadable', seen: expect.stringMatching(seen) } })

describe('an evidence file', () => {
  test('gives the events again, as they were', async () => {
    const events = eventsOf()
    expect(await evidenceFrom(evidenceStream(events))).toEqual({ events })
  })

  test('has a line for each instance and pair, so that no line grows with the fleet', () => {
    const longest = (instances: number) => {
      const [, , , ended] = eventsOf(fleetReport(instances, []))
      // everybody is one person there, and who that is stands in one line
      return Math.max(...[...linesOf(ended!)].filter((line) => line.startsWith('{"in"')).map((line) => line.length))
    }
    expect(longest(2_000)).toBeLessThan(longest(10) + 10)
  })

  test('is on the disk up to the last event while the run goes on', async () => {
    const chunks: Buffer[] = []
    const file = new Writable({
      write: (chunk: Buffer, _, done) => {
        chunks.push(chunk)
        done()
      },
    })
    const { sink } = evidenceTo(file)
    for (const event of eventsOf().slice(0, 3)) await sink.onEvent!(event)
    const soFar = gunzipSync(Buffer.concat(chunks), { finishFlush: constants.Z_SYNC_FLUSH }).toString()
    expect(soFar.trimEnd().split('\n')).toHaveLength(4)
  })

  test('says why it could not be written, and does not stop the run', async () => {
    const file = new Writable({ write: (_chunk, _encoding, done) => done(new Error('ENOSPC: no space left on device')) })
    const evidence = evidenceTo(file)
    for (const event of eventsOf(fleetReport(500, []))) await evidence.sink.onEvent!(event)
    expect((await evidence.close())?.message).toContain('ENOSPC')
  })

  test('keeps what an interrupt left', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'prism-evidence-'))
    try {
      const path = join(folder, 'evidence')
      const evidence = await openEvidence(path)
      for (const event of eventsOf()) void evidence.sink.onEvent!(event)
      expect(await evidence.close(['c-1'])).toBeUndefined()
      expect(await readEvidence(path)).toEqual({ events: eventsOf(), interrupted: ['c-1'] })
      await expect(openEvidence(join(folder, 'missing', 'evidence'))).rejects.toMatchObject({ finding: { code: 'evidence-not-written' } })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

test('events that whoever gets the file may not read are left out, and counted', async () => {
  const [asked, decided, ...rest] = eventsOf()
  const read = await evidenceFrom(evidenceStream([asked!, ...rest]))
  expect(read).toEqual({ events: [asked, ...rest], leftOut: 1 })
  const lines = [...fileOf([asked!, ...rest])]
  await expect(evidenceFrom(packed([...lines.slice(0, -1), lines.at(-1)!.replace(',"leftOut":1', '')]))).rejects.toMatchObject(
    refusing(/^line \d+ does not go on where the run was$/),
  )
  expect((await evidenceFrom(evidenceStream([asked!, decided!, ...rest]))).leftOut).toBeUndefined()
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
  test.each([
    ['an event that is none', ['{"type":"requested"}'], /^line 2 is not an event of a run$/],
    ['an event nobody knows', [requested.replace('"requested"', '"toString"')], /^line 2 is not an event of a run$/],
    ['a run without its request', [decided], /^line 2 does not go on where the run was$/],
    ['a gap', [requested, decided.replace('"seq":2', '"seq":3'), lastLine(3)], /^line 3 does not go on where the run was$/],
    ['two runs', [requested, decided.replace(manyRunId, 'x')], /^line 3 does not go on where the run was$/],
    ['an entry of no list', [requested, '{"in":["data","request"],"entry":1}'], /^line 3 belongs to no list/],
    ['an entry of what every object has', [requested, '{"in":["data","__proto__","x"],"entry":1}'], /^line 3 belongs to no list/],
    ['no JSON', [requested, 'x'], /^line 3 is not an object of JSON$/],
    ['more after the end', [requested, lastLine(2), decided], /^line 4 comes after its end$/],
    ['an end that is none', [requested, '{"end":{"lines":2,"interrupted":[1]}}'], /^line 3 is not an end$/],
  ])('%s', async (_, lines, seen) => {
    await expect(evidenceFrom(packed([firstLine(), ...lines]))).rejects.toMatchObject(refusing(seen))
  })

  test('a file that unpacks to one endless line, before it is held', async () => {
    const bomb = gzipSync(Buffer.alloc(80 * 1024 * 1024, 'a'), { level: 1 })
    await expect(evidenceFrom(Readable.from([bomb]))).rejects.toMatchObject(refusing(/^a line of it is longer than/))
  })
})

describe('what unpacks to more than a machine has is refused before it is held', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'prism-evidence-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  /** A file of so many bytes of these lines, behind a request as a run has it. */
  async function bomb(bytes: number, lines: string): Promise<string> {
    const path = join(folder, 'bomb')
    const block = lines.repeat(Math.ceil(1e6 / lines.length))
    function* text(): Generator<string> {
      yield `${[...fileOf(eventsOf())].slice(0, 2).join('\n')}\n`
      for (let n = 0; n < bytes; n += block.length) yield block
    }
    await pipeline(Readable.from(text()), createGzip({ level: 1 }), createWriteStream(path))
    return path
  }

  /** `prism report`, with as much memory as a small machine gives. */
  const reported = (file: string) =>
    promisify(execFile)(process.execPath, ['--max-old-space-size=512', 'build/src/entrypoints/cli/bin.js', 'report', file]).then(
      () => ({ code: 0, stderr: '' }),
      ({ code, stderr }: { readonly code: number | string; readonly stderr: string }) => ({ code, stderr }),
    )

  test.each([
    ['a gigabyte of zeros', '0', /a line of it is longer than/],
    ['a gigabyte of empty lines', '\n', /line 3 is not an object of JSON/],
    ['a gigabyte of events that all are the run’s first', `${[...fileOf(eventsOf())][1]}\n`, /line 3 does not go on where the run was/],
  ])('%s', async (_, lines, seen) => {
    const path = await bomb(1e9, lines)
    expect(statSync(path).size).toBeLessThan(10_000_000)
    const { code, stderr } = await reported(path)
    expect(stderr).toMatch(seen)
    expect(code).toBe(4)
  })

  const entry = '{"in":["data","request","selectors"],"entry":{}}\n'
  test.each([
    ['characters', entry.repeat(40), { characters: 10_000_000, values: 1e9 }, /^it unpacks to more than 10000000 characters$/],
    ['values', entry.repeat(40), { characters: 1e9, values: 1_000_000 }, /^it unpacks to more than 1000000 values$/],
  ])('of entries that a run could have, by the count of %s', async (_, lines, most, seen) => {
    const file = createReadStream(await bomb(20_000_000, lines))
    await expect(evidenceFrom(file, most)).rejects.toMatchObject(refusing(seen))
    expect(file.destroyed).toBe(true)
  })
})

test('the page about evidence shows the lines that are written', () => {
  const page = readFileSync(new URL('../../../../../docs/evidence.md', import.meta.url), 'utf8')
  expect(page).toContain(firstLine())
  expect(page).toContain('{"in":["data","answer","report","instances"],"entry":{')
})
