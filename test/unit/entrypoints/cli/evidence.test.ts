import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { firstLine, lastLine } from '../../../../src/runs/evidence/lines.ts'
import { bombOf } from '../../../support/bomb.ts'
import { cancelling, mountEndingIn, type Play, prism } from './stage.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prism-cli-evidence-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const line = 'volume mount research-data ubuntu-instance'
const nobody: Play = () => {
  throw new Error('prism report asks nobody')
}

describe('prism report FILE shows a run as it was shown', () => {
  test.each(['holds', 'differs', 'unknown'] as const)('one that %s, also with --full and --json', async (verdict) => {
    const file = join(folder, 'evidence.jsonl.gz')
    for (const more of ['', ' --full', ' --json']) {
      const ran = await prism(`${line} --evidence ${file}${more}`, mountEndingIn(verdict))
      const again = await prism(`report ${file}${more}`, nobody)
      expect(again.stdout).toBe(ran.stdout)
      expect(again.code).toBe(ran.code)
    }
  })

  test('one that was interrupted', async () => {
    const file = join(folder, 'evidence')
    let interrupt = () => {}
    const play: Play = async (stage) => {
      interrupt()
      await cancelling()(stage)
    }
    const ran = await prism(`${line} --evidence ${file}`, play, {
      interrupts: (listener) => {
        interrupt = listener
      },
    })
    const again = await prism(`report ${file}`, nobody)
    expect(ran.code).toBe(130)
    expect(again.code).toBe(130)
    expect(again.stderr).toContain('cancelled on SSM: c-1')
    expect(ran.stderr).toContain(again.stderr)
  })

  test('what is none is refused in one line', async () => {
    const ran = await prism(`report ${join(folder, 'missing')}`, nobody)
    expect(ran.code).toBe(4)
    expect(ran.stderr).toMatch(/evidence-unreadable/)
    expect(ran.stderr).toContain('there is no such file')
  })

  test('also where its events say what no run says', async () => {
    const requested = { type: 'requested', runId: 'r', seq: 1, at: 'now', data: {} }
    const ended = {
      type: 'ended',
      runId: 'r',
      seq: 2,
      at: 'now',
      data: { state: 'done', findings: [], answer: { kind: 'report', report: {} } },
    }
    const file = join(folder, 'forged')
    writeFileSync(file, gzipSync([firstLine(), JSON.stringify(requested), JSON.stringify(ended), lastLine(3), ''].join('\n')))
    const ran = await prism(`report ${file}`, nobody)
    expect(ran.code).toBe(4)
    expect(ran.stderr).toContain('what it says is not a run’s')
  })

  test('a gzip bomb, by the real program in a small heap: with one line, and not by the end of its memory', async () => {
    const file = join(folder, 'bomb')
    writeFileSync(file, bombOf(256))
    expect(statSync(file).size).toBeLessThan(2 ** 20)
    const asked = promisify(execFile)(process.execPath, ['--max-old-space-size=128', 'build/src/entrypoints/cli/bin.js', 'report', file])
    const ended = await asked.catch((error: { readonly code: unknown; readonly stderr: string }) => error)
    expect(ended).toMatchObject({
      code: 4,
      stderr: expect.stringMatching(/evidence-unreadable[\s\S]*unpacks to more than this process may hold/),
    })
  })
})

test('--evidence that cannot be written is refused before anything is asked', async () => {
  const ran = await prism(`${line} --evidence ${join(folder, 'no', 'folder')}`, nobody)
  expect(ran.code).toBe(2)
  expect(ran.stderr).toContain('evidence-not-written')
  expect(ran.requests).toEqual([])
})

test('a full disk under it does not stop the run, and is told', async () => {
  const ran = await prism(`${line} --evidence /dev/full`, mountEndingIn('holds'))
  expect(ran.stdout).toContain('✓ research-data is mounted on ubuntu-instance')
  expect(ran.stderr).toMatch(/The evidence could not be written: ENOSPC/)
  expect(ran.code).toBe(74)
})

describe('--export junit=FILE', () => {
  test('writes the report of a verify, and of a run that is shown again', async () => {
    const [xml, evidence] = [join(folder, 'a.xml'), join(folder, 'e')]
    const ran = await prism(`verify research-data ubuntu-instance --evidence ${evidence} --export junit=${xml}`, mountEndingIn('differs'))
    expect(ran.code).toBe(1)
    expect(readFileSync(xml, 'utf8')).toContain('<testsuite name="research-data on ubuntu-instance" tests="1" failures="1"')
    const again = join(folder, 'b.xml')
    expect((await prism(`report ${evidence} --export junit=${again}`, nobody)).code).toBe(1)
    expect(readFileSync(again, 'utf8')).toBe(readFileSync(xml, 'utf8'))
  })

  test('says another shape is none, and where it cannot be written', async () => {
    expect((await prism('verify a b --export html=x', nobody)).stderr).toContain('An export is junit=FILE.')
    expect((await prism('instance list --export junit=x', nobody)).code).toBe(2)
    const ran = await prism(`verify a b --export junit=${join(folder, 'no', 'x')}`, mountEndingIn('holds'))
    expect(ran.stderr).toContain('The JUnit file could not be written: ENOENT')
    expect(ran.code).toBe(74)
  })
})
