import { permissionTable } from '../../../src/domain/layout.ts'
import { type MountSpec, plainSpec } from '../../../src/domain/mount-spec.ts'

const table = (options: Partial<MountSpec>) =>
  permissionTable(['ubuntu', 'carol'], { ...plainSpec, ...options }).map((r) => `${r.path} ${r.owner}:${r.group} ${r.mode}`)

test('the document’s table, with a personal space for each account', () => {
  expect(table({ sticky: false, privateSpaces: false })).toEqual([
    '. root:prism-shared 2775',
    'shared root:prism-shared 2775',
    'users root:prism-shared 2755',
    'users/ubuntu ubuntu:prism-shared 0755',
    'users/carol carol:prism-shared 0755',
  ])
})

test('sticky shared places and private spaces, on request', () => {
  expect(table({ sticky: true, privateSpaces: true })).toEqual([
    '. root:prism-shared 3775',
    'shared root:prism-shared 3775',
    'users root:prism-shared 2755',
    'users/ubuntu ubuntu:prism-shared 0700',
    'users/carol carol:prism-shared 0700',
  ])
})

test('a group beside the shared one has a directory of its own, which nobody else enters', () => {
  const groups = [{ name: 'genomics', gid: 3100, accounts: [] }]
  expect(table({ groups }).slice(5)).toEqual(['groups root:prism-shared 2755', 'groups/genomics root:genomics 2770'])
  expect(permissionTable([], { ...plainSpec, groups }).map((r) => r.gid)).toEqual([3000, 3000, 3000, 3000, 3100])
})
