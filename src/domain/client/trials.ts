/** Which client sources were really used, and where. A test holds that each named test exists. */
import type { Trial } from './sources.ts'

const by =
  (source: Trial['source'], file: string) =>
  (profile: string, test: string): Trial => ({ source, profile, file: `test/scenario/${file}`, test })

const repository = by('repository', 'client/mount.test.ts')
const distributor = by('distributor', 'client/distributor.test.ts')
const installer = by('installer', 'client/mount.test.ts')
const given = by('package', 'client/mount.test.ts')
const plain = by('plain-nfs', 'client/mount.test.ts')
const apt = 'ubuntu, apt 2.6'
const dnf = 'rocky, dnf 4.14'

/** By `ID VERSION` of the table's rows; a profile is that distribution's os-release over the lab's own userland and real package managers. */
export const trials: Readonly<Record<string, readonly Trial[]>> = {
  'amzn 2': [repository('amazon, dnf 4.14 under the name yum', 'is given it by yum, where there is nothing newer, as on Amazon Linux 2')],
  'rocky 9': [
    repository(dnf, 'is given it by dnf, from a repository that has it'),
    distributor(dnf, 'on Rocky, where its manifest names all of a major version'),
  ],
  'ubuntu 20.04': [distributor(apt, 'on a distribution that AWS lists, when the repositories turn out not to have it: by itself')],
  'ubuntu 24.04': [
    repository(apt, 'is given it by apt, from a repository that has it'),
    distributor(apt, 'asked for by name: the plan says so, Distributor installs, the mount goes on'),
    installer(apt, 'runs AWS’s installer only when asked, and only the script whose SHA-256 was given'),
    given(apt, 'takes the team’s package by URL only with the right SHA-256'),
    plain(apt, 'may use plain NFS where that is allowed, and the report says “not encrypted”'),
  ],
  'sles 15': [repository('sles, zypper 1.14', 'is given it by zypper, under the name that SUSE has for it')],
}
