import { sourceIdentityOf } from '../../../src/domain/source-identity.ts'

test.each([
  ['583231', 'octocat', '583231+octocat'],
  ['41898282', 'github-actions[bot]', '41898282+github-actions-bot-'],
  ['api:nightly', 'nightly', 'api-nightly+nightly'],
  ['schedule', 'the schedule', 'schedule+the-schedule'],
  ['1', '', '1+'],
])('%s, %s is %s', (id, name, said) => {
  expect(sourceIdentityOf({ id, name })).toBe(said)
})

test('whatever somebody is called it is what STS takes, and two of different ids are two', () => {
  const long = 'x'.repeat(80)
  const all = [
    { id: '1', name: long },
    { id: '2', name: long },
    { id: long, name: '1' },
    { id: long, name: '2' },
    { id: '', name: '' },
    { id: '3', name: 'é“\n𝒳' },
  ].map(sourceIdentityOf)
  for (const said of all) expect(said).toMatch(/^[\w+=,.@-]{2,64}$/)
  expect(new Set(all).size).toBe(all.length)
})
