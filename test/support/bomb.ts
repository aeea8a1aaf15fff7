/** Evidence that is whole and small on the disk, and as large as one likes once it is unpacked. */
import { gzipSync } from 'node:zlib'
import { firstLine, lastLine } from '../../src/runs/evidence/lines.ts'

/** `megabytes` of entries, each as small as one can be; gzip may be made of several parts, so that one is packed and repeated. */
export function bombOf(megabytes: number, runId = 'r'): Buffer {
  const requested = JSON.stringify({ type: 'requested', runId, seq: 1, at: 'now', data: { list: [] } })
  const entry = '{"in":["data","list"],"entry":{}}\n'
  const perPart = Math.ceil(2 ** 20 / entry.length)
  const part = gzipSync(entry.repeat(perPart))
  const end = lastLine(2 + megabytes * perPart)
  return Buffer.concat([gzipSync(`${firstLine()}\n${requested}\n`), ...Array.from({ length: megabytes }, () => part), gzipSync(`${end}\n`)])
}
