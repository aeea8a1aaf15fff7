import { invocationState } from '../../../src/aws/invocation-state.ts'

describe('what SSM says of one instance', () => {
  test.each([
    ['Pending', 'Pending', 'pending'],
    ['Delayed', 'Delayed', 'pending'],
    ['InProgress', 'InProgress', 'running'],
    ['Cancelling', 'Cancelling', 'running'],
    ['Success', 'Success', 'success'],
    ['Failed', 'Failed', 'failed'],
    ['Cancelled', 'Cancelled', 'cancelled'],
    ['TimedOut', 'DeliveryTimedOut', 'not-delivered'],
    ['TimedOut', 'Delivery Timed Out', 'not-delivered'],
    ['TimedOut', 'Execution Timed Out', 'timed-out'],
    ['TimedOut', 'ExecutionTimedOut', 'timed-out'],
    ['TimedOut', 'TimedOut', 'timed-out'],
    ['Failed', 'Undeliverable', 'not-delivered'],
    ['Failed', 'InvalidPlatform', 'not-delivered'],
    ['Failed', 'AccessDenied', 'not-delivered'],
    ['Cancelled', 'Terminated', 'not-delivered'],
  ] as const)('%s, %s is %s', (status, details, state) => expect(invocationState(status, details)).toBe(state))

  test('a word that is not known yet is no end: the caller’s own limit decides', () => {
    expect(invocationState('Rethinking', 'Rethinking')).toBe('running')
    expect(invocationState('', '')).toBe('running')
  })
})
