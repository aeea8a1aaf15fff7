/**
 * What a power cut leaves of a store's files. strace writes down what the App asks of the kernel for them; from that the files are made anew
 * with what was synced, and of what was written since the last sync nothing, or some sectors of it: a disk keeps those in any order.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

const beside = ['', '-wal', '-journal'] as const
const calls = 'openat,write,pwrite64,pwritev,ftruncate,truncate,fallocate,fsync,fdatasync,unlink,rename'

/** Undefined, with why, where this machine has no strace. */
export function whyNoPowerCuts(): string | undefined {
  return spawnSync('strace', ['--version']).status === 0 ? undefined : 'strace is not installed: apt-get install strace'
}

/** The program that runs the App and writes to `record.PID` what it does to the file. */
export function recording(path: string, record: string): readonly string[] {
  const paths = [dirname(path), ...beside.map((end) => path + end)].flatMap((p) => ['-P', p])
  return ['strace', '-ff', '-qq', '--seccomp-bpf', '-ttt', '-y', '-xx', '-s', '16777216', '-e', `trace=${calls}`, ...paths, '-o', record]
}

type Write = { readonly at: number; readonly bytes: Buffer }
type Change = Write | { readonly length: number }
/** `named`: on the disk, its name is in the folder; `unlinked`: it is no more, as soon as the folder is synced. */
type File = { synced: Buffer; since: Change[]; named: boolean; unlinked: boolean }

/** `keeps`: whether a sector that was written since the last sync is on the disk all the same. */
export function cutPower(path: string, record: string, keeps: () => boolean): void {
  const folder = dirname(path)
  const files = new Map<string, File>()
  for (const line of linesOf(record)) replay(line)
  for (const end of [...beside, '-shm']) rmSync(path + end, { force: true })
  for (const [name, { synced, since, named }] of files) {
    const kept = since.flatMap((change): Change[] => ('length' in change ? [change] : sectorsOf(change).filter(keeps)))
    if (named) writeFileSync(name, kept.reduce(written, synced), { mode: 0o600 })
  }

  function replay(line: string): void {
    const [, call = '', rest = '', result = ''] = /^(\w+)\((.*)\) += (-?\d+)/.exec(line) ?? []
    if (call === '' || result.startsWith('-')) return
    const name = textIn(call === 'openat' ? /, "([^"]*)"/.exec(rest) : /^(?:\d+<([^>]*)>|"([^"]*)")/.exec(rest))
    const file = files.get(name)
    if (call === 'openat') {
      if (/O_CREAT/.test(rest) && (!file || file.unlinked))
        files.set(name, { synced: Buffer.alloc(0), since: [], named: false, unlinked: false })
      return
    }
    if (name === folder && call === 'fsync') {
      for (const [at, one] of files) {
        if (one.unlinked) files.delete(at)
        one.named = true
      }
      return
    }
    if (!file) throw new Error(`a power cut cannot be judged: ${call} of ${name}`)
    if (call === 'unlink') file.unlinked = true
    else if (call === 'pwrite64') {
      const [, data = '', at] = /, "([^"]*)", \d+, (\d+)$/.exec(rest) ?? []
      file.since.push({ at: Number(at), bytes: bytesIn(data).subarray(0, Number(result)) })
    } else if (call === 'ftruncate') file.since.push({ length: Number(/, (\d+)$/.exec(rest)?.[1]) })
    else if (call === 'fsync' || call === 'fdatasync') {
      file.synced = file.since.reduce(written, file.synced)
      file.since = []
    } else throw new Error(`a power cut cannot be judged: ${call} of ${name}`)
  }
}

/** Of each thread, in the order in which they began: the main one writes, others sync what it wrote before it asked them to. */
const linesOf = (record: string): string[] =>
  readdirSync(dirname(record))
    .filter((name) => name.startsWith(`${basename(record)}.`))
    .flatMap((name) => readFileSync(join(dirname(record), name), 'latin1').split('\n'))
    .map((line) => ({ at: Number.parseFloat(line), call: line.slice(line.indexOf(' ') + 1) }))
    .filter(({ at }) => !Number.isNaN(at))
    .sort((a, b) => a.at - b.at)
    .map(({ call }) => call)

function written(before: Buffer, change: Change): Buffer {
  if ('length' in change)
    return Buffer.concat([before.subarray(0, change.length), Buffer.alloc(Math.max(0, change.length - before.length))])
  const { at, bytes } = change
  const after = Buffer.concat([before, Buffer.alloc(Math.max(0, at + bytes.length - before.length))])
  bytes.copy(after, at)
  return after
}

const sector = 512

function sectorsOf({ at, bytes }: Write): Write[] {
  const parts: Write[] = []
  for (let from = 0; from < bytes.length; ) {
    const to = Math.min(bytes.length, from + sector - ((at + from) % sector))
    parts.push({ at: at + from, bytes: bytes.subarray(from, to) })
    from = to
  }
  return parts
}

const bytesIn = (hex: string): Buffer => Buffer.from(hex.replaceAll('\\x', ''), 'hex')
const textIn = (found: RegExpExecArray | null): string => bytesIn(found?.[1] ?? found?.[2] ?? '').toString()
