/** A run is written down while it goes, in order, and never in its way. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { constants, gunzipSync } from 'node:zlib'
import { evidenceFrom, readEvidence } from '../../../../src/runs/evidence/read.ts'
import { evidenceStream, evidenceTo, openEvidence } from '../../../../src/runs/evidence/write.ts'
import { fleetReport } from '../../../support/many.ts'
import { eventsOf } from '../../../support/run-events.ts'

test('a run is on the disk up to the last event while the run goes on', async () => {
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

test('it says why it could not be written, and does not stop the run', async () => {
  const file = new Writable({ write: (_chunk, _encoding, done) => done(new Error('ENOSPC: no space left on device')) })
  const evidence = evidenceTo(file)
  for (const event of eventsOf(fleetReport(500, []))) await evidence.sink.onEvent!(event)
  expect((await evidence.close())?.message).toContain('ENOSPC')
})

test('it keeps what an interrupt left', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'prism-evidence-'))
  try {
    const path = join(folder, 'evidence')
    const evidence = await openEvidence(path)
    for (const event of eventsOf()) void evidence.sink.onEvent!(event)
    expect(await evidence.close(['c-1'])).toBeUndefined()
    expect(await readEvidence(path)).toEqual({ events: eventsOf(), interrupted: ['c-1'] })
    await expect(openEvidence(join(folder, 'missing', 'evidence'))).rejects.toMatchObject({
      finding: { code: 'evidence-not-written', seen: expect.stringMatching(/^ENOENT: no such file/) },
      cause: { code: 'ENOENT' },
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

/** A disk that takes a turn for each piece. */
function slowFile() {
  const chunks: Buffer[] = []
  const file = new Writable({
    highWaterMark: 16,
    write: (chunk: Buffer, _, done) => {
      chunks.push(chunk)
      setImmediate(done)
    },
  })
  return { chunks, file }
}

test('events that come faster than a disk takes them are written one after the other', async () => {
  const { chunks, file } = slowFile()
  const { sink, close } = evidenceTo(file)
  const events = eventsOf(fleetReport(500, []))
  for (const event of events) void sink.onEvent!(event)
  expect(await close()).toBeUndefined()
  expect(await evidenceFrom(Readable.from(chunks))).toEqual({ events })
})

test('a run goes on where the disk was full before it began', async () => {
  const file = new Writable({ write: (_chunk, _encoding, done) => done() })
  const evidence = evidenceTo(file)
  file.destroy(new Error('ENOSPC: no space left on device'))
  for (const event of eventsOf(fleetReport(500, []))) await evidence.sink.onEvent!(event)
  expect((await evidence.close())?.message).toBe('ENOSPC: no space left on device')
})

test('a file that is written and closed is not held open', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'prism-evidence-'))
  try {
    const open = (): number => readdirSync('/proc/self/fd').length
    const before = open()
    for (const name of ['a', 'b', 'c']) {
      const evidence = await openEvidence(join(folder, name))
      expect(await evidence.close()).toBeUndefined()
    }
    expect(open()).toBe(before)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a run that has ended is made into a file as it is read', async () => {
  expect(await evidenceFrom(evidenceStream(eventsOf()))).toEqual({ events: eventsOf() })
  expect(await evidenceFrom(evidenceStream(eventsOf().slice(0, 1)))).toEqual({ events: eventsOf().slice(0, 1) })
})
