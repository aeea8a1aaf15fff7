/** The REST API on a socket of its own, before a core that keeps volumes and runs in memory; every answer is held against the description. */

import { createHash } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { Execution, Prism } from '../../src/compose/prism.ts'
import { type AccessPoint, formatAccessPointRef } from '../../src/domain/access-points.ts'
import { type Finding, finding } from '../../src/domain/catalogue.ts'
import { plainSpec } from '../../src/domain/mount-spec.ts'
import { formatSelector, formatVolumeRef } from '../../src/domain/names.ts'
import type { FileSystem, VolumeSettings } from '../../src/domain/ports.ts'
import type { Report } from '../../src/domain/report.ts'
import { defaultMountOptions, type Origin, type Request } from '../../src/domain/request.ts'
import { type Answer, type EventBody, foldRun, type Run, type RunEnd, type RunEvent } from '../../src/domain/run.ts'
import { createApi } from '../../src/entrypoints/api/server.ts'
import { parseTokens } from '../../src/entrypoints/api/tokens.ts'
import { nobodyAsked, noPlans } from './no-plans.ts'
import { accountId, arnOf } from './operation.ts'

export const token = 'a-token-of-more-than-24-characters'
const otherToken = 'another-token-of-more-than-24-chars'

/** The volume `endless` is mounted until it is interrupted, `bug` makes drive throw; what AWS refuses is told by `deny`. */
export function keptPrism() {
  const journals = new Map<string, RunEvent[]>()
  const volumes = new Map<string, { readonly fs: FileSystem; readonly on: Set<string> }>()
  const points: AccessPoint[] = []
  const requested: { request: Request; origin: Origin; dryRun: boolean }[] = []
  const interrupts = new Map<string, AbortController>()
  let denied: Finding | undefined

  const run = (id: string): Run => foldRun(journals.get(id) ?? [])
  const append = (runId: string, ...bodies: readonly EventBody[]) => {
    const events = journals.get(runId) ?? []
    const more = bodies.map((body, i) => ({ ...body, runId, seq: events.length + i, at: new Date().toISOString() }))
    journals.set(runId, [...events, ...more])
  }
  const end = (runId: string, state: RunEnd, answer: Answer | undefined, ...findings: readonly Finding[]) =>
    append(runId, { type: 'ended', data: { state, findings, ...(answer ? { answer } : {}) } })

  async function perform(runId: string, signal: AbortSignal): Promise<void> {
    const { request, dryRun } = run(runId)
    if (denied) return end(runId, 'failed', undefined, denied)
    const name = 'volume' in request ? formatVolumeRef(request.volume) : ''
    if (name === 'bug') throw new TypeError('secret internals at /srv/prism/engine.ts')
    const known = [...volumes.values()].find((v) => v.fs.name === name || v.fs.id === name)
    if ('volume' in request && !known && name !== 'endless')
      return end(runId, 'failed', undefined, finding('volume-not-found', { seen: name }))
    switch (request.verb) {
      case 'volumes':
        return end(runId, 'done', { kind: 'volumes', volumes: [...volumes.values()].map((v) => v.fs) })
      case 'instances': {
        const all = ['ubuntu-instance', 'rocky-instance'].filter(
          (n) => request.selectors.length === 0 || request.selectors.some((s) => formatSelector(s) === n),
        )
        const instances = all.map((n, at) => ({
          id: `i-0123456789abcdef${at}`,
          name: n,
          platform: 'Linux',
          agentVersion: '3.3',
          online: true,
        }))
        return end(runId, 'done', { kind: 'instances', instances, findings: [] })
      }
      case 'status': {
        const mounted = [...known!.on].map((n) => ({ instanceId: n, name: n, state: 'mounted' as const, detail: '/mnt/x' }))
        return end(runId, 'done', { kind: 'status', volume: known!.fs, settings: someSettings, mounted })
      }
      case 'create': {
        const id = `fs-${createHash('sha256').update(request.name).digest('hex').slice(0, 17)}`
        const steps = [{ step: 'file system', status: dryRun ? ('planned' as const) : ('changed' as const), detail: id }]
        if (dryRun) return end(runId, 'done', { kind: 'created', steps })
        const fs = { ...someVolume, id, name: request.name, tags: request.options.tags }
        volumes.set(request.name, { fs, on: new Set() })
        return end(runId, 'done', { kind: 'created', volume: fs, steps })
      }
      case 'update': {
        const steps = [{ step: 'throughput', status: dryRun ? ('planned' as const) : ('changed' as const), detail: 'elastic → bursting' }]
        return end(runId, 'done', { kind: 'updated', steps, ...(dryRun ? {} : { volume: known!.fs }) })
      }
      case 'access-points':
        return end(runId, 'done', {
          kind: 'access-points',
          volume: known!.fs,
          points: points.filter((p) => p.fileSystemId === known!.fs.id),
        })
      case 'create-access-point': {
        const { name, path, enforced } = request.wanted
        const point = {
          id: 'fsap-0123456789abcdef0',
          name,
          fileSystemId: known!.fs.id,
          path,
          state: 'available',
          ...enforced,
        }
        points.push(point)
        return end(runId, 'done', { kind: 'access-point', point, steps: [] })
      }
      case 'delete-access-point': {
        const at = points.findIndex((p) => p.name === formatAccessPointRef(request.point))
        if (at < 0) return end(runId, 'failed', undefined, finding('access-point-not-found', { seen: formatAccessPointRef(request.point) }))
        if (dryRun)
          return end(runId, 'done', { kind: 'access-point', steps: [{ step: 'access point', status: 'planned', detail: points[at]!.id }] })
        const [gone] = points.splice(at, 1)
        return end(runId, 'done', { kind: 'access-point', deleted: { id: gone!.id, name: gone!.name, path: gone!.path }, steps: [] })
      }
      case 'delete': {
        if (known!.on.size > 0) return end(runId, 'failed', undefined, finding('volume-in-use', { seen: [...known!.on].join(', ') }))
        volumes.delete(known!.fs.name)
        return end(runId, 'done', { kind: 'deleted', volume: known!.fs.name, fileSystemId: known!.fs.id, steps: [] })
      }
      case 'verify-all': {
        const checked = known ? [known] : [...volumes.values()]
        const checks = checked.map(({ fs }) => {
          const report = reportOf(runId, 'verify', fs.name)
          const plan = { operation: report.operation, clients: [], differences: [], jobs: [], refused: [], digest: '0'.repeat(64) }
          return {
            volume: fs.name,
            fileSystemId: fs.id,
            region: 'us-east-1',
            places: [{ report, plan }],
            findings: [],
            unasked: [],
            left: [],
            gone: [],
          }
        })
        return end(runId, 'done', { kind: 'checks', region: 'us-east-1', checks })
      }
      case 'mount':
      case 'verify':
      case 'unmount': {
        if (name === 'endless') {
          append(runId, { type: 'decided', data: { kind: 'allowed' } })
          for (const commandId of ['c-1', 'c-2']) append(runId, ...sent(commandId))
          await new Promise((resolve) => signal.addEventListener('abort', resolve))
          append(runId, { type: 'cancelling', data: { key: 'c-1', chunk: 0 } })
          append(runId, { type: 'cancelling', data: { key: 'c-2', chunk: 0, refused: 'ssm:CancelCommand: no' } })
          return end(runId, 'unknown', undefined, finding('cancelled', { seen: 'interrupted' }))
        }
        for (const s of request.selectors) {
          if (request.verb === 'mount') known!.on.add(formatSelector(s))
          if (request.verb === 'unmount') known!.on.delete(formatSelector(s))
        }
        return end(runId, 'done', { kind: 'report', report: reportOf(runId, request.verb, name) })
      }
    }
  }

  const prism: Prism = {
    request: async (request, origin, { dryRun = false } = {}) => {
      const runId = `01JPRSM${String(journals.size).padStart(19, '0')}`
      append(runId, { type: 'requested', data: { request, origin, dryRun } })
      requested.push({ request, origin, dryRun })
      return runId
    },
    execute: async (runId, { signal } = {}): Promise<Execution> => {
      const interrupt = new AbortController()
      interrupts.set(runId, interrupt)
      await new Promise((resolve) => setTimeout(resolve, 5))
      await perform(runId, signal ? AbortSignal.any([signal, interrupt.signal]) : interrupt.signal)
      return { state: 'done', run: run(runId) }
    },
    run: async (runId) => (journals.has(runId) ? run(runId) : undefined),
    events: async (runId) => journals.get(runId) ?? [],
    unfinished: async () => [],
    runs: async ({ limit, before }) =>
      [...journals.keys()]
        .sort()
        .reverse()
        .filter((id) => before === undefined || id < before)
        .slice(0, limit)
        .map(run),
    listen: () => () => {},
    cancel: async (runId) => {
      interrupts.get(runId)?.abort()
      return ['c-1', 'c-2']
    },
    refuse: async () => {},
    govern: () => {},
    principal: async (name) => ({ entrypoint: 'api', actor: { id: `api:${name}`, name } }),
    mayAsk: async () => ({ kind: 'allowed' }),
    register: () => {},
    plans: noPlans,
    whoami: nobodyAsked,
    numbersTaken: async () => new Set<number>(),
    cancelCommands: async () => [],
  }
  return {
    prism,
    requested,
    mountedOn: (name: string) => [...(volumes.get(name)?.on ?? [])],
    deny: (f: Finding | undefined) => {
      denied = f
    },
  }
}

/** A job that was sent to nobody, as one command. */
function sent(commandId: string): EventBody[] {
  const job = { key: commandId, script: 'mount', scriptSha: '0', params: {}, instanceIds: [], executionSeconds: 9, changes: true } as const
  const chunk = { chunk: 0, instanceIds: [], comment: '', notAfter: '', transport: { kind: 'run-shell-script' } } as const
  return [
    { type: 'dispatching', data: { job, ...chunk } },
    { type: 'dispatched', data: { key: commandId, chunk: 0, commandId } },
  ]
}

export type Ask = { method?: string; body?: unknown; headers?: Record<string, string>; as?: 'ada' | 'grace' | 'nobody'; raw?: string }
// biome-ignore lint/suspicious/noExplicitAny: what came is judged by the description and the scenarios
export type Told = { readonly status: number; readonly headers: Headers; readonly text: string; readonly json: any }

export async function openApi(options: { readonly markdown?: (run: Run) => string; readonly readMilliseconds?: number } = {}) {
  const kept = keptPrism()
  const routes: string[] = []
  const logged: string[] = []
  const tokens = parseTokens(`ada:${token},grace:${otherToken}`)
  const api = await createApi({
    prism: kept.prism,
    tokens: () => tokens,
    logger: { level: 'error', stream: { write: (line: string) => void logged.push(line) } },
    onRoute: (route) => routes.push(route),
    ...options,
  })
  await api.app.listen({ host: '127.0.0.1', port: 0 })
  const port = (api.app.server.address() as AddressInfo).port
  const base = `http://127.0.0.1:${port}`
  const description = (await (await fetch(`${base}/api/v1/openapi.json`)).json()) as Description
  const check = checkAgainst(description)

  async function ask(path: string, { method, body, headers = {}, as = 'ada', raw }: Ask = {}): Promise<Told> {
    const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body))
    const verb = method ?? (sent === undefined ? 'GET' : 'POST')
    const answer = await fetch(base + path, {
      method: verb,
      headers: {
        ...(as === 'nobody' ? {} : { authorization: `Bearer ${as === 'ada' ? token : otherToken}` }),
        ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(sent === undefined ? {} : { body: sent }),
    })
    const text = await answer.text()
    const type = answer.headers.get('content-type') ?? ''
    const json: unknown = type.includes('json') ? JSON.parse(text) : undefined
    check(verb, path, answer.status, type, json)
    return { status: answer.status, headers: answer.headers, text, json }
  }
  return { ...kept, api, port, base, description, routes, logged, ask, close: () => api.close(0) }
}

type Media = { readonly schema: object }
export type Description = {
  readonly openapi: string
  readonly paths: Record<string, Record<string, { operationId: string; responses: Record<string, { content?: Record<string, Media> }> }>>
  readonly components: { readonly schemas: Record<string, object> }
}

/** Throws where an answer is not what the description says: its status, its content type, its body. Paths it does not know are not judged. */
export function checkAgainst(description: Description): Check {
  const text = JSON.stringify(description)
  const known = checks.get(text) ?? makeCheck(description)
  checks.set(text, known)
  return known
}

type Check = (method: string, url: string, status: number, type: string, body: unknown) => void
/** By the description's text: compiling its schemas takes longer than all that a test asks. */
const checks = new Map<string, Check>()

function makeCheck(description: Description): Check {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  ajv.addSchema({ $id: 'https://described/', components: description.components })
  const rebased = (schema: object): object =>
    JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"https://described/#/components/'))
  const validators = new Map<object, ReturnType<typeof ajv.compile>>()
  const validatorOf = (schema: object) => {
    const made = validators.get(schema) ?? ajv.compile(rebased(schema))
    validators.set(schema, made)
    return made
  }
  return (method, url, status, type, body) => {
    const path = url.split('?')[0]!
    const known = Object.keys(description.paths).find((p) => new RegExp(`^${p.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(path))
    const operation = known ? description.paths[known]![method.toLowerCase()] : undefined
    if (!operation) return
    // an answer without a body
    if (type === '' && body === undefined && operation.responses[status]) return
    const media = operation.responses[status]?.content?.[type.split(';')[0]!.trim()]
    if (!media) throw new Error(`${method} ${known} answers ${status} ${type}, which is not described`)
    if (body === undefined) return
    const validate = validatorOf(media.schema)
    if (!validate(body)) throw new Error(`${method} ${known} ${status} is not as described: ${ajv.errorsText(validate.errors)}`)
  }
}

const someSettings: VolumeSettings = {
  lifeCycle: { kind: 'seen', value: { infrequentAccessAfterDays: 30, backOnAccess: true } },
  replication: { kind: 'seen', value: [] },
  backups: { kind: 'unseen', why: 'elasticfilesystem:DescribeBackupPolicy: AccessDeniedException' },
}
const someVolume = {
  state: 'available',
  createdAt: '2026-01-01T00:00:00Z',
  bytes: 6144,
  encrypted: true,
  performanceMode: 'generalPurpose',
  throughputMode: 'elastic',
  creationToken: 'x',
  accountId,
  targets: [
    { id: 'fsmt-1', subnetId: 'subnet-1', availabilityZone: 'a', ipAddress: '10.0.0.1', state: 'available', securityGroupIds: ['sg-1'] },
  ],
}

function reportOf(runId: string, verb: Report['operation']['verb'], volume: string): Report {
  const row = {
    section: 'permissions',
    subject: '/mnt/x/shared',
    expected: 'root:prism-shared 2775',
    observed: 'root:prism-shared 2775',
    verdict: 'holds',
  } as const
  const who = { instanceId: 'i-1', account: 'ubuntu', uid: 1000, temporary: false }
  return {
    runId,
    operation: {
      verb,
      volume,
      fileSystemId: 'fs-01234567',
      region: 'eu-west-1',
      mountPoint: '/mnt/x',
      accountId,
      targets: [{ instanceId: 'i-1', arn: arnOf('i-1', 'eu-west-1'), name: 'u', spec: plainSpec }],
      options: defaultMountOptions,
      lazy: false,
      zones: ['eu-west-1a'],
      addresses: ['10.0.0.5'],
      unresolved: [],
    },
    instances: [
      {
        instanceId: 'i-1',
        name: 'u',
        about: 'Ubuntu',
        verdict: 'holds',
        steps: [{ step: 'mount', status: 'changed', detail: '', milliseconds: 3 }],
        rows: [row],
        findings: [],
      },
    ],
    sharing: {
      verdict: 'holds',
      cells: [{ writer: who, reader: { ...who, uid: 1001 }, read: 'done', append: 'done', verdict: 'shared' }],
      notes: [],
    },
    verdict: 'holds',
    findings: [],
    notes: [],
    startedAt: '2026-01-01T00:00:00Z',
    endedAt: '2026-01-01T00:00:01Z',
  }
}
