/** The jobs, each with its contract, and the program that is sent for it. */
import { createHash } from 'node:crypto'
import type { ScriptName } from '../domain/plan.ts'
import type { Contract } from './contract.ts'
import { doctor } from './doctor/contract.ts'
import { inspect } from './inspect/contract.ts'
import { mount } from './mount/contract.ts'
import { programText } from './program.ts'
import { sharingTest } from './sharing-test/contract.ts'
import { unmount } from './unmount/contract.ts'

export const contracts: Readonly<Record<ScriptName, Contract>> = { inspect, mount, unmount, 'sharing-test': sharingTest, doctor }

export const shebang = '#!/bin/sh'

export type Assembled = { readonly text: string; readonly sha256: string }

const made = new Map<ScriptName, Assembled>()

/** The program of a job, the same for every job of that name: the modules that it uses. */
export function assemble(script: ScriptName): Assembled {
  const known = made.get(script)
  if (known) return known
  const text = programText(`prism.jobs.${script.replace('-', '_')}`)
  const result = { text, sha256: createHash('sha256').update(text).digest('hex') }
  made.set(script, result)
  return result
}
