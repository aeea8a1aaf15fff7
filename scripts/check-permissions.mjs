// Holds the printed IAM policies against what Prism really asks of AWS: every recorded call of the scenarios needs its action, and every
// action needs a call. Usage: check-permissions.mjs FILE.jsonl… (as PRISM_WIRE_LOG makes them). Needs a current build/.
import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** The IAM prefix of each service that the lab records. */
const prefixes = { efs: 'elasticfilesystem', ssm: 'ssm', ec2: 'ec2', sts: 'sts' }
/** AWS asks for no permission. */
const free = new Set(['sts:GetCallerIdentity'])

/**
 * `calls`: action → the recordings it is in. `statements`: of the policies. `implied`: action → the call that needs it too. Returns one
 * sentence for each thing that is wrong.
 */
export function differences(calls, statements, implied) {
  const allowed = new Set(statements.flatMap((s) => s.actions))
  const found = []
  for (const [action, where] of [...calls].sort())
    if (!allowed.has(action))
      found.push(
        `${action} is called (${[...where].sort().slice(0, 3).join(', ')}) and no policy allows it: add it to a statement in ` +
          'src/aws/permissions/statements.ts, with the roles that need it and the narrowest resource that it takes',
      )
  for (const action of [...allowed].sort()) {
    const because = implied[action]
    if (calls.has(action) || (because !== undefined && calls.has(because))) continue
    found.push(
      `${action} is allowed and no scenario calls it${because ? `, nor ${because}, which needs it` : ''}: take it out of ` +
        'src/aws/permissions/statements.ts, or add the scenario in which Prism needs it; if AWS asks for it beside another call, name that in `implied`',
    )
  }
  for (const [action, because] of Object.entries(implied))
    if (!allowed.has(action)) found.push(`${action} is implied by ${because} and in no policy: take it out of \`implied\``)
  // the Action's own recordings tell what its role needs
  for (const action of allowed) {
    const roles = new Set(statements.filter((s) => s.actions.includes(action)).flatMap((s) => s.roles))
    const byAction = [...(calls.get(action) ?? [])].some((file) => file.startsWith('action-'))
    if (byAction && !roles.has('workflow'))
      found.push(`${action} is called by the Action, and the role \`workflow\` does not have it: add the role to its statement`)
  }
  return found
}

/** Only what Prism's own clients sent: tests have clients of their own. */
function callsIn(files) {
  const calls = new Map()
  let count = 0
  for (const file of files)
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      if (line === '') continue
      const { service, operation, requestHeaders } = JSON.parse(line)
      if (!/\bprism\b/.test(requestHeaders['user-agent'] ?? '') || !(service in prefixes) || !operation) continue
      const action = `${prefixes[service]}:${operation}`
      if (free.has(action)) continue
      calls.set(action, (calls.get(action) ?? new Set()).add(basename(file, '.jsonl')))
      count++
    }
  return { calls, count }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const files = process.argv.slice(2)
  const built = join(dirname(fileURLToPath(import.meta.url)), '../build/src/aws/permissions/statements.js')
  const { statements, implied } = await import(pathToFileURL(built).href)
  const { calls, count } = callsIn(files)
  const all = statements({
    documents: ['Prism-Mount'],
    instanceTag: { key: 'prism', value: 'enabled' },
    distributor: false,
    repositoryRole: { name: 'prism-research' },
  })
  const found = differences(calls, all, implied)
  for (const sentence of found) console.error(sentence)
  console.log(`${count} calls of Prism in ${files.length} recordings, ${calls.size} actions, ${found.length} problems`)
  process.exitCode = found.length > 0 || count === 0 ? 1 : 0
}
