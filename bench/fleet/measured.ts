/** Runs a program of ours as a process of its own and tells what it took: time, processor, the most memory, what it wrote. */
import { spawn } from 'node:child_process'

export type Took = {
  readonly seconds: number
  readonly cpu: number
  /** The most that was resident. */
  readonly mib: number
  readonly characters: number
  readonly exit: number | null
  readonly endedAt: number
  readonly stdout: string
  readonly stderr: string
}

/** Loaded before the program; at its end it says on descriptor 3 what the process used. */
const told = `data:text/javascript,${encodeURIComponent(
  `import { writeSync } from 'node:fs'; process.on('exit', () => { const u = process.resourceUsage(); writeSync(3, JSON.stringify([u.userCPUTime + u.systemCPUTime, u.maxRSS])) })`,
)}`

export async function measured(program: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<Took> {
  const began = Date.now()
  const child = spawn(process.execPath, ['--import', told, program, ...args], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  const texts = ['', '', '', '']
  for (const [i, stream] of child.stdio.entries())
    stream?.on('data', (said: Buffer) => {
      texts[i] += said.toString()
    })
  const exit = await new Promise<number | null>((resolve, reject) => child.once('close', resolve).once('error', reject))
  const endedAt = Date.now()
  const [cpu = 0, kib = 0] = JSON.parse(texts[3] || '[]') as number[]
  const [, stdout = '', stderr = ''] = texts
  return { seconds: (endedAt - began) / 1000, cpu: cpu / 1e6, mib: kib / 1024, characters: stdout.length, exit, endedAt, stdout, stderr }
}
