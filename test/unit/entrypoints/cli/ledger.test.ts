import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Said } from '../../../../src/domain/ledger/entry.ts'
import type { LedgerFile } from '../../../../src/domain/ledger/verify.ts'
import { beginning, evidenceOfRun, ledgerOf, ledgerWithEvidence, mountRun, runIdOf, sampleLedger } from '../../../support/ledger.ts'
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
    evidence: { found: 0, notLooked: 0, notKept: 0 },
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

describe('people', () => {
  const at = '2026-11-01T12:00:00.000Z'
  const about = { at, run: runIdOf(1), actor: { id: '7', login: 'wendy' }, via: 'github', repository: 'acme/research', verb: 'sync-people' }
  const instances = [{ id: 'i-1', name: 'calc-1', verdict: 'holds', opened: ['ada 65536 genomics'] }]
  const synced: Said[] = [
    { ...about, event: 'requested', seq: 1 },
    { ...about, event: 'ended', seq: 2, state: 'done', registry: 'a'.repeat(40), instances },
  ]
  const ledger = () => clone('people', ledgerOf([[beginning], synced]))
  const user = (...words: string[]) => prism(['user', ...words], () => {})
  const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMhWTV9rrmrK1OARRdIXvT0wQI1zY319p5ORDv8rFoFT'

  test('whose account was where, with who they are by the registry', async () => {
    writeFileSync(join(stage, 'people.yml'), `version: 1\npeople:\n  ada: {uid: 65536, keys: ["${key}"]}\n`)
    const told = await user('who', 'ada', '--ledger', ledger(), '--registry', join(stage, 'people.yml'))
    expect(told.code).toBe(0)
    expect(told.stdout).toMatch(/key +SHA256:\S+ \(ssh-ed25519\)[\s\S]*ada +65536 +genomics +calc-1 +2026-11-01 12:00 by wendy/)
    expect((await user('who', 'eve', '--ledger', ledger(), '--registry', join(stage, 'people.yml'))).stdout).toContain(
      'eve is not in the registry.',
    )
    expect((await user('who', 'adda', '--ledger', ledger(), '--registry', join(stage, 'people.yml'))).stdout).toContain(
      'adda is not in the registry; did you mean ada?',
    )
    const { stdout } = await user('who', '--at', '2026-11-01', '--ledger', ledger(), '--json')
    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      accounts: [{ person: 'ada', number: '65536', from: { by: 'wendy' } }],
      unended: [],
    })
  })

  test('a table for spreadsheets, in which no name is a formula', async () => {
    const hostile = [{ id: 'i-1', name: '=HYPERLINK("http://x","calc")', verdict: 'holds', opened: ['ada 65536 genomics,imaging'] }]
    const path = clone('formula', ledgerOf([[beginning], synced.map((said) => (said.instances ? { ...said, instances: hostile } : said))]))
    const told = await user('who', '--csv', '--ledger', path)
    expect(told).toMatchObject({ code: 0, stderr: expect.stringContaining('consistent, not witnessed') })
    expect(told.stdout.split('\n')).toEqual([
      'person,number,groups,instance,name,from,from_by,from_approved_by,to,to_by,to_approved_by,doubtful,registry',
      `ada,65536,genomics imaging,i-1,"'=HYPERLINK(""http://x"",""calc"")",${at},wendy,,,,,no,${'a'.repeat(40)}`,
      '',
    ])
    expect((await user('who', '--csv', '--registry', 'people.yml', '--ledger', path)).code).toBe(2)
  })

  test('who could reach a volume: as a table, as JSON, for a spreadsheet', async () => {
    const path = clone('access', sampleLedger())
    const who = (...words: string[]) => prism(['who', 'research-data', '--ledger', path, ...words], () => {})
    const told = await who()
    expect(told).toMatchObject({ code: 0, stderr: '' })
    expect(told.stdout).toMatch(/Who could reach research-data: \d+ accounts? on \d+ instances?/)
    const { access } = JSON.parse((await who('--json')).stdout)
    expect(JSON.parse((await who('--json', '--at', '2020-01-01')).stdout)).toMatchObject({ ok: true, access: [] })
    const csv = await who('--csv')
    expect(csv).toMatchObject({ code: 0, stderr: expect.stringContaining('consistent, not witnessed') })
    expect(csv.stdout.trimEnd().split('\n')).toHaveLength(access.length + 1)
    expect((await prism(['who'], () => {})).code).toBe(2)
  })

  test('the entries about accounts, one JSON object a line, and what they rest on beside them', async () => {
    const told = await user('audit', '--since', '2026-11-01', '--ledger', ledger())
    expect(told).toMatchObject({ code: 0, stderr: expect.stringContaining('consistent, not witnessed') })
    const lines = told.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines).toMatchObject([
      { n: 2, event: 'requested' },
      { n: 3, event: 'ended', registry: 'a'.repeat(40), instances },
    ])
    expect((await user('audit', 'grace', '--ledger', ledger())).stdout).toBe('')
    expect((await user('audit', '--ledger', ledger(), '--head', `3:${head}`)).code).toBe(1)
  })

  test('every entry, one JSON object a line, from a day on', async () => {
    const path = clone('whole', sampleLedger())
    const audit = (...words: string[]) => prism(['audit', '--ledger', path, ...words], () => {})
    const told = await audit()
    expect(told).toMatchObject({ code: 0, stderr: expect.stringContaining('consistent, not witnessed') })
    const lines = told.stdout.trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line).n)).toEqual(Array.from({ length: 17 }, (_, i) => i + 1))
    expect(lines[0]).toContain('"begun"')
    expect((await audit('--since', '2999-01-01')).stdout).toBe('')
    expect((await audit('--since', 'yesterday')).code).toBe(2)
  })
})

describe('the evidence of runs, from a clone', () => {
  const report = (...words: string[]) => prism(['report', ...words], () => {})

  test('is checked with the entries, and said to be', async () => {
    const { stdout, code } = await run(clone('with-evidence', ledgerWithEvidence()))
    expect(stdout).toContain('Evidence of runs: 4 as their entries say.')
    expect(code).toBe(0)
  })

  test('one that is missing is named, and the ledger broken', async () => {
    const { stdout, code } = await run(clone('without-one', ledgerWithEvidence().slice(0, -1)))
    expect(stdout).toMatch(/✗ evidence\/01JD\/\S+\.jsonl\.gz: is missing \(entry 17\)/)
    expect(code).toBe(1)
  })

  test('elsewhere it is looked at where a clone of that is given', async () => {
    const all = ledgerWithEvidence((kept) => ({ ...kept, repository: 'acme/records' }) as typeof kept)
    const path = clone(
      'entries-alone',
      all.filter((f) => f.path.startsWith('entries/')),
    )
    expect((await run(path)).stdout).toContain('Evidence of runs: 4 in another repository, not looked at (--evidence).')
    const records = clone(
      'records',
      all.filter((f) => f.path.startsWith('evidence/')),
    )
    expect((await run(path, '--evidence', records)).stdout).toContain('Evidence of runs: 4 as their entries say.')
    expect(await report(runIdOf(1), '--ledger', path)).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('it lies in "acme/records", branch prism-evidence'),
    })
  })

  test('prism report shows a run of it by its id, as it shows the file', async () => {
    const path = clone('with-evidence', ledgerWithEvidence())
    const byFile = await report(join(path, evidenceOfRun(mountRun(runIdOf(2))).lies.path), '--json')
    const byRun = await report(runIdOf(2), '--ledger', path, '--json')
    expect(byRun).toEqual(byFile)
    expect(JSON.parse(byRun.stdout)).toMatchObject({ runId: runIdOf(2) })
  })

  test('prism report shows nothing that is not what its entry says', async () => {
    const all = ledgerWithEvidence()
    const swapped = all.map((f, i) => (i === 5 ? { path: f.path, bytes: all[6]!.bytes } : f))
    const path = clone('swapped', swapped)
    expect(await report(runIdOf(1), '--ledger', path)).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('jsonl.gz is missing, or not'),
    })
    expect((await report(runIdOf(9), '--ledger', path)).stderr).toContain('no entry that names evidence')
    expect((await report(runIdOf(1), '--ledger', clone('cut', all.toSpliced(1, 1)))).stderr).toContain('the ledger is broken')
  })
})
