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
