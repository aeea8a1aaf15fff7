import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspectHost } from '../../../src/lab/instances/host.ts'

const host = inspectHost()
const here = host.kind === 'refused' ? describe.skip : describe
const program = join(import.meta.dirname, '../../support/lab-instances-life.js')

type Saw = { readonly kind: string; readonly pids: readonly number[]; readonly saw: readonly string[]; readonly ms: number }

/** Starts the program, through `wrapper` when given, and returns what it printed. */
async function start(wrapper: readonly string[] = []): Promise<{ child: ChildProcess; saw: Saw }> {
  const words = [...wrapper, process.execPath, program]
  const child = spawn(words[0]!, words.slice(1), { stdio: 'pipe', cwd: '/' })
  let out = ''
  let err = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    err += chunk.toString()
  })
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      out += chunk.toString()
      if (out.includes('\n')) resolve()
    })
    child.once('exit', (code, signal) => reject(new Error(`${signal ?? code}: ${err}`)))
  })
  return { child, saw: JSON.parse(out) as Saw }
}

/** The processes of an instance's or world's PID namespace, as this process counts; read before they end. */
function family(pids: readonly number[]): number[] {
  const all = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
  const found = new Set(pids)
  for (let size = 0; size !== found.size; ) {
    size = found.size
    for (const [pid, parent] of all) if (parent !== undefined && pid !== undefined && found.has(parent)) found.add(pid)
  }
  return [...found]
}

function isAlive(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')
  } catch {
    return false // it ended while we looked
  }
}

async function gone(pids: readonly number[]): Promise<number[]> {
  const alive = () => pids.filter(isAlive)
  for (let i = 0; i < 60 && alive().length > 0; i++) await new Promise((resolve) => setTimeout(resolve, 50))
  return alive()
}

const mounts = () => readFileSync('/proc/self/mountinfo', 'utf8')

here(host.kind === 'refused' ? `the life of a lab (${host.reason})` : 'the life of a lab', () => {
  test('stop leaves no process and no mount behind', async () => {
    const before = mounts()
    const { child, saw } = await start()
    const pids = family(saw.pids)
    expect(pids.length).toBeGreaterThan(4)
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.stdin?.write('stop\n')
    expect(await ended).toBe(0)
    expect(await gone(pids)).toEqual([])
    expect(mounts()).toBe(before)
  })

  test('neither does a SIGKILL of the lab’s process', async () => {
    const before = mounts()
    const { child, saw } = await start()
    const pids = family(saw.pids)
    child.kill('SIGKILL')
    expect(await gone(pids)).toEqual([])
    expect(mounts()).toBe(before)
  })

  const user = 'prism-lab-test'
  const why = cannotBeAnother()
  const tryit = why ? test.skip : test
  tryit(`without root, on a subordinate id range, the same works${why ? ` (${why})` : ''}`, async () => {
    execFileSync('useradd', ['--no-create-home', '--shell', '/bin/sh', '--add-subids-for-system', user])
    try {
      const { child, saw } = await start(['setpriv', `--reuid=${user}`, `--regid=${user}`, '--clear-groups', '--'])
      const pids = family(saw.pids)
      expect(saw.kind).toBe('subordinate')
      expect(saw.saw).toEqual(['2001\n2001 2001\n/usr/bin/apt-get\n', '2002\n2001 2001\n2002 2002\n/usr/bin/dnf\n'])
      child.kill('SIGKILL')
      expect(await gone(pids)).toEqual([])
      expect(existsSync('/usr/bin/lab-was-here')).toBe(false)
    } finally {
      spawnSync('userdel', [user])
    }
  })

  /** Why this process cannot try it as somebody else; undefined when it can. */
  function cannotBeAnother(): string | undefined {
    if (process.getuid?.() !== 0) return 'this whole run is without root already'
    if (!existsSync('/usr/bin/newuidmap')) return 'newuidmap is not installed (Debian package uidmap)'
    const readable = spawnSync('setpriv', ['--reuid=65534', '--regid=65534', '--clear-groups', process.execPath, '--check', program], {
      cwd: '/',
    })
    return readable.status === 0 ? undefined : 'other users cannot read the build or Node here'
  }
})
