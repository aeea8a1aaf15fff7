import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type LabGitHub, startLabGitHub } from '../../../../src/lab/github/start.ts'

describe('git clone from the lab’s GitHub', () => {
  const folder = mkdtempSync(join(tmpdir(), 'prism-clone-'))
  let lab: LabGitHub
  const git = (...args: string[]) =>
    promisify(execFile)('git', args, { cwd: folder, env: { ...process.env, GIT_TERMINAL_PROMPT: '0', no_proxy: '127.0.0.1' } })

  beforeAll(async () => {
    lab = await startLabGitHub({ repositories: [{ fullName: 'acme/research' }, { fullName: 'acme/private', private: true }] })
    for (const name of ['acme/research', 'acme/private']) {
      lab.push('ada', 'notes', { 'a.txt': 'one\n', 'deep/down/b.txt': 'two\n' }, name)
      lab.push('ada', 'notes', { 'a.txt': 'three\n' }, name)
    }
  })
  afterAll(async () => {
    await lab.stop()
    rmSync(folder, { recursive: true })
  })

  test('a public branch comes with its commits and files, whole', async () => {
    await git('clone', '--quiet', '--branch', 'notes', '--single-branch', `${lab.url}/acme/research`, 'clone')
    const clone = join(folder, 'clone')
    expect(readFileSync(join(clone, 'a.txt'), 'utf8')).toBe('three\n')
    expect(readFileSync(join(clone, 'deep/down/b.txt'), 'utf8')).toBe('two\n')
    execFileSync('git', ['-C', clone, 'fsck', '--strict'], { stdio: 'pipe' })
    const shas = execFileSync('git', ['-C', clone, 'log', '--format=%H'], { encoding: 'utf8' }).trim().split('\n')
    expect(shas).toEqual(lab.branch('notes')?.commits.map((c) => c.sha))
  })

  test('a private repository is not given', async () => {
    await expect(git('clone', '--quiet', '--branch', 'notes', `${lab.url}/acme/private`, 'secret')).rejects.toThrow(
      /could not read Username|Authentication failed/,
    )
  })
})
