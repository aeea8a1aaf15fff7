/** Default deny, along the table of verbs: what no word of the policy allows is refused to each token of the REST API, whatever else its rules give. */
import type { VolumePlan } from '../../../src/domain/plan.ts'
import type { CreateOptions, Origin, Request } from '../../../src/domain/request.ts'
import { defaultCreateOptions, defaultMountOptions } from '../../../src/domain/request.ts'
import { rightVerbs } from '../../../src/domain/rights.ts'
import { isOffered, verbNames } from '../../../src/domain/verbs.ts'
import { sealVolume } from '../../../src/engine/volume-plan.ts'
import { mayApply } from '../../../src/policy/may-apply.ts'
import { mayAsk } from '../../../src/policy/may-ask.ts'
import { reachOf, rightsFor } from '../../../src/policy/reach.ts'
import { person, repositoryRights } from '../../support/rights.ts'

const volume = { kind: 'name', name: 'research-data' } as const
const selectors = [{ kind: 'name', name: 'rocky-instance' }] as const
const options = defaultMountOptions
const requests: Readonly<Record<Request['verb'], Request>> = {
  mount: { verb: 'mount', volume, selectors, options },
  doctor: { verb: 'doctor', volume, selectors, options },
  verify: { verb: 'verify', volume, selectors, options },
  adopt: { verb: 'adopt', volume, selectors, options },
  unmount: { verb: 'unmount', volume, selectors, options: { lazy: false } },
  'verify-all': { verb: 'verify-all', volume, selectors: [], options, known: [] },
  status: { verb: 'status', volume },
  create: { verb: 'create', name: 'research-data', options: defaultCreateOptions },
  update: { verb: 'update', volume, options: { backups: true } },
  delete: { verb: 'delete', volume, confirm: 'research-data' },
  'access-points': { verb: 'access-points', volume },
  'create-access-point': { verb: 'create-access-point', volume, wanted: { name: 'genomics', path: '/g' } },
  'delete-access-point': { verb: 'delete-access-point', volume, point: { kind: 'name', name: 'genomics' } },
  lock: { verb: 'lock', volume },
  unlock: { verb: 'unlock', volume },
  locks: { verb: 'locks' },
  volumes: { verb: 'volumes' },
  instances: { verb: 'instances', selectors: [] },
  'sync-people': { verb: 'sync-people', selectors, confirmRemovals: false },
  migrate: { verb: 'migrate', volume, selectors, what: { kind: 'move', uid: 1000, under: 'users/ubuntu', to: 'ada' } },
  deprovision: { verb: 'deprovision', name: 'ada' },
  'person-status': { verb: 'person-status', name: 'ada' },
}
const origin: Origin = { entrypoint: 'api', actor: { id: '583231', name: 'ada' }, repository: 'acme/research', principal: 'ada-laptop' }
const file = (may: readonly string[]) => `version: 1
volumes: { research-data: }
instances: { all: { names: ["*"] } }
${may.length > 0 ? `rights: [{ who: { permission: write }, may: [${may.join(', ')}] }]` : ''}
`
const asked = verbNames.filter((v) => isOffered(v, 'api'))
const named = { id: 'fs-0123456789abcdef0', name: 'research-data', region: 'us-east-1' }

test('every verb of REST has a word in the policy', () => {
  expect(asked.filter((v) => rightsFor(v).length === 0)).toEqual([])
})

test.each(asked)('%s is refused without its word, whatever others are given, and allowed by it', (verb) => {
  const words = rightsFor(verb)
  const others = rightVerbs.filter((right) => !words.includes(right))
  const without = repositoryRights(file(others))
  expect(mayAsk(requests[verb], origin, without)).toMatchObject({ kind: 'denied', finding: { code: 'policy-denied' } })
  expect(reachOf(without, verb).volume(named)).toBe(false)
  for (const word of words)
    expect({ word, ...mayAsk(requests[verb], origin, repositoryRights(file([word]))) }).toEqual({ word, kind: 'allowed' })
})

test.each(asked)('%s is nobody’s who may not write, and an empty policy gives it to nobody', (verb) => {
  const reader = repositoryRights(file(rightVerbs), { asker: person('583231', 'read') })
  for (const rights of [reader, repositoryRights(file([]))]) expect(mayAsk(requests[verb], origin, rights).kind).toBe('denied')
})

const decided = (verb: VolumePlan['verb'], parameters: VolumePlan['parameters'], text: string) => {
  const plan = sealVolume({ verb, region: 'us-east-1', parameters, steps: [] })
  const rights = repositoryRights(text, { asker: person('583231') })
  return mayApply(plan, origin, [], { rights, nodes: [], blobAsked: 'b10b', planOf: 'r' })
}

test.each(['create', 'update', 'create-access-point', 'delete', 'delete-access-point'] as const)(
  'a plan to %s is applied by its word alone, and of what it names alone',
  (verb) => {
    const of = (id: string, name: string) => ({ ...(verb === 'create' ? {} : { fileSystemId: id }), name })
    const ours = of(named.id, named.name)
    expect(decided(verb, ours, file([verb]))).toEqual({ kind: 'allowed' })
    const denied = { kind: 'denied', finding: { code: 'policy-denied' } }
    expect(decided(verb, ours, file(rightVerbs.filter((word) => word !== verb)))).toMatchObject(denied)
    expect(decided(verb, of('fs-0fffffffffffffff0', 'other-data'), file([verb]))).toMatchObject(denied)
    expect(decided(verb, {}, file([verb]))).toMatchObject(denied)
    // with an id the name decides nothing: another file system of that name, or one that is yet to be made, is not meant
    const byId = file([verb]).replace('research-data:', 'research-data: { id: fs-0aaaaaaaaaaaaaaa0 }')
    expect(decided(verb, ours, byId)).toMatchObject(denied)
  },
)

test('a volume is created as the policy has its name, and with nothing of the account that no policy bounds', () => {
  const rights = repositoryRights(file(['create']))
  const ask = (name: string, options: Partial<CreateOptions> = {}, given = rights) =>
    mayAsk({ verb: 'create', name, options: { ...defaultCreateOptions, ...options } }, origin, given).kind
  expect(ask('research-data')).toBe('allowed')
  expect(ask('research-data', { backups: true, throughputMode: 'elastic' })).toBe('allowed')
  expect(ask('other-data')).toBe('denied')
  expect(ask('research-data', {}, repositoryRights(file(['create']).replace('research-data:', `research-data: { id: ${named.id} }`)))).toBe(
    'denied',
  )
  for (const beyond of [{ subnetIds: ['subnet-1'] }, { securityGroupIds: ['sg-1'] }, { kmsKeyId: 'k' }, { tags: { Team: 'x' } }])
    expect({ beyond, kind: ask('research-data', beyond) }).toEqual({ beyond, kind: 'denied' })
})

test('an access point that acts as somebody is given by no word: through it everybody would be them', () => {
  const point = (enforced?: { readonly user: { readonly uid: number; readonly gid: number } }) =>
    mayAsk(
      { verb: 'create-access-point', volume, wanted: { name: 'g', path: '/users/grace', ...(enforced ? { enforced } : {}) } } as Request,
      origin,
      repositoryRights(file(rightVerbs)),
    ).kind
  expect(point()).toBe('allowed')
  expect(point({ user: { uid: 65_537, gid: 65_537 } })).toBe('denied')
  expect(point({ user: { uid: 0, gid: 0 } })).toBe('denied')
})
