#!/usr/bin/env node
/** The executable `prism-app`: one line on a Node that is too old, else the program. */
import { nodeTooOld } from '../../domain/node-version.ts'

const refusal = nodeTooOld(process.versions.node, 'prism-app')
if (refusal === undefined) await import('./main.ts')
else {
  process.stderr.write(`${refusal}\n`)
  process.exitCode = 2
}
