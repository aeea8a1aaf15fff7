/** Help with the real volumes and instances, in commands to copy. */

import type { Prism } from '../../compose/prism.ts'
import { atMost } from '../../domain/at-most.ts'
import { patterns } from '../../domain/names.ts'
import type { Clock } from '../../domain/ports.ts'
import type { Origin, Request } from '../../domain/request.ts'
import type { Answer } from '../../domain/run.ts'
import { code } from '../../render/escape.ts'
import type { Log } from './log.ts'

export type Known = { readonly volumes: readonly string[]; readonly instances: readonly string[] }

/** The grammar's own help, then the commands with the names that exist here. */
export function helpReply(grammar: string, known: Known): string {
  const volume = known.volumes[0]
  const instances = known.instances.slice(0, 2).join(' ')
  const example = volume && instances ? ['Here, for example:', '', '```', `/prism mount ${volume} ${instances}`, '```', ''] : []
  return [grammar, '', ...example, ...list('Volumes', known.volumes), ...list('Instances', known.instances)].join('\n').trimEnd()
}

const longestList = 20

function list(title: string, names: readonly string[]): string[] {
  if (names.length === 0) return []
  const rest = names.length > longestList ? ` and ${names.length - longestList} more` : ''
  return [`**${title}:** ${names.slice(0, longestList).map(code).join(', ')}${rest}`, '']
}

/**
 * What the one who asks may use: asked in the same way as every verb, so that the policy decides. Left out are what cannot be asked in
 * time, volumes that are not ready, and instances that no command reaches.
 */
export async function whatIsThere(prism: Prism, origin: Origin, log: Log, clock: Clock, milliseconds = 8_000): Promise<Known> {
  const ask = async (request: Request): Promise<Answer | undefined> => {
    try {
      const runId = await prism.request(request, origin)
      const late = new AbortController()
      const executed = prism.execute(runId, { signal: late.signal })
      if ((await atMost(executed, milliseconds, clock)) === 'ended') return (await executed).run.answer
      late.abort()
      return undefined
    } catch (error) {
      log.warn('help is sent without a list', { verb: request.verb, error })
      return undefined
    }
  }
  const [volumes, instances] = await Promise.all([ask({ verb: 'volumes' }), ask({ verb: 'instances', selectors: [] })])
  return {
    volumes:
      volumes?.kind === 'volumes'
        ? volumes.volumes.filter((v) => v.state === 'available').map((v) => (patterns.volumeName.test(v.name) ? v.name : v.id))
        : [],
    instances:
      instances?.kind === 'instances'
        ? instances.instances.filter((i) => i.online).map((i) => (patterns.instanceName.test(i.name) ? i.name : i.id))
        : [],
  }
}
