/** The Action's executable, for the main step and for its post step; the runner's state tells which one this is. */
import { readFileSync } from 'node:fs'
import { runCancelStep } from './cancel-step.ts'
import { state } from './commands-in-flight.ts'
import { postComment } from './comment.ts'
import { openIssues } from './drift-issues.ts'
import { openEvidence } from './evidence.ts'
import { openRights } from './open-rights.ts'
import type { ActionInputs } from './read-inputs.ts'
import { runStep } from './run-step.ts'
import { actionsRunner as runner } from './runner.ts'

const loadPrism = async ({ region, documents }: Pick<ActionInputs, 'region' | 'documents'>) => {
  const { compose } = await import('../../compose/prism.ts')
  return compose({
    env: process.env,
    ...(region === undefined ? {} : { region }),
    ...(documents === undefined ? {} : { documents }),
  })
}

/** With the registry, which is read from the default branch: what the job has checked out may be a fork's. */
const loadForStep = async ({
  request,
  token,
  policy,
  ...asked
}: Pick<ActionInputs, 'region' | 'documents' | 'request' | 'token' | 'policy'>) => {
  const prism = await loadPrism(asked)
  if (request.verb === 'sync-people')
    prism.register(await (await import('./registry.ts')).registryBy(token, process.env, policy === 'waived'))
  return prism
}

// the runner kills 10 s after its first signal; 5 s are for waiting, the rest for saying what is known
const code =
  runner.saved(state.main) === ''
    ? await runStep({
        runner,
        env: process.env,
        signals: process,
        readFile: (path) => readFileSync(path, 'utf8'),
        loadPrism: loadForStep,
        postComment,
        openIssues,
        openEvidence,
        openRights,
        graceMilliseconds: 5_000,
      })
    : await runCancelStep({ runner, loadPrism })

// a poll that was not waited for must not hold the step open
process.exit(code)
