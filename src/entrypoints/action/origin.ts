/** Who asks: the actor of the workflow run, as the runner tells. GitHub has authenticated them; the workflow decided that they may. */
import { fail } from '../../domain/catalogue.ts'
import { quote } from '../../domain/names.ts'
import type { Origin } from '../../domain/request.ts'

export type Env = Readonly<Record<string, string | undefined>>

/** nektos/act tells the actor's name and not its id; a name can be another's tomorrow, and the record says that no more is known. */
export const unknownId = 'unknown'

/** Throws `missing-input` where a variable of the runner's is absent or not what the runner writes: a run without an actor cannot be recorded. */
export function originFromEnv(env: Env): Origin {
  const read = (name: string, pattern: RegExp) => {
    const value = env[name] ?? ''
    if (!pattern.test(value))
      throw fail('missing-input', { seen: `${name} is ${value === '' ? 'not set' : quote(value)}; GitHub’s runner sets it` })
    return value
  }
  const repository = read('GITHUB_REPOSITORY', /^[A-Za-z0-9._-]{1,100}\/[A-Za-z0-9._-]{1,100}$/)
  const server = read('GITHUB_SERVER_URL', /^https?:\/\/[A-Za-z0-9.-]+(?::\d+)?$/)
  const runId = read('GITHUB_RUN_ID', /^\d{1,20}$/)
  const name = /^[A-Za-z0-9_[\]-]{1,100}$/
  const actor = read('GITHUB_ACTOR', name)
  const again = env.GITHUB_TRIGGERING_ACTOR ? read('GITHUB_TRIGGERING_ACTOR', name) : actor
  const attempt = /^\d{1,6}$/.test(env.GITHUB_RUN_ATTEMPT ?? '') ? `/attempts/${env.GITHUB_RUN_ATTEMPT}` : ''
  return {
    entrypoint: 'workflow',
    actor: {
      id: env.GITHUB_ACTOR_ID ? read('GITHUB_ACTOR_ID', /^\d{1,20}$/) : unknownId,
      name: actor,
    },
    repository,
    runUrl: `${server}/${repository}/actions/runs/${runId}${attempt}`,
    ...(env.GITHUB_EVENT_NAME === 'schedule' ? { scheduled: true } : {}),
    ...(again === actor ? {} : { rerunBy: again }),
  }
}
