/**
 * The table: for each distribution and version which sources of an EFS client exist. `docs/efs-client.md` is made from it, and `chooseClient`
 * reads it. A cell without a citation that says yes stays `unknown`.
 */

import type { Cell, Citation, PackageManager, SourceKind, Trial } from './sources.ts'
import { trials } from './trials.ts'

export type Platform = {
  /** os-release's ID. */
  readonly id: string
  /** VERSION_ID, or what comes before its first dot. */
  readonly version: string
  readonly name: string
  readonly manager: PackageManager
  /** As the repositories would call it, in the order in which they are asked. */
  readonly packages: readonly string[]
  readonly sources: Readonly<Record<SourceKind, Cell>>
}

const yes = (citation: Citation): Cell => ({ there: 'yes', citation })
const no = (citation: Citation): Cell => ({ there: 'no', citation })
const unknown = (citation: Citation): Cell => ({ there: 'unknown', citation })

type Known = { readonly repository: Cell; readonly distributor: Cell; readonly installer: Cell }

function row(id: string, version: string, name: string, manager: PackageManager, known: Known, packages = ['amazon-efs-utils']): Platform {
  return { id, version, name, manager, packages, sources: { ...known, package: yes('own-choice'), 'plain-nfs': yes('distribution') } }
}

const listed = yes('aws-distributor')
const unlisted = unknown('unlisted')
const built = yes('aws-readme')
const amazon = yes('aws-guide')
const absent = no('looked')
const compatible = unknown('compatible')

export const platforms: readonly Platform[] = [
  row('amzn', '2', 'Amazon Linux 2', 'yum', { repository: amazon, distributor: listed, installer: built }),
  row('amzn', '2023', 'Amazon Linux 2023', 'dnf', { repository: amazon, distributor: unlisted, installer: built }),
  row('rhel', '8', 'RHEL 8', 'dnf', { repository: absent, distributor: listed, installer: built }),
  row('rhel', '9', 'RHEL 9', 'dnf', { repository: absent, distributor: unlisted, installer: built }),
  row('rhel', '10', 'RHEL 10', 'dnf', { repository: absent, distributor: unlisted, installer: built }),
  row('rocky', '8', 'Rocky Linux 8', 'dnf', { repository: absent, distributor: unlisted, installer: compatible }),
  row('rocky', '9', 'Rocky Linux 9', 'dnf', { repository: absent, distributor: unlisted, installer: compatible }),
  row('rocky', '10', 'Rocky Linux 10', 'dnf', { repository: absent, distributor: unlisted, installer: compatible }),
  row('almalinux', '8', 'AlmaLinux 8', 'dnf', { repository: absent, distributor: unlisted, installer: unlisted }),
  row('almalinux', '9', 'AlmaLinux 9', 'dnf', { repository: absent, distributor: unlisted, installer: unlisted }),
  row('almalinux', '10', 'AlmaLinux 10', 'dnf', { repository: absent, distributor: unlisted, installer: unlisted }),
  row('ubuntu', '20.04', 'Ubuntu 20.04', 'apt-get', { repository: absent, distributor: listed, installer: built }),
  row('ubuntu', '22.04', 'Ubuntu 22.04', 'apt-get', { repository: absent, distributor: unlisted, installer: built }),
  row('ubuntu', '24.04', 'Ubuntu 24.04', 'apt-get', { repository: absent, distributor: unlisted, installer: built }),
  row('ubuntu', '26.04', 'Ubuntu 26.04', 'apt-get', { repository: absent, distributor: unlisted, installer: unlisted }),
  row('debian', '12', 'Debian 12', 'apt-get', { repository: absent, distributor: unlisted, installer: unlisted }),
  row('debian', '13', 'Debian 13', 'apt-get', { repository: absent, distributor: unlisted, installer: unlisted }),
  row('sles', '15', 'SLES 15', 'zypper', { repository: unknown('suse'), distributor: unlisted, installer: built }, [
    'amazon-efs-utils',
    'aws-efs-utils',
  ]),
]

/** The row for what an instance reports about itself; undefined for a distribution or version that is not in the table. */
export function platformOf(distribution: string, version: string): Platform | undefined {
  return platforms.find((p) => p.id === distribution && (version === p.version || version.startsWith(`${p.version}.`)))
}

export const trialsOf = ({ id, version }: Platform): readonly Trial[] => trials[`${id} ${version}`] ?? []
