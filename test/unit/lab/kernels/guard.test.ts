import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'

const guard = new URL('../../../../src/lab/kernels/guard.js', import.meta.url).href
const begins = (then: string): string => `
  import { spawn } from 'node:child_process'
  import { endsWithUs } from '${guard}'
  const sleeper = spawn('sleep', ['1000'], { detached: true, stdio: 'ignore' })
  sleeper.unref()
  const letBe = endsWithUs(sleeper.pid)
  console.log(sleeper.pid)
  ${then}`

/** Whoever has to reap it may not. */
function lives(pid: string): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

async function begun(then: string) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', begins(then)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [pid] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, pid: pid.toString().trim() }
}

test.each(['SIGKILL', 'SIGTERM'] as const)('what has a guard ends with a process that is ended by %s', async (signal) => {
  const { child, pid } = await begun('setInterval(() => {}, 1000)')
  expect(lives(pid)).toBe(true)
  child.kill(signal)
  while (lives(pid)) await new Promise((resolve) => setTimeout(resolve, 10))
})

test('a guard keeps nobody waiting, and one that is let be kills nobody', async () => {
  const { child, pid } = await begun('letBe()')
  await once(child, 'close')
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(lives(pid)).toBe(true)
  process.kill(Number(pid), 'SIGKILL')
})
