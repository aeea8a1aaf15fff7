/** What an interrupt leaves behind, in words: what was cancelled, what is not known, how to find out. */
import { type Finding, finding } from '../../domain/catalogue.ts'
import type { MountOptions, Request } from '../../domain/request.ts'
import { formatCommandLine } from '../../language/format.ts'

export function interruption(request: Request, commandIds: readonly string[]): Finding {
  const cancelled = commandIds.length > 0 ? `cancelled on SSM: ${commandIds.join(', ')}` : 'no SSM command was under way'
  return finding('cancelled', { seen: `interrupted; ${cancelled}; ${consequence(request)}` })
}

function consequence(request: Request): string {
  switch (request.verb) {
    case 'mount':
    case 'adopt':
      return `the outcome is unknown; look with: ${formatCommandLine(verifying(request, request.options))}`
    case 'unmount':
      return `the outcome is unknown; look with: ${formatCommandLine({ verb: 'status', volume: request.volume })}`
    case 'create':
    case 'delete':
      return 'the outcome is unknown; the same command goes on where it stopped'
    case 'verify':
    case 'verify-all':
      return 'what holds is not known; run it again'
    case 'doctor':
    case 'status':
    case 'volumes':
    case 'instances':
      return 'nothing was changed'
  }
}

function verifying({ volume, selectors }: Extract<Request, { verb: 'mount' | 'adopt' }>, options: MountOptions): Request {
  const client: MountOptions['client'] = options.client.kind === 'plain-nfs' ? options.client : { kind: 'auto' }
  return { verb: 'verify', volume, selectors, options: { ...options, client, adopt: false } }
}
