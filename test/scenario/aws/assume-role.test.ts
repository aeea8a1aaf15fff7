/** A role that is assumed for one person, against the lab's STS over the real SDK: what it trusts, whose calls they are, and when they end. */
import { assumeRole } from '../../../src/aws/assume-role.ts'
import { createCallBudgets } from '../../../src/aws/call-budget.ts'
import { createClients } from '../../../src/aws/clients.ts'
import { machineClock } from '../../../src/clock.ts'
import { createIdentities } from '../../../src/compose/aws.ts'
import { PrismError } from '../../../src/domain/catalogue.ts'
import type { LabClock } from '../../../src/lab/aws/clock.ts'
import { realClock } from '../../../src/lab/aws/clock.ts'
import type { TrustPolicy } from '../../../src/lab/aws/identity.ts'
import { checkWireAtTheEnd, instance, type OpenLab, openLab } from '../../unit/lab/aws/open-lab.ts'

checkWireAtTheEnd()

const prism = 'arn:aws:iam::123456789012:user/prism-lab'
const both = ['sts:AssumeRole', 'sts:SetSourceIdentity']
const trust = (more: Partial<TrustPolicy['Statement'][number]> = {}): TrustPolicy => ({
  Statement: [
    { Effect: 'Allow', Principal: { AWS: prism }, Action: both, Condition: { Null: { 'sts:SourceIdentity': 'false' } }, ...more },
  ],
})
const [ada, ben] = [
  { id: '583231', name: 'ada' },
  { id: '583232', name: 'ben' },
]

let open: OpenLab
let passed = 0
const labClock: LabClock = { now: () => new Date(Date.now() + passed), after: realClock.after }
const clock = { ...machineClock, now: () => new Date(Date.now() + passed) }
beforeEach(async () => {
  passed = 0
  open = await openLab({ instances: [instance('ubuntu-instance')], clock: labClock })
})
afterEach(() => open.close())

const identities = () => createIdentities({ env: open.lab.env, documents: 'run-shell-script' }, createCallBudgets(clock), clock)
const assumptions = () => open.lab.calls().filter((c) => c.operation === 'AssumeRole')
async function refusal(work: Promise<unknown>): Promise<PrismError> {
  const error: unknown = await work.then(
    () => undefined,
    (e: unknown) => e,
  )
  if (!(error instanceof PrismError)) throw new Error(`not refused: ${String(error)}`)
  return error
}

test('every call of a person is made by the role with that person as its source identity, and no key is another’s', async () => {
  const role = open.lab.putRole('prism-research', trust())
  const { own, assumed } = identities()
  for (const actor of [ada, ben, ada]) {
    const { cloud } = assumed(role, actor)
    await Promise.all([cloud.fileSystems.list(), cloud.instances.list(), cloud.instances.nodes(['i-0123456789abcdef0'])])
  }
  await own.cloud.fileSystems.list()
  expect(assumptions().map((c) => c.params)).toMatchObject([
    { RoleArn: role, RoleSessionName: '583231+ada', SourceIdentity: '583231+ada', DurationSeconds: '900' },
    { RoleArn: role, SourceIdentity: '583232+ben' },
  ])
  const lists = open.lab.calls().filter((c) => c.operation === 'DescribeFileSystems')
  expect(lists.map((c) => c.caller?.sourceIdentity)).toEqual(['583231+ada', '583232+ben', '583231+ada', undefined])
  const keys = new Map<string, Set<string>>()
  for (const { caller, requestHeaders } of open.lab.calls()) {
    const key = /Credential=([^/]+)/.exec(requestHeaders.authorization ?? '')![1]!
    keys.set(key, (keys.get(key) ?? new Set()).add(caller!.arn))
  }
  expect([...keys.values()].map((arns) => arns.size)).toEqual([...keys].map(() => 1))
  expect(keys.size).toBe(3)
})

test('of many calls at once one assumes the role, and again only when its keys are about to end', async () => {
  const role = open.lab.putRole('prism-research', trust())
  const clients = createClients({ env: open.lab.env }, createCallBudgets(machineClock))
  const keys = assumeRole(clients, { role, sourceIdentity: '583231+ada' }, clock)
  const [first] = await Promise.all(Array.from({ length: 8 }, () => keys()))
  passed += 9 * 60_000
  expect(await keys()).toBe(first)
  expect(assumptions()).toHaveLength(1)
  passed += 2 * 60_000
  expect((await keys()).accessKeyId).not.toBe(first!.accessKeyId)
  expect(assumptions()).toHaveLength(2)
  // what was refused is asked for anew
  passed += 11 * 60_000
  open.lab.putRole('prism-research', trust({ Principal: { AWS: 'arn:aws:iam::123456789012:user/eve' } }))
  expect((await refusal(keys())).finding.code).toBe('role-refused')
  open.lab.putRole('prism-research', trust())
  expect(await keys()).toMatchObject({ expiration: expect.any(Date) as Date })
})

test.each<readonly [string, TrustPolicy | undefined]>([
  ['that is not there', undefined],
  ['that trusts somebody else', trust({ Principal: { AWS: 'arn:aws:iam::123456789012:user/eve' } })],
  ['that lets nobody be named as the source', trust({ Action: 'sts:AssumeRole' })],
  ['that may be taken for another person alone', trust({ Condition: { StringLike: { 'sts:SourceIdentity': '583232+*' } } })],
  ['that denies it', { Statement: [...trust().Statement, { Effect: 'Deny', Principal: { AWS: '*' }, Action: 'sts:*' }] }],
])('a role %s is refused with what it takes, and nothing is asked by it', async (_, policy) => {
  const role = policy ? open.lab.putRole('prism-research', policy) : 'arn:aws:iam::123456789012:role/nobody'
  const { cloud, runCommand } = identities().assumed(role, ada)
  expect((await refusal(cloud.fileSystems.list())).finding).toMatchObject({
    code: 'role-refused',
    seen: `${role} as 583231+ada: AccessDenied`,
    next: expect.stringContaining('sts:SetSourceIdentity') as string,
  })
  const command = {
    by: { kind: 'run-shell-script', commands: ['true'] },
    instanceIds: ['i-0123456789abcdef0'],
    comment: 'prism',
    deliverySeconds: 30,
    executionSeconds: 30,
  } as const
  // certainly not sent, so nothing is in doubt
  expect(await runCommand.send(command)).toMatchObject({ kind: 'refused', finding: { code: 'role-refused' } })
  expect(open.lab.calls().filter((c) => c.operation !== 'AssumeRole')).toEqual([])
})

test('keys of a session count with their token, and until they end', async () => {
  const role = open.lab.putRole('prism-research', trust())
  const { cloud } = identities().assumed(role, ada)
  await cloud.fileSystems.list()
  const body = assumptions()[0]!.responseBody
  const part = (name: string): string => new RegExp(`<${name}>([^<]+)</${name}>`).exec(body)![1]!
  const env = { ...open.lab.env, AWS_ACCESS_KEY_ID: part('AccessKeyId'), AWS_SECRET_ACCESS_KEY: part('SecretAccessKey') }
  const by = (more: object) =>
    createIdentities({ env: { ...env, ...more }, documents: 'auto' }, createCallBudgets(clock), clock).own.cloud.fileSystems.list()
  expect((await refusal(by({}))).finding.code).toBe('aws-credentials')
  expect((await refusal(by({ AWS_SESSION_TOKEN: 'another' }))).finding.code).toBe('aws-credentials')
  const token = { AWS_SESSION_TOKEN: part('SessionToken') }
  expect(await by(token)).toEqual([])
  passed += 16 * 60_000
  expect((await refusal(by(token))).finding.code).toBe('aws-credentials')
})
