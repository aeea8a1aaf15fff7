import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { shortHash } from '../../../../src/domain/ledger/chain.ts'
import { type LedgerFile, verify } from '../../../../src/domain/ledger/verify.ts'
import { chance } from '../../../support/chance.ts'
import { beginning, ledgerOf, mountRun, origin, runIdOf, saidOfAll, sampleLedger } from '../../../support/ledger.ts'
import { operation } from '../../../support/operation.ts'
import { tamperings } from './tamperings.ts'

const script = 'build/src/ledger/verify-ledger.mjs'
const stage = mkdtempSync(join(tmpdir(), 'prism-ledger-'))
afterAll(() => rmSync(stage, { recursive: true }))

let folders = 0
/** The stand-alone script's answer on the same files. */
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

const whole = verify(sampleLedger())
const witness = { n: whole.head.n, hash: shortHash(whole.head.hash) }

test('a ledger as it was written is consistent, and witnessed only where somebody remembers it', async () => {
  expect(whole).toMatchObject({ verdict: 'consistent, not witnessed', head: { n: 17 }, faults: [] })
  expect(verify(sampleLedger(), [witness])).toMatchObject({ verdict: 'consistent, witnessed', witnessedTo: 17 })
  expect(await byScript(sampleLedger())).toMatchObject({ ok: true, said: expect.stringContaining('consistent, not witnessed: ledger #17') })
  expect(await byScript(sampleLedger(), [`${witness.n}:${witness.hash}`])).toMatchObject({
    ok: true,
    said: expect.stringContaining('consistent, witnessed'),
  })
})

test('an older witness witnesses to its own line only', () => {
  const older = verify(sampleLedger().slice(0, 3)).head
  expect(verify(sampleLedger(), [older])).toMatchObject({ verdict: 'consistent, witnessed', witnessedTo: 9 })
})

test('there are twenty tamperings and more', () => {
  expect(tamperings.length).toBeGreaterThanOrEqual(20)
})

describe.each(tamperings)('tampered with: $what', ({ witness: takesWitness, files }) => {
  test('both verifiers find it', async () => {
    const heads = takesWitness ? [witness] : []
    expect(verify(files(), heads).verdict).toBe('broken')
    expect(
      await byScript(
        files(),
        heads.map((w) => `${w.n}:${w.hash}`),
      ),
    ).toMatchObject({ ok: false, said: expect.stringContaining('broken') })
  })

  const without = takesWitness ? 'without a witness neither claims more than consistency' : 'no witness is needed'
  test(without, async () => {
    const expected = takesWitness ? 'consistent, not witnessed' : 'broken'
    expect(verify(files()).verdict).toBe(expected)
    expect((await byScript(files())).said).toContain(expected)
  })
})

test('the stand-alone script is short, and has nothing but Node', () => {
  const text = readFileSync('src/ledger/verify-ledger.mjs', 'utf8')
  expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(80)
  for (const [, from] of text.matchAll(/from '([^']+)'/g)) expect(from).toMatch(/^node:/)
  expect(text).not.toMatch(/prism/i)
})

/** What names and logins may be made of to look like something else. */
const hostile = [
  '\n',
  '\r\n',
  '\u2028',
  '\u0085',
  '\0',
  '"',
  '\\',
  '}',
  '{"n":1,',
  '\ud800',
  '\udc00',
  '\ufeff',
  '\u202e',
  '\x1b[2J',
  ',"event":"begun"',
  '\n{"v":1}',
  '😀',
  'ｅ',
]

test.each([1, 2, 3, 4, 5])('no name forges an entry, whatever it is made of (seed %i)', async (seed) => {
  const dice = chance(seed)
  const name = (): string => Array.from({ length: 1 + dice.below(dice.often(0.1) ? 400 : 12) }, () => dice.one(hostile)).join('')
  const who = () => ({
    ...origin,
    actor: { id: name(), name: name() },
    repository: name(),
    permission: { base: 'write' as const, roleName: name() },
  })
  const what = () => ({
    ...operation,
    volume: name(),
    mountPoint: name(),
    targets: operation.targets.map((t) => ({ ...t, name: name(), spec: { ...t.spec, people: [{ name: name() }, { name: name() }] } })),
  })
  const runs = Array.from({ length: 20 }, (_, i) => saidOfAll(mountRun(runIdOf(i), who(), what())))
  const files = ledgerOf([[beginning], ...runs])
  const verified = verify(files)
  expect(verified).toMatchObject({ verdict: 'consistent, not witnessed', head: { n: 1 + runs.flat().length } })
  expect(verified.entries.map(({ v: _, n: __, prev: ___, ...said }) => said)).toEqual([beginning, ...runs.flat()])
  expect((await byScript(files)).ok).toBe(true)
})

test.each([1, 2, 3])('whatever byte is changed, lost or added, a witness of the last line finds it (seed %i)', async (seed) => {
  const dice = chance(seed)
  for (let round = 0; round < 200; round++) {
    const files = sampleLedger()
    const which = dice.below(files.length)
    const bytes = [...files[which]!.bytes]
    const at = dice.below(bytes.length)
    const byte = dice.below(256)
    if (bytes[at] === byte) continue
    bytes.splice(at, dice.below(3) === 0 ? 0 : 1, ...(dice.below(3) === 0 ? [] : [byte]))
    const changed = files.with(which, { path: files[which]!.path, bytes: Buffer.from(bytes) })
    if (changed[which]!.bytes.equals(files[which]!.bytes)) continue
    expect(verify(changed, [witness]).verdict).toBe('broken')
    if (round % 50 === 0) expect((await byScript(changed, [`${witness.n}:${witness.hash}`])).ok).toBe(false)
  }
})
