/** The judge of what a power cut could take back, on traces by hand: it sees each of the ways in which something can be lost. */
import { lostByPowerCut } from '../../support/synced.ts'

const replaced = [
  'openat(AT_FDCWD</>, "/etc/.fstab.prism.1", O_WRONLY|O_CREAT|O_EXCL, 0600) = 5</etc/.fstab.prism.1>',
  'write(5</etc/.fstab.prism.1>, "x", 1) = 1',
  'fsync(5</etc/.fstab.prism.1>) = 0',
  'rename("/etc/.fstab.prism.1", "/etc/fstab") = 0',
  'openat(AT_FDCWD</>, "/etc", O_RDONLY|O_DIRECTORY) = 5</etc>',
  'fsync(5</etc>) = 0',
]
const without = (at: number): string => replaced.filter((_, n) => n !== at).join('\n')
const lost = (trace: string): readonly string[] => lostByPowerCut(trace, ['/etc']).lost

test('synced, renamed, and its folder synced', () => {
  expect(lostByPowerCut(replaced.join('\n'), ['/etc'])).toEqual({ lost: [], synced: ['/etc/fstab'] })
})

test('content that was not synced before, or written after', () => {
  expect(lost(without(2))).toEqual(['/etc/fstab: renamed before its content was synced'])
  expect(lost([replaced[0], replaced[2], replaced[1], ...replaced.slice(3)].join('\n'))).toEqual([
    '/etc/fstab: renamed before its content was synced',
  ])
  expect(lost(without(2).replace('fsync(5</etc>) = 0', 'fsync(5</etc>) = -1 EIO (Input/output error)'))).toHaveLength(2)
})

test('a folder that was not synced, or synced before', () => {
  expect(lost(without(5))).toEqual(['/etc/fstab: its folder was not synced after'])
  expect(lost([...replaced.slice(0, 3), replaced[5], replaced[3]].join('\n'))).toEqual(['/etc/fstab: its folder was not synced after'])
})

test('what was taken away or made counts too, elsewhere nothing does', () => {
  for (const call of [
    'unlink("/etc/x")',
    'mkdir("/etc/x", 0700)',
    'symlink("to", "/etc/x")',
    'openat(AT_FDCWD</>, "/etc/x", O_WRONLY|O_CREAT, 0600)',
  ])
    expect(lost(`${call} = 0`)).toEqual(['/etc/x: its folder was not synced after'])
  expect(lost('unlink("/run/x") = 0\nunlink("/etc/y") = -1 ENOENT (No such file or directory)')).toEqual([])
})
