#!/usr/bin/env node
/** The executable `prism`: one line on a Node that is too old, else the program. */
import { nodeTooOld } from '../../domain/node-version.ts'

const refusal = nodeTooOld(process.versions.node, 'prism')
if (refusal === undefined) {
  // before anything is loaded, so that all of it is compiled once and for all
  process.getBuiltinModule('node:module').enableCompileCache()
  await import('./main.ts')
} else {
  process.stderr.write(`${refusal}\n`)
  process.exitCode = 2
}
