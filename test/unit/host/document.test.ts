import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { knowsEnvironmentParameters, type OwnDocument } from '../../../src/domain/documents.ts'
import type { ScriptName } from '../../../src/domain/plan.ts'
import { assemble, contracts } from '../../../src/host/assemble.ts'
import { ownDocument } from '../../../src/host/document.ts'
import { makeJob, ownDocuments, parametersFor, saysTheSame, unmountParams } from '../../../src/host/job.ts'
import { linesOf, unpack } from '../../../src/host/packed.ts'
import { packedProgram } from '../../support/packed-program.ts'

type Content = {
  schemaVersion: string
  parameters: Record<string, { type: string; allowedPattern: string; interpolationType?: string; default?: string }>
  mainSteps: [{ action: string; name: string; inputs: { runCommand: string[]; timeoutSeconds: string } }]
}
const parse = (document: OwnDocument) => JSON.parse(document.content) as Content
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const documents = ownDocuments().map((d) => [d.name, d] as const)

describe.each(documents)('%s', (_, document) => {
  const content = parse(document)
  const text = content.mainSteps[0].inputs.runCommand.join('\n')

  test('fits into SSM, and is ASCII, so that its hash cannot depend on how SSM stores it', () => {
    expect(Buffer.byteLength(document.content)).toBeLessThanOrEqual(64 * 1024)
    expect(document.content).toMatch(/^[\n\x20-\x7e]*$/)
    expect(document.sha256).toBe(sha256(document.content))
    expect(content.schemaVersion).toBe('2.2')
  })

  test('declares its contract: each parameter under a name that the agent takes, as a variable, with its pattern', () => {
    const { job, notAfter, executionTimeout, ...own } = content.parameters
    expect(Object.keys(own)).toEqual(Object.keys(contracts[document.script].parameters))
    for (const [name, p] of Object.entries({ ...own, job: job!, notAfter: notAfter! })) {
      expect(name).toMatch(/^[A-Za-z0-9]+$/)
      expect(p).toMatchObject({ type: 'String', interpolationType: 'ENV_VAR', allowedPattern: expect.stringMatching(/^\^/) })
      expect(p.default).toBeUndefined()
    }
    expect(executionTimeout).toMatchObject({ default: String(contracts[document.script].executionSeconds) })
  })

  test('has patterns that mean the same to SSM, to the agent and here: anchored, and nothing that Go’s RE2 cannot read', () => {
    for (const { allowedPattern } of Object.values(content.parameters)) {
      expect(allowedPattern).not.toMatch(/\(\?[=!<]|\\[0-9bBkpPuxc]/)
      for (const alternative of allowedPattern.split('|^')) expect(alternative).toMatch(/\$$|^\^\$$/)
    }
  })

  test('lets no value become text: SSM’s braces are in the time limit alone', () => {
    expect(document.content.match(/\{\{.*?\}\}/g)).toEqual(['{{ executionTimeout }}'])
    expect(content.mainSteps[0].inputs.timeoutSeconds).toBe('{{ executionTimeout }}')
  })

  test('does nothing on an agent that hands no parameters over, and says which one it needs', () => {
    const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', text], { encoding: 'utf8', env: { PATH: process.env.PATH } })
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' })
    expect(stderr).toContain('3.3.2746.0')
  })

  test('does nothing with a value that ends in a line break, which Java’s $ lets through', () => {
    const env = Object.fromEntries(Object.keys(content.parameters).map((name) => [`SSM_${name}`, name === 'job' ? 'x' : '1\n']))
    const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', text], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, ...env },
    })
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' })
    expect(stderr).toContain('control character')
  })

  test('is the same laid out otherwise, and not with anything changed', () => {
    expect(saysTheSame(document, JSON.stringify(content, null, 4))).toBe(true)
    const at = content.mainSteps[0].inputs.runCommand
    const same = (change: (lines: string[]) => string[]) => {
      const changed = structuredClone(content)
      changed.mainSteps[0].inputs.runCommand = change([...at])
      return saysTheSame(document, JSON.stringify(changed))
    }
    // shown to people in the same way, and yet another document
    expect(same((lines) => [...unpack(lines)])).toBe(false)
    expect(same((lines) => [...lines, 'reboot'])).toBe(false)
    expect(same((lines) => [lines[0]!, 'reboot', ...lines.slice(1)])).toBe(false)
    expect(same((lines) => lines.slice(0, -1))).toBe(false)
    expect(same((lines) => lines.map((l) => l.replace(/PRISM_JOB=\S+/, 'PRISM_JOB=x')))).toBe(false)
    expect(saysTheSame(document, JSON.stringify({ ...content, parameters: {} }))).toBe(false)
    expect(saysTheSame(document, document.content.replace('"schemaVersion"', '"schemaVersion":"2.2","schemaVersion"'))).toBe(false)
    for (const broken of ['', 'null', '{', '{"mainSteps":1}']) expect(saysTheSame(document, broken)).toBe(false)
  })
})

test('names and contents are each another’s', () => {
  const all = ownDocuments()
  expect(new Set(all.flatMap((d) => [d.name, d.sha256, d.versionName])).size).toBe(3 * all.length)
  for (const d of all) expect(d.versionName).toMatch(/^[a-zA-Z0-9_.-]{1,128}$/)
})

test('a job becomes exactly the parameters that the document declares, each within its pattern', () => {
  const params = unmountParams({ fileSystemId: 'fs-0123456789abcdef0', mountPoint: '/mnt/x', lazy: false, addresses: [] })
  const job = makeJob({ runId: '01K', n: 1, script: 'unmount', params, instanceIds: ['i-0123456789abcdef0'], executionSeconds: 90 })
  const parameters = parametersFor(job, new Date('2026-01-01T00:00:00.999Z'))
  const declared = parse(ownDocument('unmount')).parameters
  expect(Object.keys(parameters).sort()).toEqual(Object.keys(declared).sort())
  for (const [name, [value]] of Object.entries(parameters)) expect(value).toMatch(new RegExp(declared[name]!.allowedPattern))
  expect(parameters).toMatchObject({ notAfter: ['1767225600'], executionTimeout: ['90'], job: [job.key] })
})

describe('a packed program', () => {
  const text = 'from posix import environ, write\nwrite(1, environ[b"PRISM_MOUNT_POINT"] + b"\\n")\n'
  const program = {
    // by `inCharacters(lzma.compress(text, 9))` of scripts/host-program.mjs
    packed: packedProgram(text),
    sha256: sha256(text),
  }
  const run = (shell: readonly string[], lines: readonly string[]) =>
    spawnSync(shell[0]!, [...shell.slice(1), '-c', `export PRISM_MOUNT_POINT\n${lines.join('\n')}`], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, PRISM_MOUNT_POINT: '/mnt/x' },
    })

  test.each([['dash'], ['bash', '--norc'], ['bash', '--posix', '--norc'], ['busybox', 'sh']])('begins in %s', (...shell) => {
    expect(run(shell, linesOf(program))).toMatchObject({ status: 0, stdout: '/mnt/x\n', stderr: '' })
  })

  test('does not run when it is not what was packed', () => {
    const other = run(['sh'], linesOf({ ...program, sha256: sha256('other') }))
    expect(other).toMatchObject({ status: 1, stdout: '' })
    expect(other.stderr).toContain('not what was packed')
  })

  test.each<[string, (lines: string[]) => string[]]>([
    ['after its end', (lines) => [...lines.slice(0, -1), 'reboot']],
    ['in its start', (lines) => lines.map((l) => l.replace('|| exit 3', '|| reboot'))],
    ['in what loads it', (lines) => lines.map((l) => l.replace('import sys', 'import sys, reboot'))],
    ['as a data line that ends it', (lines) => lines.map((l, i) => (lines[i + 1] === "'" ? `${l}'\nreboot` : l))],
    ['between its data', (lines) => [...lines.slice(0, 5), '$(reboot)', ...lines.slice(5)]],
  ])('that has a line of somebody else’s %s is not shown as the plain text', (_, change) => {
    const { text: plain } = assemble('unmount')
    expect(unpack(linesOf(assemble('unmount'))).join('\n')).toBe(plain)
    const shown = unpack(change([...linesOf(assemble('unmount'))]))
    expect(shown.join('\n')).not.toContain(plain)
    expect(shown.join('\n')).toContain('reboot')
  })

  test('is the same on every machine, and says what the repository says but for types, comments and laid-out blanks', () => {
    for (const script of Object.keys(contracts) as ScriptName[]) expect(sha256(assemble(script).text)).toBe(assemble(script).sha256)
    expect(assemble('unmount').text).toContain('posix.fsync(')
    expect(assemble('unmount').text).not.toMatch(/^\s*#/m)
  })
})

test.each([
  ['3.3.2746.0', true],
  ['3.3.2747', true],
  ['3.4', true],
  ['10.0.0.1', true],
  ['3.3.2745.9', false],
  ['3.2.9999.0', false],
  ['3.3', false],
  ['', false],
  ['3.3.x', false],
])('agent %s hands parameters over as variables: %s', (version, knows) => {
  expect(knowsEnvironmentParameters(version)).toBe(knows)
})
