/**
 * What an issue remembers for the next look, hidden in its body. Anybody with triage permission can edit that, so it is read as
 * data from outside: names of the grammar, bounded, and never anything to run.
 */
import { gunzipSync, gzipSync } from 'node:zlib'
import { z } from 'zod'
import type { DriftRecord } from '../domain/drift.ts'
import { parseMountPoint, patterns } from '../domain/names.ts'

/** More than EFS's clients of one team; an issue's body has room for about this many. */
const maxInstances = 1_000
/** Bytes of JSON. */
const maxBytes = 512 * 1024

const version = 1
const verdict = z.enum(['holds', 'differs', 'unknown'])
const time = z.iso.datetime()
const mountPoint = z.string().refine((text) => {
  try {
    return parseMountPoint(text) === text
  } catch {
    return false
  }
})
const schema = z.strictObject({
  version: z.literal(version),
  fileSystemId: z.string().regex(patterns.fileSystemId),
  volume: z.string().regex(patterns.volumeName),
  region: z.string().regex(/^[a-z]{2,4}(?:-[a-z]{2,12}){1,3}-\d{1,2}$/),
  state: z.enum(['healthy', 'drifted', 'unknown', 'gone']),
  since: time,
  turn: z.int().min(0).max(1e9),
  at: time,
  // the record's first name for the instances, kept so that issues which already exist stay readable
  carriers: z
    .array(z.strictObject({ instanceId: z.string().regex(patterns.instanceId), name: z.string().max(256), mountPoint, verdict }))
    .max(maxInstances),
})

/** Base64url, so that nothing in it can end the comment that hides it. Beyond that many instances the rest is forgotten. */
export function encodeRecord({ instances, ...record }: DriftRecord): string {
  const carriers = instances.slice(0, maxInstances).map((c) => ({ ...c, name: c.name.slice(0, 256) }))
  return gzipSync(JSON.stringify({ version, ...record, carriers })).toString('base64url')
}

/** Undefined where it is not a record of ours for this volume, whatever it is. */
export function decodeRecord(text: string, fileSystemId: string): DriftRecord | undefined {
  try {
    const json: unknown = JSON.parse(gunzipSync(Buffer.from(text, 'base64url'), { maxOutputLength: maxBytes }).toString('utf8'))
    const { version: _, carriers: instances, ...record } = schema.parse(json)
    return record.fileSystemId === fileSystemId ? { ...record, instances } : undefined
  } catch {
    return undefined
  }
}
