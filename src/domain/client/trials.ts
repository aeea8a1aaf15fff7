/** Which ways were really gone, and where. A test holds that each named test exists. */
import type { Trial } from './ways.ts'

const scenario = (way: Trial['way'], pose: string, file: string, test: string): Trial => ({
  way,
  pose,
  file: `test/scenario/${file}`,
  test,
})

/** By `ID VERSION` of the table's rows; a pose is that distribution's os-release over the lab's own userland and real package managers. */
const distributor = (pose: string, test: string): Trial => scenario('distributor', pose, 'mount-distributor.test.ts', test)

export const trials: Readonly<Record<string, readonly Trial[]>> = {
  'ubuntu 20.04': [
    distributor('ubuntu, apt 2.6', 'on a distribution that AWS lists, when the repositories turn out not to have it: by itself'),
  ],
  'ubuntu 24.04': [
    distributor('ubuntu, apt 2.6', 'asked for by name: the plan says so, Distributor installs, the mount goes on'),
    scenario('repository', 'ubuntu, apt 2.6', 'mount-client.test.ts', 'is given it by apt, from a repository that has it'),
    scenario('package', 'ubuntu, apt 2.6', 'mount-client.test.ts', 'takes the team’s package by URL only with the right SHA-256'),
    scenario(
      'plain-nfs',
      'ubuntu, apt 2.6',
      'mount-client.test.ts',
      'may use plain NFS where that is allowed, and the report says “not encrypted”',
    ),
  ],
  'rocky 9': [
    distributor('rocky, dnf 4.14', 'on Rocky, where its manifest names all of a major version'),
    scenario('repository', 'rocky, dnf 4.14', 'mount-client.test.ts', 'is given it by dnf, from a repository that has it'),
  ],
}
