/** The volume and its mount targets, as EFS describes them. */
import { placesOf, targetInZone, volume } from '../../../../src/domain/causes/volume.ts'
import type { Evidence } from '../../../../src/domain/evidence.ts'
import { around, asking, failing, healthy, hosting, place, seenAs, target, unlooked, unseenFor } from '../../../support/evidence.ts'
import { fileSystemId } from '../../../support/healthy-facts.ts'

const refused = unseenFor('refused')
const targets = (...all: readonly (typeof target)[]) => around({ targets: seenAs(all) })
const told = (words: string): Evidence => ({ ...healthy, ...failing('mount-failed', words) })
const away = { ...target, zone: 'us-east-1b' }

test('both ends are known where both were seen', () => {
  expect(placesOf(healthy)).toEqual({ instance: place, targets: [target] })
  expect([
    placesOf(around({ instance: refused })),
    placesOf(around({ targets: refused })),
    placesOf(unlooked(healthy, 'surroundings')),
  ]).toEqual([undefined, undefined, undefined])
})

test('the target is that of the instance’s zone, of a One Zone volume its own', () => {
  expect(targetInZone(targets(away, target))).toEqual(target)
  expect(targetInZone(asking({ oneZone: away.zone }, targets(away, target)))).toEqual(away)
  expect(targetInZone(targets(away))).toBeUndefined()
})

describe('a volume', () => {
  const state = (now: string) => volume['volume-not-available'].seen({ ...healthy, volume: { state: now, ageSeconds: 0 } })
  test.each(['creating', 'deleting', 'error'])('that is %s cannot be mounted', (now) =>
    expect(state(now)).toBe(`${fileSystemId} is ${now}`),
  )
  test.each(['available', 'updating'])('that is %s can', (now) => expect(state(now)).toBeUndefined())
  test('that nobody asked about is not said to be anything', () => {
    expect(volume['volume-not-available'].seen(unlooked(healthy, 'volume'))).toBeUndefined()
  })

  const replica: Evidence = { ...healthy, volume: { state: 'available', ageSeconds: 1, replica: true } }
  const words = `${fileSystemId} is the destination of a replication`
  test.each<[string, Evidence, string | undefined]>([
    ['mounted to write', replica, words],
    ['mounted to read', hosting({ mounts: [{ ...healthy.facts!.mounts[0]!, readOnly: true }] }, replica), undefined],
    ['not mounted', hosting({ mounts: [] }, replica), undefined],
    ['to be read only', asking({ readOnly: true }, replica), undefined],
    ['refusing a write', { ...hosting({ mounts: [] }, replica), ...failing('read-only', '') }, words],
    ['told to be one', { ...unlooked(replica, 'facts'), ...failing('volume-is-replica', '') }, words],
    ['failing otherwise', { ...hosting({ mounts: [] }, replica), ...failing('mount-failed', '') }, undefined],
    ['none', healthy, undefined],
  ])('that is a replica is the cause, or not, where it is %s', (_name, e, seen) => expect(volume['volume-is-replica'].seen(e)).toBe(seen))

  test('that EFS does not know is told by the client', () => {
    expect(volume['volume-unknown-there'].seen(told('The file system fs-0abc is not found'))).toBe('The file system fs-0abc is not found')
    expect(volume['volume-unknown-there'].seen(told('The file system is not found'))).toBeUndefined()
  })
})

describe('mount targets', () => {
  test('are missing where EFS lists none, or the client found none', () => {
    expect(volume['no-mount-target'].seen(targets())).toBe(`EFS lists no mount target of ${fileSystemId}`)
    expect(volume['no-mount-target'].seen(healthy)).toBeUndefined()
    expect(volume['no-mount-target'].seen(around({ targets: refused }))).toBeUndefined()
    const words = 'Cannot find mount target for the file system fs-1'
    expect(volume['no-mount-target'].seen(told(words))).toBe(words)
  })

  test('in another VPC are named once each, and not where one is in the instance’s', () => {
    const other = { ...target, vpcId: 'vpc-0bbbbbbbbbbbbbbbb' }
    const seen = volume['target-in-other-vpc'].seen
    expect(seen(targets(other, other))).toBe(`the instance is in ${place.vpcId}, the mount targets in ${other.vpcId}`)
    expect(seen(targets(other, target))).toBeUndefined()
    expect(seen(targets())).toBeUndefined()
    expect(seen(around({ targets: refused }))).toBeUndefined()
  })

  test('in other zones are named in order, and not where one is in the instance’s', () => {
    const seen = volume['no-target-in-zone'].seen
    expect(seen(targets({ ...away, zone: 'us-east-1c' }, away, away))).toBe(
      'the instance is in us-east-1a, the mount targets in us-east-1b, us-east-1c',
    )
    expect([seen(targets(away, target)), seen(targets()), seen(around({ targets: refused }))]).toEqual([undefined, undefined, undefined])
    for (const words of ['Cannot find mount target in availability zone us-east-1a', 'No matching mount target in the az us-east-1a'])
      expect(seen(told(words))).toBe(words)
  })

  test('in the zone that are not available are named with their state', () => {
    const seen = volume['target-not-available'].seen
    expect(seen(targets({ ...target, state: 'creating' }))).toBe(`${target.id} in us-east-1a is creating`)
    expect(seen(healthy)).toBeUndefined()
    expect(seen(targets({ ...away, state: 'creating' }, target))).toBeUndefined()
    expect(seen(told('Mount target in the az us-east-1a is DELETING'))).toBe('Mount target in the az us-east-1a is DELETING')
  })
})
