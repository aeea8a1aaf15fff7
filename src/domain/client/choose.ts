/**
 * From the request and what was seen of an instance to the one source of its client. Pure; the host program gets the result as exact values.
 * AWS's installer is used only if it was named, plain NFS only if it was allowed; nothing is ever built from source.
 */
import { type Finding, finding } from '../catalogue.ts'
import type { HostFacts } from '../facts.ts'
import type { ClientChoice, GivenPackage } from '../request.ts'
import { architectureOf, packageArchitectures } from './architectures.ts'
import { type Platform, platformOf } from './platforms.ts'
import { distributorPackage, type PackageManager, type SourceKind } from './sources.ts'

/** The values for the mount job. Empty lists and texts: not needed for this source. */
export type ClientSource = {
  readonly kind: SourceKind | 'present'
  readonly manager: PackageManager | ''
  /** Names to ask the repositories for, in this order. */
  readonly packages: readonly string[]
  readonly url: string
  readonly sha256: string
  /** What the fetched package may say of its architecture. */
  readonly architectures: readonly string[]
}

export const nothingToInstall: ClientSource = { kind: 'present', manager: '', packages: [], url: '', sha256: '', architectures: [] }

export type ChosenClient = {
  readonly kind: 'chosen'
  readonly source: ClientSource
  /** Why this one, in words for the plan. */
  readonly why: string
  /** The source if the repositories turn out not to have it. */
  readonly otherwise?: 'distributor'
}

type Refused = { readonly kind: 'refused'; readonly finding: Finding }

export function chooseClient(choice: ClientChoice, facts: HostFacts): ChosenClient | Refused {
  const { client } = facts
  if (client.efsUtils !== undefined) return present(`amazon-efs-utils ${client.efsUtils} is there`)
  const platform = platformOf(facts.host.distribution, facts.host.version)
  const manager = managerOf(client.packageManager)
  switch (choice.kind) {
    case 'auto':
      return fromRepository(facts, platform, manager, true)
    case 'repository':
      return fromRepository(facts, platform, manager, false)
    case 'distributor':
      return chosen('distributor', `requested; ${inWords(platform, 'distributor', facts)}`)
    case 'installer':
      return chosen('installer', `requested; ${inWords(platform, 'installer', facts)}`, { url: choice.url, sha256: choice.sha256 })
    case 'package':
      return fromPackage(choice.packages, facts, manager)
    case 'plain-nfs':
      if (client.nfs) return chosen('plain-nfs', 'allowed, not encrypted; the NFS client is there')
      return chosen('plain-nfs', 'allowed, not encrypted', { manager, packages: [nfsPackage(facts)] })
  }
}

function fromRepository(facts: HostFacts, platform: Platform | undefined, manager: PackageManager | '', fallBack: boolean): ChosenClient {
  const why = `${manager || 'no package manager'}; ${inWords(platform, 'repository', facts)}`
  const on = chosen('repository', why, { manager, packages: platform?.packages ?? namesFor(facts) })
  return fallBack && platform?.sources.distributor.there === 'yes' ? { ...on, otherwise: 'distributor' } : on
}

function fromPackage(packages: readonly GivenPackage[], facts: HostFacts, manager: PackageManager | ''): ChosenClient | Refused {
  const machine = facts.host.architecture
  const architecture = architectureOf(machine)
  const kind = manager === 'apt-get' ? 'deb' : 'rpm'
  const fitting = packages.filter(
    (p) => (p.architecture === undefined || p.architecture === architecture) && (suffixOf(p.url) ?? kind) === kind,
  )
  const given = fitting.find((p) => p.architecture !== undefined) ?? fitting[0]
  if (manager === '' || !given) {
    const seen = `${facts.host.distribution} ${facts.host.version} on ${machine} takes a .${kind}${manager ? '' : ' and has no package manager'}; given: ${packages.map(inShort).join(', ')}`
    return { kind: 'refused', finding: finding('client-not-for-host', { seen }) }
  }
  const { url, sha256 } = given
  const why = `the team’s package for ${given.architecture ?? `any architecture, ${machine} there`}`
  return chosen('package', why, { manager, url, sha256, architectures: packageArchitectures(manager, machine) })
}

const inShort = ({ url, architecture }: GivenPackage): string =>
  `${url.slice(url.lastIndexOf('/') + 1)}${architecture ? ` for ${architecture}` : ''}`

function suffixOf(url: string): 'deb' | 'rpm' | undefined {
  return url.endsWith('.deb') ? 'deb' : url.endsWith('.rpm') ? 'rpm' : undefined
}

function present(why: string): ChosenClient {
  return chosen('present', why)
}

function chosen(source: ClientSource['kind'], why: string, more: Partial<ClientSource> = {}): ChosenClient {
  return { kind: 'chosen', why, source: { ...nothingToInstall, kind: source, ...more } }
}

function managerOf(name: string | undefined): PackageManager | '' {
  return name === 'apt-get' || name === 'dnf' || name === 'yum' || name === 'zypper' ? name : ''
}

/** For distributions outside the table: what theirs is called where they have it (facts). */
function namesFor({ host }: HostFacts): readonly string[] {
  if (host.distribution === 'fedora') return ['efs-utils', 'amazon-efs-utils']
  return host.family === 'suse' ? ['amazon-efs-utils', 'aws-efs-utils'] : ['amazon-efs-utils']
}

const nfsPackages = { debian: 'nfs-common', suse: 'nfs-client', redhat: 'nfs-utils', other: 'nfs-utils' } as const
const nfsPackage = ({ host }: HostFacts): string => nfsPackages[host.family]

function inWords(platform: Platform | undefined, source: 'repository' | 'distributor' | 'installer', { host }: HostFacts): string {
  if (!platform) return `${host.distribution} ${host.version} is not in the table`
  const { there } = platform.sources[source]
  switch (source) {
    case 'repository':
      if (there === 'yes') return `${platform.name}’s own repositories have it`
      return there === 'no'
        ? `${platform.name}’s own do not have it, one that a team added may`
        : `whether ${platform.name}’s have it is not known`
    case 'distributor':
      return there === 'yes'
        ? `AWS lists ${platform.name} for ${distributorPackage}`
        : `AWS’s list for ${distributorPackage} does not name ${platform.name}`
    case 'installer':
      return there === 'yes' ? `AWS builds packages for ${platform.name}` : `AWS does not list ${platform.name} for it`
  }
}
