/** Which of the three is wrong where a policy names who may mount: the role, the policy, or the mount's options. */
import { access, policyOf, statement } from '../../../../src/domain/causes/access.ts'
import { placeholders } from '../../../../src/domain/causes/cause.ts'
import { identity, roleOf } from '../../../../src/domain/causes/identity.ts'
import { withheld } from '../../../../src/domain/causes/withheld.ts'
import type { Evidence } from '../../../../src/domain/evidence.ts'
import type { FileSystemPolicy } from '../../../../src/domain/surroundings.ts'
import {
  around,
  asking,
  failing,
  healthy,
  hosting,
  place,
  probed,
  seenAs,
  surroundings,
  unlooked,
  unseenFor,
} from '../../../support/evidence.ts'
import { fileSystemId } from '../../../support/healthy-facts.ts'

type Policy = Extract<FileSystemPolicy, { readonly kind: 'policy' }>
const role = 'arn:aws:iam::123456789012:role/teams/prism'
const other = 'arn:aws:iam::123456789012:role/other'
const open: Policy = {
  kind: 'policy',
  mount: 'everybody',
  write: 'everybody',
  root: 'everybody',
  tlsOnly: false,
  named: { mount: ['*'], write: ['*'], root: ['*'] },
}
const policy = (change: Partial<Policy>, e: Evidence = healthy) => around({ policy: seenAs({ ...open, ...change }) }, e)
const refused = (e: Evidence): Evidence => ({ ...e, ...failing('mount-failed', 'mount.nfs4: access denied by server while mounting') })
const mayMount = (...mount: readonly string[]) => refused(policy({ mount: 'some', named: { ...open.named, mount } }))
const { profile: _, ...withoutProfile } = place
const roleless = (e: Evidence) => probed({ metadata: { answers: true, role: '' } }, around({ instance: seenAs(withoutProfile) }, e))

test('the role is the metadata’s, in the account of the profile; half of it is none', () => {
  expect(roleOf(healthy)).toEqual({ account: '123456789012', role: 'prism' })
  expect(roleOf(unlooked(healthy, 'probe'))).toBeUndefined()
  expect(roleOf(around({ instance: seenAs(withoutProfile) }))).toBeUndefined()
  expect(roleOf(around({ instance: unseenFor('refused') }))).toBeUndefined()
  expect(roleOf(unlooked(healthy, 'surroundings'))).toBeUndefined()
  expect(roleOf(around({ instance: seenAs({ ...place, profile: 'arn:aws:iam::12345:instance-profile/prism' }) }))).toBeUndefined()
})

test('a policy is one that was read and is evaluated', () => {
  expect(policyOf(policy({}))).toEqual(open)
  for (const e of [
    healthy,
    around({ policy: unseenFor('refused') }),
    around({ policy: seenAs({ kind: 'unreadable', what: 'NotAction' }) }),
    unlooked(healthy, 'surroundings'),
  ])
    expect(policyOf(e)).toBeUndefined()
})

describe('a refusal by a policy that names who may mount', () => {
  const seen = (e: Evidence) =>
    (['role-absent', 'policy-omits-role', 'policy-wants-identity'] as const).filter((id) => identity[id].seen(e) !== undefined)

  test('is the role’s, where the instance has none', () => {
    expect(identity['role-absent'].seen(roleless(mayMount(role)))).toBe(
      `the policy names who may mount ${fileSystemId}, and the instance has no profile`,
    )
    // one of both is enough to have a role, or not to know
    expect(identity['role-absent'].seen(around({ instance: seenAs(withoutProfile) }, mayMount(role)))).toBeUndefined()
    expect(identity['role-absent'].seen(probed({ metadata: { answers: true, role: '' } }, mayMount(role)))).toBeUndefined()
    expect(identity['role-absent'].seen(around({ instance: unseenFor('refused') }, unlooked(mayMount(role), 'probe')))).toBeUndefined()
    expect(identity['role-absent'].seen(unlooked(roleless(mayMount(role)), 'probe'))).toBeDefined()
  })

  test('is the policy’s, where it leaves the role out', () => {
    expect(identity['policy-omits-role'].seen(mayMount(other, 'arn:aws:iam::210987654321:role/prism'))).toBe(
      `the policy lets ${other}, arn:aws:iam::210987654321:role/prism mount ${fileSystemId}, and the instance has the role prism`,
    )
    expect(identity['policy-omits-role'].seen(mayMount(role))).toBeUndefined()
    // an account that is named leaves it to the role's own policies
    expect(identity['policy-omits-role'].seen(mayMount('123456789012'))).toBeUndefined()
    expect(identity['policy-omits-role'].seen(unlooked(mayMount(other), 'probe'))).toBeUndefined()
  })

  test('is the mount’s, where it shows no role', () => {
    expect(identity['policy-wants-identity'].seen(mayMount(role))).toBe(
      `the policy names who may mount ${fileSystemId}, the instance’s role prism among them; the mount shows no role`,
    )
    expect(identity['policy-wants-identity'].seen(mayMount('123456789012'))).toBe(
      `the policy names who may mount ${fileSystemId}; the mount shows no role`,
    )
    expect(identity['policy-wants-identity'].seen(asking({ iam: true }, mayMount(role)))).toBeUndefined()
  })

  test('is none of them where nobody was refused, or the policy lets everybody in', () => {
    expect(seen(policy({ mount: 'some', named: { ...open.named, mount: [other] } }))).toEqual([])
    expect(seen(refused(policy({})))).toEqual([])
    expect(seen(refused(around({ policy: seenAs({ kind: 'none' }) })))).toEqual([])
  })
})

describe('a policy that keeps the role from writing', () => {
  const seen = identity['policy-keeps-role-from-writing'].seen
  const e = asking({ iam: true }, policy({ write: 'some', named: { ...open.named, write: [other] } }))

  test('is the cause for a mount that shows the role and is to write', () => {
    expect(seen(e)).toBe(`the policy of ${fileSystemId} lets prism mount, and lets others write`)
  })

  test.each<[string, Evidence]>([
    ['shows no role', asking({ iam: false }, e)],
    ['is to read only', asking({ readOnly: true }, e)],
    ['has a role that nobody saw', unlooked(e, 'probe')],
    ['is of a volume that everybody may write to', asking({ iam: true }, policy({}))],
    [
      'is of a volume that the role may write to',
      asking({ iam: true }, policy({ write: 'some', named: { ...open.named, write: [role] } })),
    ],
    [
      'is of a volume where the account decides',
      asking({ iam: true }, policy({ write: 'some', named: { ...open.named, write: ['123456789012'] } })),
    ],
    [
      'may not even be',
      asking({ iam: true }, policy({ mount: 'some', write: 'some', named: { mount: [other], write: [other], root: [other] } })),
    ],
    ['is of a volume whose policy nobody read', asking({ iam: true })],
  ])('is not where the mount %s', (_name, of) => expect(seen(of)).toBeUndefined())
})

describe('what a policy withholds from everybody', () => {
  test('is said of each: to mount, to be root, to write', () => {
    expect(access['policy-refuses-mount'].seen(policy({ mount: 'nobody' }))).toBe(
      `the policy of ${fileSystemId} allows ClientMount to nobody`,
    )
    expect(withheld['policy-withholds-root'].seen(policy({ root: 'nobody' }))).toBe(
      `the policy of ${fileSystemId} allows ClientRootAccess to nobody`,
    )
    expect(withheld['policy-read-only'].seen(policy({ write: 'nobody' }))).toBe(
      `the policy of ${fileSystemId} allows ClientWrite to nobody`,
    )
  })

  test('is not said beside a mount that is refused, nor of one that is to read only', () => {
    const none = policy({ mount: 'nobody', write: 'nobody', root: 'nobody' })
    expect([withheld['policy-withholds-root'].seen(none), withheld['policy-read-only'].seen(none)]).toEqual([undefined, undefined])
    expect(withheld['policy-read-only'].seen(asking({ readOnly: true }, policy({ write: 'nobody' })))).toBeUndefined()
    for (const e of [healthy, policy({}), policy({ mount: 'some', write: 'some', root: 'some' })])
      expect([
        access['policy-refuses-mount'].seen(e),
        withheld['policy-withholds-root'].seen(e),
        withheld['policy-read-only'].seen(e),
      ]).toEqual([undefined, undefined, undefined])
  })
})

describe('a policy that wants TLS', () => {
  const seen = access['policy-wants-tls'].seen
  const words = `the policy of ${fileSystemId} refuses unencrypted clients`
  const tls = policy({ tlsOnly: true })
  const mounted = (encrypted: 'yes' | 'no' | 'unknown', e: Evidence = tls) =>
    hosting({ mounts: [{ ...healthy.facts!.mounts[0]!, encrypted }] }, e)

  test('refuses a mount without it, which is there or asked for', () => {
    expect(seen(mounted('no'))).toBe(words)
    expect(seen(asking({ encrypted: false }, hosting({ mounts: [] }, tls)))).toBe(words)
    expect(seen(asking({ encrypted: false }, unlooked(tls, 'facts')))).toBe(words)
    expect(seen(asking({ encrypted: false }, hosting({ mounts: [{ ...healthy.facts!.mounts[0]!, place: '/data' }] }, tls)))).toBe(words)
  })

  test('refuses none that is encrypted, and asks what is there before what is asked for', () => {
    expect(seen(tls)).toBeUndefined()
    expect(seen(asking({ encrypted: false }, mounted('yes')))).toBeUndefined()
    expect(seen(mounted('unknown'))).toBeUndefined()
    expect(seen(hosting({ mounts: [] }, tls))).toBeUndefined()
    expect(seen(mounted('no', policy({})))).toBeUndefined()
  })
})

describe('an access point', () => {
  const seen = access['access-point-missing'].seen
  const points = (...value: readonly { id: string; state: string; fileSystemId?: string }[]) => around({ accessPoints: seenAs(value) })
  const good = { id: 'fsap-1', state: 'available', fileSystemId }

  test.each([
    [points({ id: 'fsap-2', state: 'missing' }), 'EFS has no access point fsap-2'],
    [points(good, { ...good, id: 'fsap-2', state: 'deleting' }), 'fsap-2 is deleting'],
    [points({ ...good, fileSystemId: 'fs-0fedcba9876543210' }), 'fsap-1 belongs to fs-0fedcba9876543210'],
    [points(good), undefined],
    [around({ accessPoints: unseenFor('refused') }), undefined],
    [unlooked(healthy, 'surroundings'), undefined],
  ])('that is gone, going, or another volume’s is named: %#', (e, expected) => expect(seen(e)).toBe(expected))
})

test('a statement for a policy is JSON that allows one thing on one volume, by way of a mount target', () => {
  const names = {
    ...placeholders,
    fileSystem: fileSystemId,
    region: 'us-east-1',
    partition: 'aws',
    accountId: '111122223333',
    principal: role,
  }
  expect(JSON.parse(statement('ClientMount', names))).toEqual({
    Effect: 'Allow',
    Principal: { AWS: role },
    Action: 'elasticfilesystem:ClientMount',
    Resource: `arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/${fileSystemId}`,
    Condition: { Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' } },
  })
  expect(surroundings.policy).toEqual(seenAs({ kind: 'none' }))
})
