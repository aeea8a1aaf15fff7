#!/usr/bin/env node
// Checks a ledger: node verify-ledger.mjs [FOLDER] [--head NUMBER:HASH]...
// Each line is JSON as RFC 8785 has it, with the SHA-256 of the line before, "prev", and of evidence beside, "file", of which the start alone is unpacked. Only Node's own modules are used.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { parseArgs } from 'node:util'
import { constants, gunzipSync } from 'node:zlib'

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex')
const { values, positionals } = parseArgs({ allowPositionals: true, options: { head: { type: 'string', multiple: true, default: [] } } })
const folder = positionals[0] ?? '.'
const [wrong, hashes, lastOfRun, evidence] = [[], new Map(), new Map(), new Map()]
let [number, hash] = [0, '0'.repeat(64)]

for (const name of filesIn('entries')) {
  if (name !== `entries/${String(Math.floor((number + 1) / 1000)).padStart(7, '0')}/${String(number + 1).padStart(10, '0')}.jsonl`)
    wrong.push(`${name}: entry ${number + 1} was expected in a file of its own name`)
  // latin1 keeps every byte, so that what is hashed is what lies there
  const lines = readFileSync(join(folder, name), 'latin1').split('\n')
  if (lines.pop() !== '') wrong.push(`${name}: the last line has no end`)
  for (const line of lines) check(Buffer.from(line, 'latin1'), `${name}, after entry ${number}`)
}
if (number === 0) wrong.push('there is no entry')
for (const name of filesIn('evidence')) {
  const { n, run, file } = evidence.get(name) ?? {}
  const bytes = readFileSync(join(folder, name))
  try {
    const start = gunzipSync(bytes.subarray(0, 65536), { finishFlush: constants.Z_SYNC_FLUSH }).toString()
    if (sha256(bytes) !== file.sha256 || JSON.parse(start.split('\n', 2)[1]).runId !== run) throw new Error('changed')
  } catch {
    wrong.push(`${name}: ${n === undefined ? 'no entry names it' : `is not what entry ${n} says`}`)
  }
}
for (const [name, { n }] of evidence) if (!existsSync(join(folder, name))) wrong.push(`${name}: is missing, and entry ${n} names it`)
for (const witness of values.head) {
  const [, n, start] = /^([1-9]\d*):([0-9a-f]{12,64})$/.exec(witness) ?? []
  if (n === undefined) wrong.push(`--head ${witness}: NUMBER:HASH is wanted, with 12 digits of the hash or more`)
  else if (!hashes.has(Number(n))) wrong.push(`entry ${n} is remembered, and the ledger ends at ${number}`)
  else if (!hashes.get(Number(n)).startsWith(start)) wrong.push(`entry ${n} has the hash ${hashes.get(Number(n))}, not ${start}`)
}
const verdict = wrong.length > 0 ? 'broken' : values.head.length > 0 ? 'consistent, witnessed' : 'consistent, not witnessed'
console.log([...wrong.slice(0, 100), `${verdict}: ledger #${number} · head ${hash.slice(0, 12)} (${hash})`].join('\n'))
process.exitCode = wrong.length > 0 ? 1 : 0

function check(bytes, where) {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    const entry = JSON.parse(text)
    if (canonical(entry) !== text) wrong.push(`${where}: not in canonical form`)
    if (entry.n !== number + 1 || entry.prev !== hash) wrong.push(`${where}: entry ${canonical(entry.n)} does not follow the one before`)
    if ((entry.event === 'begun') !== (number === 0)) wrong.push(`${where}: the ledger begins with one "begun", and only there`)
    if (entry.event !== 'begun' && !(typeof entry.run === 'string' && entry.seq > (lastOfRun.get(entry.run) ?? 0)))
      wrong.push(`${where}: event ${canonical(entry.seq)} of run ${canonical(entry.run)} is repeated or out of order`)
    lastOfRun.set(entry.run, entry.seq)
    const { sha256: is, repository } = entry.file ?? {}
    if (is && !repository) evidence.set(`evidence/${entry.run.slice(0, 4)}/${entry.run}-${is}.jsonl.gz`, entry)
    number = Number.isSafeInteger(entry.n) ? entry.n : number + 1
  } catch (error) {
    wrong.push(`${where}: not JSON (${error.message})`)
    number++
  }
  hash = sha256(bytes)
  hashes.set(number, hash)
}

function canonical(value) {
  if (typeof value === 'string' && !value.isWellFormed()) throw new Error('half a character')
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const keys = Object.keys(value).sort()
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`
}

function filesIn(part) {
  const found = existsSync(join(folder, part)) ? readdirSync(join(folder, part), { recursive: true, withFileTypes: true }) : []
  const nameOf = (entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')
  for (const e of found) if (!e.isDirectory() && !e.isFile()) wrong.push(`${nameOf(e)}: is no file of its own`)
  return found.flatMap((e) => (e.isFile() ? [nameOf(e)] : [])).sort()
}
