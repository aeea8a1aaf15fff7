import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { PrismError } from '../../../../src/domain/catalogue.ts'
import { startLab } from '../../../../src/entrypoints/cli/lab.ts'

describe('prism lab up', () => {
  const module = fileURLToPath(new URL('../../../../src/entrypoints/cli/lab.js', import.meta.url))
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'prism-lab-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  /** A program that stands where the lab’s would, started as `prism lab up` starts it. */
  function up(program: string, args: readonly string[]) {
    const lab = join(folder, 'lab.mjs')
    const caller = join(folder, 'caller.mjs')
    writeFileSync(lab, program)
    writeFileSync(
      caller,
      `const { startLab } = await import(${JSON.stringify(pathToFileURL(module).href)})
      process.exit(await startLab('up', process.argv.slice(2), { ...process.env, MARK: 'env' }, ${JSON.stringify(lab)}))`,
    )
    const child = spawn(process.execPath, [caller, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
    let stdout = ''
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString()
    })
    return { child, output: () => stdout, ended: once(child, 'close') }
  }

  test('starts the lab’s own program with every argument and ends as it ends', async () => {
    const { output, ended } = up(`console.log(JSON.stringify([process.env.MARK, ...process.argv.slice(2)])); process.exitCode = 7`, [
      '--port',
      '0',
      '--json',
      '--help',
    ])
    expect(await ended).toEqual([7, null])
    expect(JSON.parse(output())).toEqual(['env', '--port', '0', '--json', '--help'])
  })

  test('passes a stop on and waits until the lab is down', async () => {
    const program = `process.on('SIGTERM', () => setTimeout(() => { console.log('down'); process.exit(0) }, 50)); console.log('up'); setInterval(() => {}, 1000)`
    const { child, output, ended } = up(program, [])
    await once(child.stdout, 'data')
    child.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
    expect(output()).toBe('up\ndown\n')
  })

  test('ends with npx, whose shell passes no signal on', async () => {
    const program = `process.on('SIGTERM', () => { console.log('down'); process.exit(0) }); console.log('up'); setInterval(() => {}, 1000)`
    const first = up(program, [])
    await once(first.child.stdout, 'data')
    first.child.kill('SIGTERM')
    await first.ended
    const shell = spawn('sh', ['-c', `'${process.execPath}' '${join(folder, 'caller.mjs')}'; true`], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, npm_command: 'exec' },
    })
    let said = ''
    shell.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    await once(shell.stdout, 'data')
    shell.kill('SIGTERM')
    await once(shell, 'close')
    expect(said).toBe('up\ndown\n')
  })

  test('says when this installation has none', () => {
    expect(() => startLab('up', [], {}, join(folder, 'nothing-here.mjs'))).toThrow(PrismError)
  })
})
