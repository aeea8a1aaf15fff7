/** Request → the line that asks for it: what a report offers to copy, and what an error names as the next step. */
import type { WantedAccessPoint } from '../domain/access-points.ts'
import type { LifeCycleChange } from '../domain/life-cycle.ts'
import { mountOptions } from '../domain/options/all.ts'
import { defaultCreateOptions, type MountOptions, type Request, type UpdateOptions } from '../domain/request.ts'
import { isOffered, nameOf, specOfVerb, wordsAfter } from '../domain/verbs.ts'

/**
 * As in a comment (`/prism mount …`); parsing it gives the same request again. Verbs that comments do not offer have no comment form, nor has
 * a tag whose value holds spaces: a comment has no quoting, so say it at a terminal.
 */
export function formatCommand(request: Request): string {
  return ['/prism', nameOf(request.verb), ...wordsAfter(request), ...optionWords(request).map(commentWord)].join(' ')
}

/** As in a comment; what comments do not offer, as at a terminal. */
export function formatAsked(request: Request): string {
  return isOffered(request.verb, 'comment') ? formatCommand(request) : formatCommandLine(request)
}

/** As at a terminal (`prism volume mount …`), ready for a shell. */
export function formatCommandLine(request: Request): string {
  return ['prism', ...specOfVerb(request.verb).terminal, ...wordsAfter(request), ...optionWords(request)].map(shellWord).join(' ')
}

function optionWords(request: Request): string[] {
  switch (request.verb) {
    case 'mount':
    case 'verify':
      return [...mountWords(request.options), ...(request.people ? ['--registry', request.people.file] : [])]
    case 'verify-all':
    case 'doctor':
      return mountWords(request.options)
    case 'adopt':
      return [...mountWords(request.options), ...(request.plan === undefined ? [] : ['--plan', request.plan])]
    case 'unmount': {
      const { mountPoint, lazy } = request.options
      return [...(mountPoint === undefined ? [] : ['--mount-point', mountPoint]), ...(lazy ? ['--lazy'] : [])]
    }
    case 'create':
      return createWords(request)
    case 'update':
      return updateWords(request.options)
    case 'lock':
      return [
        ...(request.reason === undefined ? [] : ['--reason', request.reason]),
        ...(request.until === undefined ? [] : ['--until', request.until]),
      ]
    case 'create-access-point':
      return accessPointWords(request.wanted)
    case 'sync-people':
      return [
        ...(request.person === undefined ? [] : ['--person', request.person]),
        ...(request.file === undefined ? [] : ['--registry', request.file]),
        ...(request.confirmRemovals ? ['--confirm-removals'] : []),
        ...(request.plan === undefined ? [] : ['--plan', request.plan]),
      ]
    case 'migrate': {
      const { what, mountPoint, file, plan, acceptUnasked } = request
      return [
        ...(what.kind === 'undo' ? ['--undo', what.id] : ['--from', `uid:${what.uid}`, '--under', what.under, '--to', what.to]),
        ...(acceptUnasked ? ['--accept-unasked'] : []),
        ...(mountPoint === undefined ? [] : ['--mount-point', mountPoint]),
        ...(file === undefined ? [] : ['--registry', file]),
        ...(plan === undefined ? [] : ['--plan', plan]),
      ]
    }
    case 'deprovision':
    case 'person-status':
      return request.file === undefined ? [] : ['--registry', request.file]
    default:
      return []
  }
}

const mountWords = (o: MountOptions): string[] => mountOptions.flatMap(({ words }) => words(o))

function accessPointWords({ path, enforced }: WantedAccessPoint): string[] {
  if (!enforced) return ['--path', path]
  const { user, folder } = enforced
  const gids = user.groups.length > 0 ? ['--gids', user.groups.join(',')] : []
  return ['--path', path, '--user', `${user.uid}:${user.gid}`, ...gids, '--owner', `${folder.uid}:${folder.gid}`, '--mode', folder.mode]
}

function createWords({ options: o }: Extract<Request, { verb: 'create' }>): string[] {
  return [
    ...(o.performanceMode === defaultCreateOptions.performanceMode ? [] : ['--performance-mode', o.performanceMode]),
    ...(o.throughputMode === defaultCreateOptions.throughputMode ? [] : ['--throughput-mode', o.throughputMode]),
    ...(o.provisionedThroughput === undefined ? [] : ['--provisioned-throughput', `${o.provisionedThroughput}`]),
    ...(o.oneZone === undefined ? [] : ['--one-zone', o.oneZone]),
    ...(o.kmsKeyId === undefined ? [] : ['--kms-key', o.kmsKeyId]),
    ...(o.backups ? ['--backups'] : []),
    ...lifeCycleWords(o),
    ...Object.entries(o.tags).flatMap(([key, value]) => ['--tag', `${key}=${value}`]),
    ...(o.subnetIds.length > 0 ? ['--subnet', o.subnetIds.join(',')] : []),
    ...(o.securityGroupIds.length > 0 ? ['--security-group', o.securityGroupIds.join(',')] : []),
  ]
}

function updateWords(o: UpdateOptions): string[] {
  return [
    ...(o.throughputMode === undefined ? [] : ['--throughput-mode', o.throughputMode]),
    ...(o.provisionedThroughput === undefined ? [] : ['--provisioned-throughput', `${o.provisionedThroughput}`]),
    ...(o.backups === undefined ? [] : [o.backups ? '--backups' : '--no-backups']),
    ...lifeCycleWords(o),
  ]
}

const lifeCycleWords = (o: LifeCycleChange): string[] => [
  ...(o.infrequentAccessAfterDays === undefined ? [] : ['--infrequent-access-after', `${o.infrequentAccessAfterDays}`]),
  ...(o.archiveAfterDays === undefined ? [] : ['--archive-after', `${o.archiveAfterDays}`]),
  ...(o.backOnAccess === undefined ? [] : [o.backOnAccess ? '--back-on-access' : '--no-back-on-access']),
]

/** Of options alone a sentence has spaces. */
const commentWord = (word: string): string => (word.includes(' ') ? `"${word}"` : word)

/** Names are shell-inert but for the spaces that a tag may hold; a sentence may hold anything. */
const shellWord = (word: string): string => (/^[\w./:=,@+-]*$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)
