#!/usr/bin/env node
/** The executable `prism-api`: one line on a Node that is too old; help, or a refusal of a word that it does not know; else the program. */
import { nodeTooOld } from '../../domain/node-version.ts'

const refusal = nodeTooOld(process.versions.node, 'prism-api')
if (refusal === undefined) {
  const { asked } = await import('./program.ts')
  const said = asked(process.argv.slice(2))
  if (said.kind === 'go') await import('./main.ts')
  else {
    ;(said.code === 0 ? process.stdout : process.stderr).write(said.text)
    process.exitCode = said.code
  }
} else {
  process.stderr.write(`${refusal}\n`)
  process.exitCode = 2
}
