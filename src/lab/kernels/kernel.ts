/** One kernel: a User-Mode Linux process with a disk of its own, reached over a serial line that is a socket (init.sh is the other end). */
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { dirname, join } from 'node:path'
import { killGroup, type Output } from '../instances/command.ts'
import { endsWithUs } from './guard.ts'

export type KernelOptions = {
  readonly name: string
  readonly ip: string
  readonly image: string
  /** The socket of uml_switch. */
  readonly wire: string
  /** For disks and consoles. */
  readonly folder: string
  readonly megabytes?: number
  /** Which of this process's processors it gets, counted round. */
  readonly processor: number
  /** PID 1. Default: `/sbin/lab-init`, a boot without systemd. */
  readonly init?: string
}

export type Mode = 'ssm' | 'root'
export type Running = {
  /** Rejects when the kernel goes before the end. */
  readonly done: Promise<Output>
  readonly kill: () => void
}
export type Kernel = {
  /** Starts an input (see ear.pl) now; several run at the same time. */
  readonly start: (input: string, mode: Mode) => Running
  /** Ends the machine: in order (as `poweroff`), or as a power cut does. */
  readonly halt: (how?: 'in-order' | 'at-once') => Promise<void>
}

/** Below the terminal's 4096, with room for the verb and the id. */
const piece = 3000
let runs = 0

/** Resolves when the kernel is up; rejects with the end of its console when it is not within 60 s. The same folder boots the same disk. */
export async function bootKernel({
  name,
  ip,
  image,
  wire,
  folder,
  processor,
  megabytes = 256,
  init = '/sbin/lab-init',
}: KernelOptions): Promise<Kernel> {
  const consoleFile = join(folder, `${name}.console`)
  const log = openSync(consoleFile, 'a')
  const mac = `02:00:${ip
    .split('.')
    .map((n) => Number(n).toString(16).padStart(2, '0'))
    .join(':')}`
  runs++
  const child = spawn(
    'taskset',
    [
      '-c',
      processorAt(processor),
      'linux.uml',
      `umid=${name}-${runs}`,
      `uml_dir=${folder}/`,
      `mem=${megabytes}M`,
      `ubd0=${join(folder, `${name}.cow`)},${image}`,
      'root=/dev/ubda',
      'rw',
      `init=${init}`,
      'quiet',
      'con=null',
      'con0=null,fd:1',
      'ssl=null',
      'ssl0=fd:3',
      `eth0=daemon,${mac},unix,${wire}`,
      `lab.name=${name}`,
      `lab.ip=${ip}`,
    ],
    // its memory is a file: in a tmpfs where there is one
    { detached: true, stdio: ['ignore', log, log, 'pipe'], env: environment(image) },
  )
  closeSync(log)
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const end = () => child.pid !== undefined && killGroup(child.pid)
  const letBe = child.pid === undefined ? () => {} : endsWithUs(child.pid)
  void gone.then(() => {
    letBe()
    // its helper processes outlive it
    end()
  })
  const line = serialLine(child, () => `${name} is gone: ${readFileSync(consoleFile, 'utf8').trim().slice(-600)}`)
  const timer = setTimeout(end, 60_000)
  await line.ready.finally(() => clearTimeout(timer))
  return {
    start: line.start,
    halt: async (how = 'in-order') => {
      const late = setTimeout(end, how === 'in-order' ? 15_000 : 0)
      if (how === 'in-order') await line.send('HALT x').catch(() => undefined)
      await gone
      clearTimeout(late)
    },
  }
}

/**
 * A kernel and its processes hand over to each other at every system call: on one processor that takes 6 µs, across two 30 to 100
 * (measured here).
 */
function processorAt(turn: number): string {
  const allowed = /^Cpus_allowed_list:\s*(.*)$/m.exec(readFileSync('/proc/self/status', 'latin1'))?.[1] ?? '0'
  const all = allowed.split(',').flatMap((range) => {
    const [from = 0, to = from] = range.split('-').map(Number)
    return Array.from({ length: to - from + 1 }, (_, i) => from + i)
  })
  return String(all[turn % all.length])
}

function environment(image: string): Record<string, string> {
  const registers = join(dirname(image), 'wide-registers.so')
  const memory = existsSync('/dev/shm') ? { TMPDIR: '/dev/shm' } : {}
  return { PATH: `${process.env.PATH ?? ''}:/usr/bin`, ...memory, ...(existsSync(registers) ? { LD_PRELOAD: registers } : {}) }
}

function serialLine(child: ChildProcess, whyGone: () => string) {
  const socket = child.stdio[3] as Socket
  const ended = new Map<string, { resolve: (output: Output) => void; reject: (error: Error) => void }>()
  let acknowledge: { readonly id: string; readonly resolve: () => void; readonly reject: (error: Error) => void } | undefined
  let queue: Promise<unknown> = Promise.resolve()
  let number = 0
  let down: Error | undefined
  let buffer = ''
  let isReady: () => void
  let notReady: (error: Error) => void
  const ready = new Promise<void>((resolve, reject) => {
    isReady = resolve
    notReady = reject
  })
  socket.setEncoding('latin1')
  socket.on('error', () => {}) // 'exit' tells
  socket.on('data', (chunk: string) => {
    buffer += chunk
    const lines = buffer.split('\n')
    buffer = lines.pop() ?? ''
    for (const each of lines) hear(each.trim())
  })
  child.once('error', fall)
  child.once('exit', () => fall(new Error(whyGone())))

  function hear(words: string) {
    const [verb, id = '', code, out = '', err = ''] = words.split(' ')
    if (verb === 'READY') isReady()
    if (verb === 'ACK' && acknowledge?.id === id) acknowledge.resolve()
    if (verb === 'OUT') ended.get(id)?.resolve({ code: Number(code), stdout: text(out), stderr: text(err) })
  }

  function fall(error: Error) {
    down = error
    notReady(error)
    acknowledge?.reject(error)
    for (const each of ended.values()) each.reject(error)
  }

  /** One line at a time: the next goes when this one was heard. */
  function send(words: string): Promise<void> {
    const id = words.split(' ')[1]!
    const turn = queue.then(
      () =>
        new Promise<void>((resolve, reject) => {
          if (down) return reject(down)
          acknowledge = { id, resolve, reject }
          socket.write(`${words}\n`)
        }),
    )
    queue = turn.catch(() => undefined)
    return turn
  }

  function start(input: string, mode: Mode): Running {
    number++
    const id = `j${number}`
    const data = Buffer.from(input).toString('base64')
    const done = new Promise<Output>((resolve, reject) => {
      ended.set(id, { resolve, reject })
      for (let at = 0; at < data.length; at += piece) send(`PUT ${id} ${data.slice(at, at + piece)}`).catch(reject)
      send(`RUN ${id} ${mode}`).catch(reject)
    }).finally(() => ended.delete(id))
    return { done, kill: () => void send(`KILL ${id}`).catch(() => undefined) }
  }
  return { ready, send, start }
}

const text = (packed: string): string => Buffer.from(packed, 'base64').toString()
