/** The jobs, each with its contract, and the program that is sent for it. */
import type { ScriptName } from '../domain/plan.ts'
import type { Contract } from './contract.ts'
import { doctor } from './doctor/contract.ts'
import { type Program, programs } from './embedded.ts'
import { inspect } from './inspect/contract.ts'
import { migrate } from './migrate/contract.ts'
import { mount } from './mount/contract.ts'
import { people } from './people/contract.ts'
import { sharingTest } from './sharing-test/contract.ts'
import { spaces } from './spaces/contract.ts'
import { unmount } from './unmount/contract.ts'

export const contracts: Readonly<Record<ScriptName, Contract>> = {
  inspect,
  mount,
  unmount,
  'sharing-test': sharingTest,
  doctor,
  people,
  spaces,
  migrate,
}

export const shebang = '#!/bin/sh'

/** The program of a job, the same for every job of that name: `text` is what runs, `packed` what is sent. */
export function assemble(script: ScriptName): Program {
  const program = programs[script]
  if (program === undefined) throw new Error(`no program for ${script}`)
  return program
}
