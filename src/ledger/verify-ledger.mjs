#!/usr/bin/env node
// Checks a ledger: node verify-ledger.mjs [FOLDER] [--head NUMBER:HASH]...
// Each line is JSON in the form of RFC 8785 and carries, as "prev", the SHA-256 of the line before it. Only Node's own modules are used.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

const witnesses = []
let folder = '.'
for (let i = 2; i < process.argv.length; i++) {
  if (process.argv[i] === '--head') witnesses.push(process.argv[++i] ?? '')
  else folder = process.argv[i]
}
const wrong = []
const hashes = new Map()
const lastOfRun = new Map()
let number = 0
let hash = '0'.repeat(64)

for (const path of filesOf(join(folder, 'entries'))) {
  const name = relative(folder, path).split(sep).join('/')
  const next = String(number + 1)
  if (name !== `entries/${String(Math.floor((number + 1) / 1000)).padStart(7, '0')}/${next.padStart(10, '0')}.jsonl`)
    wrong.push(`${name}: entry ${next} was expected in a file of its own name`)
  // latin1 keeps every byte, so that what is hashed is what lies there
  const lines = readFileSync(path, 'latin1').split('\n')
  if (lines.pop() !== '') wrong.push(`${name}: the last line has no end`)
  for (const line of lines) check(Buffer.from(line, 'latin1'), `${name}, after entry ${number}`)
}
if (number === 0) wrong.push('there is no entry')
for (const witness of witnesses) {
  const [, n, start] = /^([1-9]\d*):([0-9a-f]{12,64})$/.exec(witness) ?? []
  if (n === undefined) wrong.push(`--head ${witness}: NUMBER:HASH is wanted, with 12 digits of the hash or more`)
  else if (!hashes.has(Number(n))) wrong.push(`entry ${n} is remembered, and the ledger ends at ${number}`)
  else if (!hashes.get(Number(n)).startsWith(start)) wrong.push(`entry ${n} has the hash ${hashes.get(Number(n))}, not ${start}`)
}
const verdict = wrong.length > 0 ? 'broken' : witnesses.length > 0 ? 'consistent, witnessed' : 'consistent, not witnessed'
for (const what of wrong.slice(0, 100)) console.log(what)
console.log(`${verdict}: ledger #${number} · head ${hash.slice(0, 12)} (${hash})`)
process.exitCode = wrong.length > 0 ? 1 : 0

function check(bytes, where) {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    const entry = JSON.parse(text)
    if (canonical(entry) !== text) wrong.push(`${where}: not in canonical form`)
    if (entry.n !== number + 1) wrong.push(`${where}: entry ${canonical(entry.n)}`)
    if (entry.prev !== hash) wrong.push(`${where}: "prev" is not the hash of the entry before`)
    if ((entry.event === 'begun') !== (number === 0)) wrong.push(`${where}: the ledger begins with one "begun", and only there`)
    if (entry.event !== 'begun' && !(typeof entry.run === 'string' && entry.seq > (lastOfRun.get(entry.run) ?? 0)))
      wrong.push(`${where}: event ${canonical(entry.seq)} of run ${canonical(entry.run)} is repeated or out of order`)
    lastOfRun.set(entry.run, entry.seq)
    number = Number.isSafeInteger(entry.n) ? entry.n : number + 1
  } catch (error) {
    wrong.push(`${where}: not JSON (${error.message})`)
    number++
  }
  hash = createHash('sha256').update(bytes).digest('hex')
  hashes.set(number, hash)
}

function canonical(value) {
  if (typeof value === 'string' && !value.isWellFormed()) throw new Error('half a character')
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const keys = Object.keys(value).sort()
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`
}

function filesOf(start) {
  if (!existsSync(start)) return []
  const found = readdirSync(start, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory())
  return found.map((entry) => join(entry.parentPath, entry.name)).sort()
}
