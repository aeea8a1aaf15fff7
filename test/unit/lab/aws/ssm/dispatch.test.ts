import { statusOf } from '../../../../../src/lab/aws/ssm/dispatch.ts'
import type { InvocationStatus, LabCommand } from '../../../../../src/lab/aws/ssm/state.ts'

const command = (states: readonly (readonly [InvocationStatus, string])[], more: Partial<LabCommand> = {}): LabCommand =>
  ({
    maxErrors: '0',
    cancelled: false,
    invocations: states.map(([status, details]) => ({ status, details })),
    ...more,
  }) as unknown as LabCommand

const good = ['Success', 'Success'] as const
const bad = ['Failed', 'Failed'] as const
const late = ['TimedOut', 'DeliveryTimedOut'] as const
const slow = ['TimedOut', 'ExecutionTimedOut'] as const
const waits = ['Pending', 'Pending'] as const

test.each([
  ['no instance', [], 'Success', 'NoInstancesInTag'],
  ['all waiting', [waits, waits], 'Pending', 'Pending'],
  ['one done', [good, waits], 'InProgress', 'InProgress'],
  ['all good', [good, good], 'Success', 'Success'],
  ['one bad', [good, bad], 'Failed', 'Failed'],
  ['one never reached: not an error', [good, late], 'Success', 'Success'],
  ['none reached', [late, late], 'TimedOut', 'DeliveryTimedOut'],
  ['one too slow', [good, slow], 'TimedOut', 'ExecutionTimedOut'],
] as const)('%s', (_, states, status, details) => {
  expect(statusOf(command(states))).toEqual({ status, details })
})

test('errors within MaxErrors leave it incomplete, beyond them failed', () => {
  expect(statusOf(command([bad, good, good, good], { maxErrors: '25%' }))).toEqual({ status: 'Failed', details: 'Incomplete' })
  expect(statusOf(command([bad, bad, good, good], { maxErrors: '25%' }))).toEqual({ status: 'Failed', details: 'Failed' })
})

test('a cancelled one is Cancelling until all is over', () => {
  expect(statusOf(command([['Cancelling', 'Cancelling']], { cancelled: true })).status).toBe('Cancelling')
  expect(statusOf(command([['Cancelled', 'Cancelled'], good], { cancelled: true })).status).toBe('Cancelled')
})
