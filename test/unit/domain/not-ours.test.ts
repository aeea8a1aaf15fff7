/** What a host says of a directory that it did not open, as what commands are filled with. */
import { notOurs } from '../../../src/domain/not-ours.ts'

const said = (path: string, was: string): string =>
  `${path} (inode 18446744073709551615) holds something; it is 0:0 0700, the table says 0:3000 2775; laid out from here was ${was}`

test('path, owner, mode and the number of the one that was laid out', () => {
  const filled = { layoutPath: 'users/ada', layoutOwner: '0:3000', layoutMode: '2775' }
  expect(notOurs(said('users/ada', 'none'))).toEqual(filled)
  expect(notOurs(`permissions: ${said('users/ada', 'inode 7')}`)).toEqual({ ...filled, layoutInode: '7' })
})

test('nothing that would be another command is taken', () => {
  for (const path of ['$(id)', 'shared;id', 'users/../../etc', '/etc', 'users/-rf', 'etc', 'users/a b'])
    expect(notOurs(said(path, 'none'))).toEqual({})
  for (const was of ['inode x', 'inode 7; id', '']) expect(notOurs(said('shared', was))).toEqual({})
})
