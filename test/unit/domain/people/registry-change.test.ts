import { changeWords } from '../../../../src/domain/people/registry-change.ts'

test('a change of the registry has a headline', () => {
  const set = { kind: 'set', words: {}, name: 'ada', where: 'people', isNew: true } as const
  expect([
    changeWords(set),
    changeWords({ ...set, isNew: false }),
    changeWords({ ...set, where: 'groups', name: 'genomics' }),
    changeWords({ kind: 'retire', where: 'people', name: 'ada' }),
    changeWords({ kind: 'retire', where: 'groups', name: 'genomics' }),
    changeWords({ kind: 'keys', name: 'ada', add: 'ssh-ed25519 AAAA' }),
    changeWords({ kind: 'keys', name: 'ada', remove: 'SHA256:x' }),
    changeWords({ kind: 'member', group: 'genomics', name: 'ada', isIn: true }),
    changeWords({ kind: 'member', group: 'genomics', name: 'ada', isIn: false }),
  ]).toEqual([
    'add ada',
    'change ada',
    'add the group genomics',
    'remove ada',
    'remove the group genomics',
    'add a key of ada',
    'remove a key of ada',
    'put ada into genomics',
    'take ada out of genomics',
  ])
})
