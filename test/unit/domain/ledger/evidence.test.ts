import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import type { KeptFile } from '../../../../src/domain/ledger/entry.ts'
import { evidencePath, namedEvidence, withEvidence } from '../../../../src/domain/ledger/evidence.ts'
import { type LedgerFile, type Verified, verify } from '../../../../src/domain/ledger/verify.ts'
import { evidenceIn, ledgerFiles } from '../../../../src/entrypoints/cli/ledger-files.ts'
import { fileOf } from '../../../../src/runs/evidence/lines.ts'
import { bombOf } from '../../../support/bomb.ts'
import { evidenceOfRun, ledgerWithEvidence, mountRun, runIdOf } from '../../../support/ledger.ts'

const stage = mkdtempSync(join(tmpdir(), 'prism-evidence-'))
afterAll(() => rmSync(stage, { recursive: true }))

let folders = 0
function onDisk(files: readonly LedgerFile[]): string {
  const folder = join(stage, String(folders++))
  for (const { path, bytes } of files) {
    mkdirSync(join(folder, dirname(path)), { recursive: true })
    writeFileSync(join(folder, path), bytes)
  }
  return folder
}

async function byPrism(folder: string, elsewhere?: string): Promise<Verified> {
  const read = verify(ledgerFiles(folder))
  const named = namedEvidence(read.entries)
  return withEvidence(read, {
    beside: (await evidenceIn(folder, named)) ?? [],
    ...(elsewhere === undefined ? {} : { elsewhere: (await evidenceIn(elsewhere, named)) ?? [] }),
  })
}

/** The stand-alone script's answer on the same folder. */
async function byScript(folder: string): Promise<string> {
  const run = promisify(execFile)(process.execPath, ['build/src/ledger/verify-ledger.mjs', folder])
  return run.then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  )
}

const evidence = (files: readonly LedgerFile[]) => files.filter(({ path }) => path.startsWith('evidence/'))
const entries = (files: readonly LedgerFile[]) => files.filter(({ path }) => path.startsWith('entries/'))
/** The evidence changed, the entries as they were written. */
const changed = (change: (lies: LedgerFile[]) => readonly LedgerFile[]): LedgerFile[] => {
  const all = ledgerWithEvidence()
  return [...entries(all), ...change(evidence(all))]
}
const lies = (run: number) => evidenceOfRun(mountRun(runIdOf(run))).lies
const named = (bytes: Buffer, run: number): { readonly file: KeptFile; readonly lies: LedgerFile } => {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { file: { sha256, bytes: bytes.length }, lies: { path: evidencePath(runIdOf(run), sha256), bytes } }
}
/** What the first run's end names is this instead, and the chain is computed anew. */
const anew = (bytes: Buffer, run = 1): LedgerFile[] => {
  const other = named(bytes, run)
  const all = ledgerWithEvidence((kept, i) => (i === run - 1 ? other.file : kept))
  return [...entries(all), ...evidence(all).toSpliced(run - 1, 1), other.lies]
}

test('evidence that lies where its entries say, as they say it, is counted', async () => {
  const folder = onDisk(ledgerWithEvidence())
  expect(await byPrism(folder)).toMatchObject({
    verdict: 'consistent, not witnessed',
    faults: [],
    evidence: { found: 4, notLooked: 0, notKept: 0 },
  })
  expect(await byScript(folder)).toContain('consistent, not witnessed: ledger #17')
})

test.each<{ readonly what: string; readonly files: () => LedgerFile[]; readonly says: string }>([
  { what: 'a file removed', files: () => changed((all) => all.slice(1)), says: 'is missing' },
  { what: 'all of it removed', files: () => changed(() => []), says: 'is missing' },
  {
    what: 'a byte changed',
    files: () => changed(([a, ...rest]) => [{ ...a!, bytes: Buffer.concat([a!.bytes.subarray(0, -1), Buffer.from([7])]) }, ...rest]),
    says: 'was changed',
  },
  { what: 'a file emptied', files: () => changed(([a, ...rest]) => [{ ...a!, bytes: Buffer.alloc(0) }, ...rest]), says: 'was changed' },
  {
    what: 'two files swapped',
    files: () => changed(([a, b, ...rest]) => [{ path: a!.path, bytes: b!.bytes }, { path: b!.path, bytes: a!.bytes }, ...rest]),
    says: 'was changed',
  },
  {
    what: 'a file renamed',
    files: () => changed(([a, ...rest]) => [{ ...a!, path: `${a!.path}.old` }, ...rest]),
    says: 'is named by no entry',
  },
  { what: 'the evidence of a run of no entry', files: () => changed((all) => [...all, lies(9)]), says: 'is named by no entry' },
  {
    what: 'something else laid beside',
    files: () => changed((all) => [...all, { path: 'evidence/README.md', bytes: Buffer.from('a\n') }]),
    says: 'is named by no entry',
  },
  {
    what: 'the same run told otherwise, chained anew',
    files: () => anew(gzipSync([...evidenceLines(mountRun(runIdOf(1)))].join('').replace('octocat', 'mallory'))),
    says: 'holds other events',
  },
  { what: 'another run’s evidence, chained anew', files: () => anew(lies(2).bytes), says: 'is the evidence of another run' },
  { what: 'no evidence at all, chained anew', files: () => anew(Buffer.from('not gzip')), says: 'is no whole evidence' },
])('tampered with: $what; both verifiers find it', async ({ what, files, says }) => {
  const folder = onDisk(files())
  const verified = await byPrism(folder)
  expect(verified.verdict).toBe('broken')
  expect(verified.faults.map((f) => f.what).join('\n')).toContain(says)
  // the script has no word for what a run's events were: whoever remembers a line has
  expect(await byScript(folder)).toContain(what.startsWith('the same run told otherwise') ? 'not witnessed' : 'broken')
})

test('what lies in another repository is looked at where its clone is given, and said not to be where it is not', async () => {
  const there = { repository: 'acme/records' }
  const all = ledgerWithEvidence((kept) => ('sha256' in kept ? { ...kept, ...there } : kept))
  const ledger = onDisk(entries(all))
  expect(await byPrism(ledger)).toMatchObject({ verdict: 'consistent, not witnessed', evidence: { found: 0, notLooked: 4, notKept: 0 } })
  expect(await byScript(ledger)).toContain('consistent, not witnessed')
  // it may have what other ledgers name
  const records = onDisk([...evidence(all), lies(9)])
  expect(await byPrism(ledger, records)).toMatchObject({ faults: [], evidence: { found: 4, notLooked: 0 } })
  const missing = onDisk(evidence(all).slice(1))
  expect(await byPrism(ledger, missing)).toMatchObject({ verdict: 'broken', faults: [{ what: expect.stringContaining('is missing') }] })
  const renamed = onDisk([...evidence(all), { path: 'evidence/01JD/other.jsonl.gz', bytes: lies(9).bytes }])
  expect(await byPrism(ledger, renamed)).toMatchObject({ faults: [{ what: 'has another hash than its name says' }] })
})

test('what is not kept is counted, and older entries that say nothing of it are no fault', async () => {
  const all = ledgerWithEvidence(() => ({ without: 'public' }))
  expect(await byPrism(onDisk(entries(all)))).toMatchObject({ faults: [], evidence: { found: 0, notLooked: 0, notKept: 4 } })
})

test('an entry that names a file in an unknown way is no entry', () => {
  const all = ledgerWithEvidence((kept) => ({ ...kept, without: 'laziness' }) as unknown as KeptFile)
  expect(verify(entries(all)).verdict).toBe('broken')
})

test('what a link in a clone leads to is not read, be it what the entry names', async () => {
  for (const part of ['evidence', 'entries'] as const) {
    const folder = onDisk(ledgerWithEvidence())
    const [first] = part === 'evidence' ? evidence(ledgerWithEvidence()) : entries(ledgerWithEvidence())
    const [there, away] = [join(folder, first!.path), join(stage, `away-${part}`)]
    renameSync(there, away)
    symlinkSync(away, there)
    await expect(byPrism(folder)).rejects.toMatchObject({
      finding: { code: 'no-ledger', seen: expect.stringContaining('no file of its own') },
    })
    expect(await byScript(folder)).toContain(`${first!.path}: is no file of its own`)
  }
})

test('a file that no entry names is not unpacked', async () => {
  const folder = onDisk([...ledgerWithEvidence(), lies(9)])
  const found = await evidenceIn(folder, namedEvidence(verify(ledgerFiles(folder)).entries))
  expect(found?.filter(({ says }) => says === undefined).map(({ path }) => path)).toEqual([lies(9).path])
})

test('a bomb that an entry names ends neither verifier by its memory: nothing is claimed of it', async () => {
  const folder = onDisk(anew(bombOf(512, runIdOf(1))))
  const run = (...words: string[]) =>
    promisify(execFile)(process.execPath, ['--max-old-space-size=128', ...words]).catch(
      (e: { readonly code: unknown; readonly stderr: string }) => e,
    )
  expect(await run('build/src/entrypoints/cli/bin.js', 'ledger', 'verify', folder)).toMatchObject({
    code: 4,
    stderr: expect.stringMatching(/evidence\/01JD\/.*unpacks to more\s+than/s),
  })
  expect(await byScript(folder)).toMatch(/is not what entry \d+ says/)
})

function* evidenceLines(events: ReturnType<typeof mountRun>): Generator<string> {
  for (const line of fileOf(events)) yield `${line}\n`
}
