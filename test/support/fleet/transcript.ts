/** Transcripts as a host prints them, taken apart and put together again for another host. The format is that of core/records.py. */
import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'

/** What a script was given: the line of parameters, decoded. */
export function parametersOf(script: string): ReadonlyMap<string, string> {
  const [, line = ''] = /^PRISM_PARAMETERS='([^']*)'$/m.exec(script.slice(0, 200_000)) ?? []
  const words = Buffer.from(line, 'base64').toString().split('\n').filter(Boolean)
  return new Map(words.map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]))
}

/** The records of a transcript, a line each. */
export function recordsOf(output: string): string {
  const [head = '', ...lines] = output.split('\n')
  const [, packed = '-'] = / packed=(\S+)$/.exec(head) ?? []
  if (packed !== '-') return gunzipSync(Buffer.from(packed, 'base64')).toString()
  const end = lines.findIndex((line) => line.startsWith('PRISM/1 end '))
  if (end < 0) throw new Error(`a transcript without its end: ${output.slice(0, 200)}`)
  return lines
    .slice(0, end)
    .map((line) => `${line}\n`)
    .join('')
}

const summary = 2400
const whole = 23_000

/** What a host prints that was given these parameters and has these records to tell. */
export function transcriptOf(given: ReadonlyMap<string, string>, records: string): string {
  const count = records.split('\n').length - 1
  const text = (name: string) => given.get(name) ?? ''
  const sha256 = createHash('sha256').update(records).digest('hex')
  const head = `PRISM/1 job=${text('PRISM_JOB')} script=${text('PRISM_SCRIPT')} sha=${text('PRISM_SHA')} state=done records=${count} sha256=${sha256} packed=`
  const end = `PRISM/1 end job=${text('PRISM_JOB')} records=${count}\n`
  const packed = gzipSync(records, { level: 9 }).toString('base64')
  if (head.length + records.length + end.length > whole && head.length + packed.length + end.length <= whole)
    return `${head}${packed}\n${end}`
  return `${head}${head.length + packed.length > summary ? '-' : packed}\n${records}${end}`
}
