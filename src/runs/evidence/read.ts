/** An evidence file → the run. Whole and as it was written, or refused: half a run could look like another verdict. */
import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { fail, PrismError } from '../../domain/catalogue.ts'
import type { EventBody, RunEvent } from '../../domain/run.ts'
import { type EntryLine, type FirstLine, format, type LastLine } from './lines.ts'

/** `leftOut`: so many events are not in it, as whoever got the file may not read them. */
export type Evidence = { readonly events: readonly RunEvent[]; readonly interrupted?: readonly string[]; readonly leftOut?: number }

/** No line of ours is longer: each has one instance, pair or volume. */
const longestLine = 64 * 1024 * 1024
/**
 * Gzip can unpack to a thousand times its size, and small values take more memory than their text. The report of 2,000 healthy instances has 8 million
 * characters and 400,000 values.
 */
export type Limits = { readonly characters: number; readonly values: number }
const limits: Limits = { characters: 512 * 1024 * 1024, values: 20_000_000 }

/** Throws `evidence-unreadable`. */
export async function readEvidence(path: string): Promise<Evidence> {
  try {
    return await evidenceFrom(createReadStream(path))
  } catch (error) {
    if (error instanceof PrismError) throw error
    throw refusal(readingFailed(error as NodeJS.ErrnoException), error)
  }
}

function readingFailed(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ENOENT':
      return 'there is no such file'
    case 'Z_DATA_ERROR':
      return 'it is not evidence of Prism: not gzip, or damaged'
    case 'Z_BUF_ERROR':
      return 'it ends in the middle: the run was killed, or the file was not copied whole'
    default:
      return error.message
  }
}

/** Unpacks no more than it holds: what is too large is refused as soon as it is. Throws `evidence-unreadable`, and what the stream fails with. */
export async function evidenceFrom(file: Readable, most: Limits = limits): Promise<Evidence> {
  const reader = newReader()
  const gunzip = createGunzip()
  file.on('error', (error) => gunzip.destroy(error))
  try {
    for await (const line of linesIn(within(file.pipe(gunzip), most))) reader.take(line)
    return reader.end()
  } finally {
    file.destroy()
  }
}

const separators: ReadonlySet<number> = new Set([',', '[', '{'].map((c) => c.charCodeAt(0)))

async function* within(text: Readable, most: Limits): AsyncGenerator<string> {
  let [characters, values] = [0, 0]
  for await (const chunk of text.setEncoding('utf8')) {
    const part = String(chunk)
    characters += part.length
    if (characters > most.characters) throw refusal(`it unpacks to more than ${most.characters} characters`)
    // each value but a first one comes behind one of these; those in texts count too
    for (let i = 0; i < part.length; i++) if (separators.has(part.charCodeAt(i))) values++
    if (values > most.values) throw refusal(`it unpacks to more than ${most.values} values`)
    yield part
  }
}

async function* linesIn(text: AsyncIterable<string>): AsyncGenerator<string> {
  let parts: string[] = []
  let length = 0
  for await (const chunk of text) {
    const [first = '', ...lines] = chunk.split('\n')
    parts.push(first)
    length += first.length
    if (length > longestLine) throw refusal(`a line of it is longer than ${longestLine} characters`)
    if (lines.length === 0) continue
    yield parts.join('')
    yield* lines.slice(0, -1)
    parts = [lines.at(-1)!]
    length = parts[0]!.length
  }
  if (length > 0) yield parts.join('')
}

function newReader() {
  const events: RunEvent[] = []
  let lines = 0
  let last: LastLine | undefined
  /** Events that are missing, and the line after the first of them. */
  let [gaps, gapAt] = [0, 0]
  const take = (line: string): void => {
    lines++
    const value = parsed(line, lines)
    if (lines === 1) begins(value)
    else if (last) throw refusal(`line ${lines} comes after its end`)
    else if ('end' in value) last = value as LastLine
    else if ('in' in value) put(events.at(-1), value as EntryLine, lines)
    else {
      const before = events.at(-1)
      const event = eventOf(value, before, lines)
      if (before && event.seq > before.seq + 1) {
        gapAt ||= lines
        gaps += event.seq - before.seq - 1
      }
      events.push(event)
    }
  }
  return {
    take,
    end: (): Evidence => {
      if (lines === 0) throw refusal('it is empty')
      if (!last || last.end?.lines !== lines - 1)
        throw refusal(`it ends in the middle, after ${lines} lines: the run was killed, or the file was not copied whole`)
      if (gaps !== (last.end.leftOut ?? 0)) throw refusal(`line ${gapAt || lines} does not go on where the run was`)
      const { interrupted } = last.end
      if (interrupted !== undefined && !isStrings(interrupted)) throw refusal(`line ${lines} is not an end`)
      return { events, ...(interrupted ? { interrupted } : {}), ...(gaps > 0 ? { leftOut: gaps } : {}) }
    },
  }
}

function parsed(line: string, number: number): object {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    value = undefined
  }
  if (typeof value !== 'object' || value === null) throw refusal(number === 1 ? notOurs : `line ${number} is not an object of JSON`)
  return value
}

const notOurs = 'it is not evidence of Prism'

function begins(value: object): void {
  const { prism, format: made } = value as Partial<FirstLine>
  if (prism !== 'evidence') throw refusal(notOurs)
  if (made !== format) throw refusal(`it has format ${String(made)}, and this Prism reads format ${format}: use the Prism that wrote it`)
}

function eventOf(value: object, before: RunEvent | undefined, number: number): RunEvent {
  const { runId, seq, at, type, data } = value as Partial<RunEvent>
  const known =
    typeof runId === 'string' &&
    typeof at === 'string' &&
    typeof seq === 'number' &&
    Number.isInteger(seq) &&
    Object.hasOwn(types, String(type)) &&
    typeof data === 'object' &&
    data !== null
  if (!known) throw refusal(`line ${number} is not an event of a run`)
  if (before ? runId !== before.runId || seq <= before.seq : type !== 'requested')
    throw refusal(`line ${number} does not go on where the run was`)
  return value as RunEvent
}

const types: Readonly<Record<EventBody['type'], true>> = {
  requested: true,
  decided: true,
  resolved: true,
  observed: true,
  'batch-begun': true,
  planned: true,
  'volume-planned': true,
  'people-planned': true,
  'registry-read': true,
  'registry-applied': true,
  'apply-decided': true,
  offered: true,
  approved: true,
  released: true,
  locked: true,
  unlocking: true,
  dispatching: true,
  dispatched: true,
  cancelling: true,
  returned: true,
  reported: true,
  provisioned: true,
  ended: true,
}

/** Into a list that the event left empty; nothing else can be reached. */
function put(event: RunEvent | undefined, line: EntryLine, number: number): void {
  let value: unknown = event
  for (const name of isStrings(line.in) ? line.in : []) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) value = undefined
    else value = (value as Readonly<Record<string, unknown>>)[name]
  }
  if (!Array.isArray(value)) throw refusal(`line ${number} belongs to no list of the event before it`)
  value.push(line.entry)
}

const isStrings = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((v) => typeof v === 'string')

const refusal = (seen: string, cause?: unknown): PrismError => fail('evidence-unreadable', { seen }, cause)
