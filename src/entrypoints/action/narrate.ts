/** The run as plain lines of the step's log, as it happens. */

import { batchWords } from '../../domain/batches.ts'
import { formatVolumeRef, quote } from '../../domain/names.ts'
import type { EventBody, RunEvent } from '../../domain/run.ts'
import type { Sink } from '../../runs/journal.ts'

export function narrate(log: (line: string) => void): Sink {
  let troubled = ''
  return {
    // once, not at each tick that it lasts
    onProgress: ({ trouble }) => {
      const said = trouble?.seen ?? ''
      if (said !== '' && said !== troubled) log(`prism: what the instances do is not known: ${said}`)
      troubled = said
    },
    onEvent: (event: RunEvent) => {
      const text = describe(event)
      if (text !== undefined) log(`prism: ${text}`)
    },
  }
}

/** What is worth a line; undefined for what only the journal needs. */
function describe(event: EventBody): string | undefined {
  switch (event.type) {
    case 'requested': {
      const { request } = event.data
      return 'volume' in request ? `${request.verb} ${formatVolumeRef(request.volume)}` : request.verb
    }
    case 'decided':
      return `${event.data.kind} ${event.data.policy ? `by .github/prism.yml, blob ${event.data.policy}` : 'without a policy of the repository'}`
    case 'apply-decided':
      return event.data.decision.kind === 'allowed' ? undefined : `the plan: ${event.data.decision.kind}`
    case 'resolved': {
      const { volume, fileSystemId, targets, mountPoint } = event.data
      return `${volume} is ${fileSystemId}; ${mountPoint} on ${targets.map((t) => `${quote(t.name)} (${t.instanceId})`).join(', ') || 'no instance'}`
    }
    case 'observed':
      return `looked at ${event.data.observations.filter((o) => o.kind === 'observed').length} of ${event.data.observations.length} instances`
    case 'planned':
      return `${event.data.differences.length} differences, ${event.data.jobs.length} jobs, ${event.data.refused.length} refused`
    case 'registry-read':
      return [`registry ${event.data.blob.slice(0, 12)}`, ...event.data.notes].join('; ')
    case 'people-planned':
      return `${event.data.hosts.length} instances, ${event.data.jobs.length} jobs, ${event.data.refused.length} refused`
    case 'volume-planned':
      return `${event.data.steps.length} steps`
    case 'batch-begun':
      return batchWords(event.data)
    case 'dispatching':
    case 'reported':
      return undefined
    case 'dispatched':
      return `${event.data.key}: SSM command ${event.data.commandId}`
    case 'cancelling':
      return event.data.refused === undefined ? undefined : `${event.data.key}: not cancelled: ${event.data.refused}`
    case 'returned': {
      const answered = event.data.results.filter((r) => r.kind !== 'none').length
      return `${event.data.key}: ${answered} of ${event.data.results.length} instances answered`
    }
    case 'provisioned':
      return `${event.data.step}: ${event.data.status}`
    case 'ended':
      return `ended: ${event.data.state}`
  }
}
