/** Keys follow GitHub only where somebody wrote so: the policy that counts, or the operator, whose word stands above it. */
import { whyKeysArePinned } from '../../../src/policy/keys-follow.ts'
import { operatorOf } from '../../../src/policy/operator.ts'
import { repositoryRights, stagePolicy, unbounded } from '../../support/rights.ts'

const says = `${stagePolicy}keys: follow\n`
const bounds = (keys: string) =>
  operatorOf(`version: 1\nrepositories: { acme/research: { keys: ${keys} } }\n`, false)('acme/research')!.bounds

test('they are pinned unless the policy or the operator says otherwise', () => {
  expect(whyKeysArePinned(repositoryRights(stagePolicy))).toBe('the policy does not say that keys follow GitHub')
  expect(whyKeysArePinned(repositoryRights(`${stagePolicy}keys: pinned\n`))).toBe('the policy does not say that keys follow GitHub')
  expect(whyKeysArePinned(repositoryRights(says))).toBeUndefined()
  expect(whyKeysArePinned(repositoryRights(stagePolicy, { bounds: bounds('follow') }))).toBeUndefined()
})

test('what the operator pinned no repository lets follow', () => {
  expect(whyKeysArePinned(repositoryRights(says, { bounds: bounds('pinned') }))).toBe('the operator keeps keys pinned')
  expect(whyKeysArePinned(repositoryRights(says, { bounds: undefined }))).toBe('the operator’s file does not name this repository')
})

test('where no policy was asked, none says so', () => {
  expect(whyKeysArePinned(unbounded)).toBe('no policy says that keys follow GitHub')
  expect(whyKeysArePinned({ kind: 'unknown', why: 'GitHub is away' })).toBe('no policy says that keys follow GitHub')
})
