/** Puts a script together: the libraries that its contract names, then the script, as one fixed text. */
import { createHash } from 'node:crypto'
import type { ScriptName } from '../domain/plan.ts'
import type { Contract } from './contract.ts'
import { doctor } from './doctor/contract.ts'
import { embedded } from './embedded.ts'
import { inspect } from './inspect/contract.ts'
import { mount } from './mount/contract.ts'
import { sharingTest } from './sharing-test/contract.ts'
import { unmount } from './unmount/contract.ts'

export const contracts: Readonly<Record<ScriptName, Contract>> = { inspect, mount, unmount, 'sharing-test': sharingTest, doctor }

export const shebang = '#!/bin/bash'

export type Assembled = { readonly text: string; readonly sha256: string }

const made = new Map<ScriptName, Assembled>()

/** The text that follows the shebang and the parameter line, the same for every job of that script. */
export function assemble(script: ScriptName): Assembled {
  const known = made.get(script)
  if (known) return known
  const files = [...contracts[script].libraries.map((name) => `lib/${name}.sh`), `${script}/script.sh`]
  const text = [workerText(files), ...files.map(read)].join('\n')
  if (/<<-?['"A-Z_]/.test(text.replaceAll('<<<', ''))) throw new Error(`${script}: the script holds a here-document`)
  // SSM would replace it by a parameter of its own
  if (text.includes('{{')) throw new Error(`${script}: the script holds "{{"`)
  const result = { text, sha256: createHash('sha256').update(text).digest('hex') }
  made.set(script, result)
  return result
}

/**
 * The functions that the worker has (limits.sh), as a word of the script that holds their text as it stands: bash up to 5.1 prints
 * `>&"$fd"` of a function as `&> "$fd"`, so none is ever sent on as bash prints it.
 */
export function workerText(files: readonly string[]): string {
  const functions = files.flatMap((file) => {
    const lines = (embedded[file] ?? '').split('\n')
    const names = lines.flatMap((line) => /^# By the worker: (.+)$/.exec(line)?.[1]?.split(' ') ?? [])
    return names.map((name) => functionText(file, lines, name))
  })
  return `WORKER_TEXT='${functions.join('\n').replaceAll("'", "'\\''")}'`
}

/** From its first line to the first `}` that begins a line; or one line. */
function functionText(file: string, lines: readonly string[], name: string): string {
  const from = lines.findIndex((line) => line.startsWith(`${name}() {`))
  const to = lines.findIndex((line, i) => i >= from && (i === from ? line.endsWith('}') : line === '}'))
  if (from < 0 || to < 0) throw new Error(`${file}: no function ${name}`)
  return strip(lines.slice(from, to + 1))
}

/** Whole-line comments and indentation stay behind in the repository: a document holds 64 KB. So no script may hold a here-document. */
function read(file: string): string {
  const text = embedded[file]
  if (text === undefined) throw new Error(`no such script file: ${file}`)
  return strip(text.split('\n'))
}

const strip = (lines: readonly string[]): string =>
  lines
    .filter((line) => !/^\s*(?:#|$)/.test(line))
    .map((line) => line.trimStart())
    .join('\n')
