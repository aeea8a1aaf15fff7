/** Commits of a ledger as git really has them, signed by keys that are made for it, and judged by gpgv. */
import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { withCommits } from '../../../../src/domain/ledger/commits.ts'
import { verify } from '../../../../src/domain/ledger/verify.ts'
import { readCommits } from '../../../../src/entrypoints/cli/ledger-commits.ts'
import { ledgerFiles } from '../../../../src/entrypoints/cli/ledger-files.ts'
import { sampleLedger } from '../../../support/ledger.ts'

const missing = ['git', 'gpg', 'gpgv'].find((program) => spawnSync(program, ['--version']).status !== 0)
const onGit = (name: string, tests: () => void): void =>
  missing === undefined ? describe(name, tests) : describe.skip(`${name} (${missing} is not installed)`, tests)

onGit('the commits of a clone', () => {
  const top = mkdtempSync(join(tmpdir(), 'prism-commits-'))
  const home = join(top, 'gpg')
  const keys = join(top, 'keys.asc')
  const env = { PATH: process.env.PATH, HOME: top, GNUPGHOME: home, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' }
  const fingerprints = new Map<string, string>()
  let clones = 0
  let clone = ''

  function run(program: string, args: readonly string[], more: Readonly<Record<string, string>> = {}): string {
    const done = spawnSync(program, args, { cwd: clone || top, env: { ...env, ...more }, encoding: 'utf8' })
    if (done.status !== 0) throw new Error(`${program} ${args.join(' ')}: ${done.stderr}`)
    return done.stdout
  }
  const git = (...args: readonly string[]): string => run('git', args)

  type Signing = { readonly author?: string; readonly key?: string | null; readonly amend?: boolean }
  function commit({ author = 'prism-efs[bot]', key = 'GitHub', amend = false }: Signing = {}): void {
    git('add', '-A')
    const by = { GIT_AUTHOR_NAME: author, GIT_AUTHOR_EMAIL: 'a@b', GIT_COMMITTER_NAME: 'GitHub', GIT_COMMITTER_EMAIL: 'noreply@github.com' }
    const signed = key === null ? '--no-gpg-sign' : `-S${fingerprints.get(key)}`
    run('git', ['commit', '-q', '--allow-empty', '-m', 'Entries', signed, ...(amend ? ['--amend', '--reset-author'] : [])], by)
  }
  function put(path: string, bytes: Buffer | string): void {
    mkdirSync(dirname(join(clone, path)), { recursive: true })
    writeFileSync(join(clone, path), bytes)
  }

  beforeAll(() => {
    mkdirSync(home, { mode: 0o700 })
    for (const name of ['GitHub', 'somebody', 'stranger']) {
      run('gpg', ['--batch', '--quiet', '--passphrase', '', '--quick-generate-key', name, 'ed25519', 'sign'])
      fingerprints.set(name, /^fpr:+([0-9A-F]{40}):$/m.exec(run('gpg', ['--batch', '--with-colons', '--list-keys', name]))![1]!)
    }
    writeFileSync(keys, run('gpg', ['--batch', '--armor', '--export', 'GitHub', 'somebody']))
  }, 60_000)
  afterAll(() => {
    spawnSync('gpgconf', ['--kill', 'all'], { env })
    rmSync(top, { recursive: true, force: true })
  })
  beforeEach(() => {
    clone = join(top, `clone-${++clones}`)
    mkdirSync(clone)
    git('init', '-q')
    for (const [i, { path, bytes }] of sampleLedger().entries()) {
      if (i === 0) put('README.md', 'prism-ledger')
      put(path, bytes)
      commit()
    }
  })

  const judge = () => {
    const files = ledgerFiles(clone)
    return withCommits(verify(files), readCommits(clone, keys, files, env), [fingerprints.get('GitHub')!])
  }
  const faults = (): string[] => judge().faults.map(({ path, what }) => `${path.split(' ')[0]}: ${what}`)

  test('are each by the App, signed by the key that was given, and add a file', () => {
    expect(judge()).toMatchObject({
      verdict: 'consistent, not witnessed',
      faults: [],
      commits: sampleLedger().length,
      signedBy: [fingerprints.get('GitHub')],
    })
  })

  test.each<readonly [string, Signing, RegExp]>([
    ['without a signature', { key: null }, /^commit: is not signed by a key that was given: no signature$/],
    ['signed by a key that is not in the file', { key: 'stranger' }, /not signed by a key that was given: (?:ERRSIG|NO_PUBKEY)/],
    ['signed by a key of the file that is no signer', { key: 'somebody' }, /is signed by [0-9A-F]{40}, which is none of the signers/],
    ['by somebody else', { author: 'mallory' }, /is by "mallory", not by prism-efs\[bot\]/],
  ])('a last commit %s is found', (_, how, what) => {
    commit({ ...how, amend: true })
    expect(faults()).toEqual([expect.stringMatching(what)])
  })

  test('are told by git alone, too, as docs/ledger.md says, to whoever has the public key and nothing of Prism', () => {
    const told = /^git -C ledger (log --format='(.+)') /m.exec(
      readFileSync(new URL('../../../../../docs/ledger.md', import.meta.url), 'utf8'),
    )!
    const reader = { GNUPGHOME: join(top, `reader-${clones}`) }
    mkdirSync(reader.GNUPGHOME, { mode: 0o700 })
    run('gpg', ['--batch', '--quiet', '--import', keys], reader)
    commit({ key: null, author: 'mallory' })
    const [last, ...others] = run('git', ['log', `--format=${told[2]}`], reader)
      .trim()
      .split('\n')
    expect(last).toMatch(/^[0-9a-f]{40} N {2}mallory$/)
    expect(others).toHaveLength(sampleLedger().length)
    for (const line of others) expect(line).toMatch(new RegExp(`^[0-9a-f]{40} [GU] ${fingerprints.get('GitHub')} prism-efs\\[bot\\]$`))
    spawnSync('gpgconf', ['--kill', 'all'], { env: { ...env, ...reader } })
  })

  test('one that changes an entry, removes a file, adds none or more than one is found, whoever signed it', () => {
    const [, second] = sampleLedger()
    put(second!.path, second!.bytes.toString().replace('octocat', 'mallory'))
    commit()
    expect(faults()).toContainEqual(expect.stringMatching(/^commit: changes or removes entries\//))
    git('rm', '-q', second!.path)
    commit()
    put('a.txt', 'a')
    put('b.txt', 'b')
    commit()
    expect(faults()).toContainEqual(expect.stringMatching(/^commit: adds 0 files/))
    expect(faults()).toContainEqual('commit: adds 2 files, of which 0 of entries')
  })

  test('a merge, what lies on the disk alone, and what was replaced in the clone are found', () => {
    const first = git('rev-list', '--max-parents=0', 'HEAD').trim()
    git('checkout', '-q', '-b', 'other', first)
    put('entries/x', 'x\n')
    commit()
    git('checkout', '-q', '-')
    const by = { GIT_AUTHOR_NAME: 'prism-efs[bot]', GIT_AUTHOR_EMAIL: 'a@b', GIT_COMMITTER_NAME: 'GitHub', GIT_COMMITTER_EMAIL: 'a@b' }
    run('git', ['merge', '-q', '-m', 'Merge', `-S${fingerprints.get('GitHub')}`, 'other'], by)
    expect(faults()).toContainEqual('commit: does not follow the commit before it alone')
    git('reset', '-q', '--hard', 'HEAD^')

    const last = sampleLedger().at(-1)!
    appendFileSync(join(clone, last.path), ' ')
    expect(faults()).toContainEqual(`${last.path}: is on the disk not as in the last commit`)
    git('checkout', '-q', '--', '.')
    expect(faults()).toEqual([])

    const head = git('rev-parse', 'HEAD').trim()
    commit({ key: null, amend: true })
    git('replace', git('rev-parse', 'HEAD').trim(), head)
    expect(faults()).toContainEqual('commit: is not signed by a key that was given: no signature')
  })

  test('a folder that is no clone, and keys that are not there, are said', () => {
    const files = ledgerFiles(clone)
    expect(() => readCommits(clone, join(top, 'none'), files, env)).toThrow(
      expect.objectContaining({ finding: expect.objectContaining({ code: 'no-ledger' }) }),
    )
    rmSync(join(clone, '.git'), { recursive: true })
    expect(() => readCommits(clone, keys, files, env)).toThrow(
      expect.objectContaining({ finding: expect.objectContaining({ code: 'no-ledger' }) }),
    )
  })
})
