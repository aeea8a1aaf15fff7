/** A run's evidence: what is written is read again, and nothing else is taken for it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { constants, gunzipSync, gzipSync } from 'node:zlib'
import type { EventBody, RunEvent } from '../../../../src/domain/run.ts'
import { fileOf, firstLine, lastLine, linesOf } from '../../../../src/runs/evidence/lines.ts'
import { EvidenceTooLarge, evidenceFrom, readEvidence } from '../../../../src/runs/evidence/read.ts'
import { evidenceStream, evidenceTo, openEvidence } from '../../../../src/runs/evidence/write.ts'
import { bombOf } from '../../../support/bomb.ts'
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

test('the page about evidence shows the lines that are written', () => {
  const page = readFileSync(new URL('../../../../../docs/evidence.md', import.meta.url), 'utf8')
  expect(page).toContain(firstLine())
  expect(page).toContain('{"in":["data","answer","report","instances"],"entry":{')
})
