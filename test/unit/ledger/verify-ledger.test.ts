/** The verifier that stands alone, on real files: it says of a ledger what `verify` says. */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { shortHash } from '../../../src/domain/ledger/chain.ts'
import { type LedgerFile, verify } from '../../../src/domain/ledger/verify.ts'
import { beginning, ledgerOf, sampleLedger } from '../../support/ledger.ts'
import { hostileRuns, tamperings } from '../../support/tamperings.ts'

const script = 'build/src/ledger/verify-ledger.mjs'
const stage = mkdtempSync(join(tmpdir(), 'prism-ledger-'))
afterAll(() => rmSync(stage, { recursive: true }))

let folders = 0
/** Its answer on these files. */
async function byScript(
  files: readonly LedgerFile[],
  heads: readonly string[] = [],
): Promise<{ readonly ok: boolean; readonly said: string }> {
  const folder = join(stage, String(folders++))
  mkdirSync(folder)
  for (const { path, bytes } of files) {
    mkdirSync(join(folder, dirname(path)), { recursive: true })
    writeFileSync(join(folder, path), bytes)
  }
  const run = promisify(execFile)(process.execPath, [script, folder, ...heads.flatMap((h) => ['--head', h])])
  return run.then(
    ({ stdout }) => ({ ok: true, said: stdout }),
    (error: { stdout: string; code: number }) => ({ ok: error.code !== 1, said: error.stdout }),
  )
}

const { n, hash } = verify(sampleLedger()).head
const witness = `${n}:${shortHash(hash)}`

test('a ledger as it was written is consistent, and witnessed only where somebody remembers it', async () => {
  expect(await byScript(sampleLedger())).toMatchObject({ ok: true, said: expect.stringContaining('consistent, not witnessed: ledger #17') })
  expect(await byScript(sampleLedger(), [witness])).toMatchObject({ ok: true, said: expect.stringContaining('consistent, witnessed') })
})

describe.each(tamperings)('tampered with: $what', ({ witness: takesWitness, files }) => {
  test('it is found', async () => {
    expect(await byScript(files(), takesWitness ? [witness] : [])).toMatchObject({ ok: false, said: expect.stringContaining('broken') })
  })

  test(takesWitness ? 'without a witness no more than consistency is claimed' : 'no witness is needed', async () => {
    expect((await byScript(files())).said).toContain(takesWitness ? 'consistent, not witnessed' : 'broken')
  })
})

test('a byte more, less or other in any file is found where the last line is remembered', async () => {
  for (const [which, { path, bytes }] of sampleLedger().entries()) {
    const at = bytes.length >> 1
    const changed = [bytes.with(at, bytes[at]! ^ 1), [...bytes].toSpliced(at, 1), [...bytes].toSpliced(at, 0, 0x20)]
    for (const one of changed)
      expect((await byScript(sampleLedger().with(which, { path, bytes: Buffer.from(one) }), [witness])).ok).toBe(false)
  }
})

test.each([1, 2, 3, 4, 5])('no name forges an entry, whatever it is made of (seed %i)', async (seed) => {
  expect((await byScript(ledgerOf([[beginning], ...hostileRuns(seed)]))).ok).toBe(true)
})

test('the stand-alone script is short, and has nothing but Node', () => {
  const text = readFileSync('src/ledger/verify-ledger.mjs', 'utf8')
  expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(80)
  for (const [, from] of text.matchAll(/from '([^']+)'/g)) expect(from).toMatch(/^node:/)
  expect(text).not.toMatch(/prism/i)
})
