import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { LedgerFile } from '../../../../src/domain/ledger/verify.ts'
import { sampleLedger } from '../../../support/ledger.ts'
import { prism } from './stage.ts'

const stage = mkdtempSync(join(tmpdir(), 'prism-cli-ledger-'))
afterAll(() => rmSync(stage, { recursive: true }))

function clone(name: string, files: readonly LedgerFile[]): string {
  for (const { path, bytes } of files) {
    mkdirSync(join(stage, name, dirname(path)), { recursive: true })
    writeFileSync(join(stage, name, path), bytes)
  }
  return join(stage, name)
}
const run = (...words: string[]) => prism(['ledger', 'verify', ...words], () => {})
const head = 'f'.repeat(12)

test('a clone that is consistent, and what nobody has witnessed', async () => {
  const ran = await run(clone('whole', sampleLedger()))
  expect(ran).toMatchObject({ code: 0, stderr: '' })
  expect(ran.stdout.trimEnd().split('\n').at(-1)).toMatch(/^! consistent, not witnessed: ledger #17 · head [0-9a-f]{12}$/)
})

test('a witness is believed over the clone', async () => {
  const ran = await run(clone('whole', sampleLedger()), '--head', `17:${head}`)
  expect(ran.code).toBe(1)
  expect(ran.stdout).toContain(`not ${head}`)
  expect(ran.stdout.trimEnd().split('\n').at(-1)).toMatch(/^✗ broken/)
})

test('what its footers say is the witness', async () => {
  const path = clone('whole', sampleLedger())
  const { head: seen } = JSON.parse((await run(path, '--json')).stdout) as { head: { n: number; hash: string } }
  const ran = await run(path, '--json', '--head', `${seen.n}:${seen.hash.slice(0, 12)}`)
  expect(JSON.parse(ran.stdout)).toEqual({
    ok: true,
    exitCode: 0,
    verdict: 'consistent, witnessed',
    head: seen,
    witnessedTo: 17,
    faults: [],
    entries: 17,
  })
})

test('one file of all lines is a ledger too', async () => {
  writeFileSync(join(stage, 'all.jsonl'), Buffer.concat(sampleLedger().map((f) => f.bytes)))
  expect(await run(join(stage, 'all.jsonl'))).toMatchObject({ code: 0 })
})

test('no ledger, and no witness, are said as such', async () => {
  expect(await run(join(stage, 'nowhere'))).toMatchObject({ code: 4, stderr: expect.stringContaining('ENOENT') })
  expect(await run('.', '--head', '17:abc')).toMatchObject({ code: 2, stderr: expect.stringContaining('12 to 64 digits') })
})
