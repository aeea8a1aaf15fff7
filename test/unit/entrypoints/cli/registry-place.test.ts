/** A folder too deep: no second registry is begun in silence. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const bin = fileURLToPath(new URL('../../../../src/entrypoints/cli/bin.js', import.meta.url))
let top = ''
beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'prism-place-')))
  mkdirSync(join(top, '.git'))
  mkdirSync(join(top, 'sub/deep'), { recursive: true })
})
afterEach(() => rmSync(top, { recursive: true }))

const path = '.github/prism/people.yml'
const prism = (folder: string, line: string) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...line.split(' ')], {
    cwd: join(top, folder),
    encoding: 'utf8',
    env: { NO_COLOR: '1' },
  })
  return { status, stdout: stdout.replace(/\s+/g, ' '), stderr: stderr.replace(/\s+/g, ' ') }
}

test('the first person is told to be of a new registry, the second is not', () => {
  expect(prism('.', 'user add ada')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining(`This is a new registry: there was no "${path}". Written to ${path}.`),
  })
  const second = prism('.', 'user add grace')
  expect(second.status).toBe(0)
  expect(second.stdout).not.toContain('new registry')
  expect(second.stdout).toContain('65537')
})

test.each(['user add bob', 'user list', 'user info ada', 'registry check', 'user remove ada'])(
  '%s in a folder below names the one above, and makes none',
  (line) => {
    prism('.', 'user add ada')
    expect(prism('sub/deep', line)).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining(
        `there is no "${path}" in this folder, but one in "${top}"; run it there, or give --registry "../../${path}"`,
      ),
    })
    expect(existsSync(join(top, 'sub/deep/.github'))).toBe(false)
  },
)

test.each(['user list', 'registry check', '--region eu-central-1 user sync calc-1'])(
  '%s where there is none says how it is begun',
  (line) => {
    expect(prism('.', line)).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('Next: The first person begins it: `prism user add NAME`.'),
    })
  },
)

test('where the repository has none, one that is begun below its top folder says where it is read', () => {
  expect(prism('sub', 'user add ada').stdout).toContain(
    `it is not where the GitHub App and the Action read it, in the top folder of the repository, "${top}"`,
  )
})

test('one above the repository is another’s', () => {
  mkdirSync(join(top, 'sub/.git'))
  prism('.', 'user add ada')
  const own = prism('sub', 'user add bob')
  expect(own.status).toBe(0)
  expect(own.stdout).toContain('This is a new registry')
})
