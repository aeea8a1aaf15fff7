/**
 * Reads what SSM returned of a command's output. The header names the job and holds count, digest and, where they fit, the packed
 * records, so that the first 2,400 characters are complete; the plain records and the end follow. Nothing is believed that does
 * not match the job's key, the program's digest, the count and the records' digest.
 */
import { hash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { type FindingCode, finding } from '../domain/catalogue.ts'
import type { ScriptJob } from '../domain/plan.ts'
import type { JobResult } from '../domain/run.ts'
import { readTold } from './facts-reader.ts'
import { RecordError, recordIn } from './records.ts'

/** summary: the first 2,500 characters (ListCommandInvocations); full: the first 24,000 (GetCommandInvocation). */
export type Source = 'summary' | 'full'

type Header = {
  readonly job: string
  readonly script: string
  readonly sha: string
  readonly state: 'done' | 'replayed' | keyof typeof refusals
  readonly records: number
  readonly sha256: string
  readonly packed: string
}

const headerPattern =
  /^PRISM\/1 job=([A-Za-z0-9._-]{1,96}) script=([a-z-]{1,20}) sha=([0-9a-f]{64}) state=(done|replayed|expired|busy|interrupted|python-missing|python-incomplete) records=(0|[1-9][0-9]{0,6}) sha256=([0-9a-f]{64}) packed=(-|[A-Za-z0-9+/]+={0,2})$/

const refusals = {
  expired: 'job-expired',
  busy: 'host-busy',
  interrupted: 'job-interrupted',
  'python-missing': 'python-missing',
  'python-incomplete': 'python-incomplete',
} as const satisfies Record<string, FindingCode>

/** What the agent (24,000 characters) and the list of invocations (2,500) leave where they cut an output. */
const cutMark = /-{2,3}output truncated-{2,3}$/i

const cutAfter = (text: string): string => `the output was cut after ${text.replace(cutMark, '').length} characters, inside the header`

/** More than any honest transcript unpacks to. */
const unpackedLimit = 2_000_000

/** Never throws. `needs-full` is answered for a summary only. */
export function readTranscript(
  job: ScriptJob,
  instanceId: string,
  at: string,
  output: string,
  source: Source,
): JobResult | { readonly kind: 'needs-full' } {
  const none = (code: FindingCode, seen: string): JobResult => ({ kind: 'none', instanceId, finding: finding(code, { seen, instanceId }) })
  const more = (code: FindingCode, seen: string) => (source === 'summary' ? ({ kind: 'needs-full' } as const) : none(code, seen))

  if (!output.startsWith('PRISM/1 ')) {
    if (output !== '' && 'PRISM/1 '.startsWith(output)) return more('transcript-truncated', cutAfter(output))
    return none('transcript-missing', output === '' ? 'the output is empty' : 'the output does not begin with a transcript')
  }
  const lines = output.split('\n')
  const first = lines[0] ?? ''
  if (lines.length === 1) return more('transcript-truncated', cutAfter(first))
  const header = readHeader(first)
  // nothing follows the line but SSM's own mark: it was cut, not changed
  const isCut = lines.slice(1).every((line) => line === '' || cutMark.test(line))
  if (isCut && (!header || (header.packed !== '-' && unpack(header.packed) === undefined)))
    return more('transcript-truncated', cutAfter(first.replace(cutMark, '')))
  if (!header) return none('transcript-corrupt', 'the header cannot be read')
  if (header.job !== job.key || header.script !== job.script || header.sha !== job.scriptSha)
    return none('transcript-corrupt', 'the header belongs to another job')
  if (header.state !== 'done' && header.state !== 'replayed') return none(refusals[header.state], `${job.key} answered "${header.state}"`)

  const end = `PRISM/1 end job=${header.job} records=${header.records}`
  const ended = lines.indexOf(end, 1)
  const packed = header.packed === '-' ? undefined : unpack(header.packed)
  if (header.packed !== '-' && packed === undefined) return none('transcript-corrupt', 'the packed records cannot be unpacked')
  const plain = ended > 0 ? lines.slice(1, ended).map((line) => `${line}\n`) : undefined
  // the whole output must show its end; of a summary the packed records suffice, for they were printed after everything was done
  if (!plain && source === 'full') return none('transcript-truncated', `the output has no end record after ${output.length} characters`)
  if (plain && lines.slice(ended + 1).some((line) => line !== '')) return none('transcript-corrupt', 'something follows the end record')
  const body = packed ?? (header.records === 0 ? '' : plain?.join(''))
  if (body === undefined) return { kind: 'needs-full' }
  if (plain && plain.length > 0 && plain.join('') !== body)
    return none('transcript-corrupt', 'the plain records differ from the packed ones')
  if (hash('sha256', body) !== header.sha256) return none('transcript-corrupt', 'the records do not match their digest')
  const rows = body === '' ? [] : body.slice(0, -1).split('\n')
  if (rows.length !== header.records || (body !== '' && !body.endsWith('\n')))
    return none('transcript-corrupt', `${rows.length} records of ${header.records}`)
  try {
    const { facts, ...told } = readTold(rows.map(recordIn), instanceId)
    return {
      kind: 'transcript',
      instanceId,
      state: header.state,
      ...told,
      ...(facts ? { observation: { kind: 'observed', instanceId, at, facts } as const } : {}),
    }
  } catch (error) {
    if (error instanceof RecordError) return none('transcript-corrupt', error.message)
    throw error
  }
}

function readHeader(line: string): Header | undefined {
  const match = headerPattern.exec(line)
  if (!match) return undefined
  const [, job = '', script = '', sha = '', state, records, sha256 = '', packed = ''] = match
  return { job, script, sha, state: state as Header['state'], records: Number(records), sha256, packed }
}

/** gzip ends with the length of what was packed: room for that and no more, as thousands are read one after the other. Without room it grows. */
function unpack(text: string): string | undefined {
  try {
    const packed = Buffer.from(text, 'base64')
    const length = packed.readUInt32LE(packed.length - 4)
    const chunkSize = Math.min(Math.max(64, length + 1), 65_536)
    return gunzipSync(packed, { maxOutputLength: unpackedLimit, chunkSize }).toString('utf8')
  } catch {
    return undefined
  }
}
