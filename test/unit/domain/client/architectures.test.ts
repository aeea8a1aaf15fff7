/** What an instance’s processor is called, by itself and by packages. */
import { architectureOf, packageArchitectures } from '../../../../src/domain/client/architectures.ts'

test.each([
  ['x86_64', 'x86_64'],
  ['amd64', 'x86_64'],
  ['aarch64', 'aarch64'],
  ['arm64', 'aarch64'],
  ['s390x', undefined],
  ['toString', undefined],
])('%s is %s', (name, architecture) => expect(architectureOf(name)).toBe(architecture))

test('a package fits by its own architecture, or by none in particular, in the words of its kind', () => {
  expect([
    packageArchitectures('apt-get', 'x86_64'),
    packageArchitectures('apt-get', 'aarch64'),
    packageArchitectures('apt-get', 'riscv64'),
  ]).toEqual([
    ['all', 'amd64'],
    ['all', 'arm64'],
    ['all', 'riscv64'],
  ])
  expect([packageArchitectures('dnf', 'x86_64'), packageArchitectures('zypper', 'arm64'), packageArchitectures('yum', 's390x')]).toEqual([
    ['noarch', 'x86_64'],
    ['noarch', 'aarch64'],
    ['noarch', 's390x'],
  ])
})
