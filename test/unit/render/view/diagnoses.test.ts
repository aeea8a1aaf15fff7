/** Why something failed, instance by instance, as a comment lists it. */
import { diagnosesItems } from '../../../../src/render/view/diagnoses.ts'
import { emptyView } from '../../../../src/render/view/view.ts'
import { blocksAsComment, leftOutOf } from '../../../support/as-comment.ts'
import { manyId } from '../../../support/many.ts'

const one = { instanceId: manyId(1), name: 'calc-1', verdict: 'unknown', others: [], checks: [], log: [] } as const

test('one without a cause says what was looked at, and is no guess', () => {
  const unseen = { area: 'dns', title: 'DNS', state: 'unknown', seen: '' } as const
  expect(blocksAsComment(diagnosesItems([one, { ...one, name: manyId(1), checks: [unseen] }]))).toEqual([
    '- ❔ **calc-1** `i-00000000000000001`: undetermined: everything was looked at, and nothing that is known explains it',
    '- ❔ `i-00000000000000001`: undetermined: nothing that was seen explains it; not seen: DNS',
  ])
  expect(leftOutOf({ ...emptyView, first: [diagnosesItems([one, one])] })).toBe('2 instances with a cause')
})
