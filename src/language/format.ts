/** Request → the line that asks for it: what a report offers to copy, and what an error names as the next step. */
import { formatAccessPointRef, type WantedAccessPoint } from '../domain/access-points.ts'
import { formatSelector, formatVolumeRef } from '../domain/names.ts'
import { mountOptions } from '../domain/options/all.ts'
import { defaultCreateOptions, type MountOptions, type Request } from '../domain/request.ts'
import { commentVerbs } from './verbs.ts'

/**
 * As in a comment (`/prism mount …`); parsing it gives the same request again. Create, delete and lists have no comment form, nor has
 * a tag whose value holds spaces: a comment has no quoting, so say it at a terminal.
 */
export function formatCommand(request: Request): string {
  return ['/prism', ...spokenWords(request)].join(' ')
}

/** As in a comment; what comments do not offer, as at a terminal. */
export function formatAsked(request: Request): string {
  const inComments = request.verb === 'verify-all' || (commentVerbs as readonly string[]).includes(request.verb)
  return inComments ? formatCommand(request) : formatCommandLine(request)
}

/** As at a terminal (`prism volume mount …`), ready for a shell. */
export function formatCommandLine(request: Request): string {
  return ['prism', ...terminalWords(request)].map(shellWord).join(' ')
}

function terminalWords(request: Request): string[] {
  switch (request.verb) {
    case 'volumes':
      return ['volume', 'list']
    case 'instances':
      return ['instance', 'list', ...request.selectors.map(formatSelector)]
    case 'access-points':
    case 'create-access-point':
    case 'delete-access-point':
      return spokenWords(request)
    case 'status':
      return ['volume', 'info', formatVolumeRef(request.volume)]
    case 'mount':
    case 'adopt':
    case 'verify':
    case 'doctor':
    case 'verify-all':
    case 'unmount':
    case 'create':
    case 'delete':
      return ['volume', ...spokenWords(request)]
  }
}

function spokenWords(request: Request): string[] {
  switch (request.verb) {
    case 'mount':
    case 'verify':
    case 'doctor':
      return [request.verb, formatVolumeRef(request.volume), ...request.selectors.map(formatSelector), ...mountWords(request.options)]
    case 'adopt':
      return [
        'adopt',
        formatVolumeRef(request.volume),
        ...request.selectors.map(formatSelector),
        ...mountWords(request.options),
        ...(request.plan === undefined ? [] : ['--plan', request.plan]),
      ]
    case 'verify-all': {
      const volume = request.volume === undefined ? [] : [formatVolumeRef(request.volume)]
      return ['verify', ...volume, ...request.selectors.map(formatSelector), '--all', ...mountWords(request.options)]
    }
    case 'unmount': {
      const { mountPoint, lazy } = request.options
      const words = [...(mountPoint === undefined ? [] : ['--mount-point', mountPoint]), ...(lazy ? ['--lazy'] : [])]
      return ['unmount', formatVolumeRef(request.volume), ...request.selectors.map(formatSelector), ...words]
    }
    case 'status':
    case 'delete':
      return [request.verb, formatVolumeRef(request.volume)]
    case 'create':
      return ['create', request.name, ...createWords(request)]
    case 'access-points':
      return ['access-point', 'list', formatVolumeRef(request.volume)]
    case 'create-access-point':
      return ['access-point', 'create', formatVolumeRef(request.volume), ...accessPointWords(request.wanted)]
    case 'delete-access-point':
      return ['access-point', 'delete', formatVolumeRef(request.volume), formatAccessPointRef(request.point)]
    case 'volumes':
      return ['volumes']
    case 'instances':
      return ['instances', ...request.selectors.map(formatSelector)]
  }
}

const mountWords = (o: MountOptions): string[] => mountOptions.flatMap(({ words }) => words(o))

function accessPointWords({ name, path, enforced }: WantedAccessPoint): string[] {
  if (!enforced) return [name, '--path', path]
  const { user, folder } = enforced
  const gids = user.groups.length > 0 ? ['--gids', user.groups.join(',')] : []
  return [
    name,
    '--path',
    path,
    '--user',
    `${user.uid}:${user.gid}`,
    ...gids,
    '--owner',
    `${folder.uid}:${folder.gid}`,
    '--mode',
    folder.mode,
  ]
}

function createWords({ options: o }: Extract<Request, { verb: 'create' }>): string[] {
  return [
    ...(o.performanceMode === defaultCreateOptions.performanceMode ? [] : ['--performance-mode', o.performanceMode]),
    ...(o.throughputMode === defaultCreateOptions.throughputMode ? [] : ['--throughput-mode', o.throughputMode]),
    ...(o.provisionedThroughput === undefined ? [] : ['--provisioned-throughput', `${o.provisionedThroughput}`]),
    ...(o.kmsKeyId === undefined ? [] : ['--kms-key', o.kmsKeyId]),
    ...(o.backups ? ['--backups'] : []),
    ...(o.infrequentAccessAfterDays === undefined ? [] : ['--infrequent-access-after', `${o.infrequentAccessAfterDays}`]),
    ...Object.entries(o.tags).flatMap(([key, value]) => ['--tag', `${key}=${value}`]),
    ...(o.subnetIds.length > 0 ? ['--subnet', o.subnetIds.join(',')] : []),
    ...(o.securityGroupIds.length > 0 ? ['--security-group', o.securityGroupIds.join(',')] : []),
  ]
}

/** Names are shell-inert but for the spaces that a tag may hold. */
const shellWord = (word: string): string => (word.includes(' ') ? `'${word}'` : word)
