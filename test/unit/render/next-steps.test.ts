/** What to do about what differs, as data. */
import type { Cause } from '../../../src/domain/next-steps.ts'
import { nextStepOf, nextStepsOf } from '../../../src/render/next-steps.ts'
import { manyReport } from '../../support/many.ts'

const status = { verb: 'status', volume: { kind: 'name', name: 'data' } } as const
const cause = (more: Partial<Cause>): Cause => ({
  names: ['not-persistent'],
  verdict: 'differs',
  why: ['After a reboot it is gone', 'It is not in fstab'],
  instanceIds: ['i-1'],
  fix: { kind: 'requests', requests: [status] },
  explain: [status],
  ...more,
})
const step = (more: Partial<Cause>) =>
  nextStepOf(
    cause(more),
    (id) => `name of ${id}`,
    ({ verb }) => `say ${verb}`,
  )

test('commands as they are said, words, or steps with the commands for afterwards', () => {
  expect(step({})).toEqual({
    causes: ['not-persistent'],
    verdict: 'differs',
    instances: ['name of i-1'],
    why: 'After a reboot it is gone. It is not in fstab.',
    commands: ['say status'],
    explain: ['say status'],
  })
  expect(step({ fix: { kind: 'words', words: ['Do this.', 'Then that.'] }, explain: [] })).toEqual({
    causes: ['not-persistent'],
    verdict: 'differs',
    instances: ['name of i-1'],
    why: 'After a reboot it is gone. It is not in fstab.',
    next: 'Do this. Then that.',
    commands: [],
    explain: [],
  })
  expect(
    step({ title: 'No mount target', seen: 'none in us-east-1b', fix: { kind: 'steps', steps: 'aws efs …', afterwards: [status] } }),
  ).toEqual({
    causes: ['not-persistent'],
    verdict: 'differs',
    instances: ['name of i-1'],
    why: 'No mount target. none in us-east-1b. After a reboot it is gone. It is not in fstab.',
    next: 'aws efs …',
    commands: ['say status'],
    explain: ['say status'],
  })
})

test('of a report, by the names of its instances', () => {
  const report = manyReport({ instances: 2, accounts: 1, change: (facts, n) => (n === 1 ? { ...facts, fstab: [] } : facts) })
  expect(nextStepsOf([report, report], ({ verb }) => verb).map((s) => [s.instances, s.commands])).toEqual([
    [['calc-2'], ['mount']],
    [['calc-2'], ['mount']],
  ])
  expect(nextStepsOf([], () => '')).toEqual([])
})
