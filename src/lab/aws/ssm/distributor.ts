import type { KnownInstance } from '../world.ts'

/** A package of Distributor: what its manifest holds for each platform. Nothing listed for a platform: the agent refuses it there. */
export type LabPackage = {
  readonly name: string
  readonly version: string
  /** `install.sh` by platform, platform version (`9.*` for all of a major one) and architecture, as in a manifest. */
  readonly installers: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>
}
export type Packages = Map<string, LabPackage>

export type PackageOrder = { readonly name: string; readonly action: string; readonly version: string }

/** AWS's own packages, for no platform until somebody publishes an installer. */
export const initialPackages = (): Packages => new Map([['AmazonEFSUtils', { name: 'AmazonEFSUtils', version: '3.2.0', installers: {} }]])

/** What the agent's plugin runs on an instance, and says; its words are those of amazon-ssm-agent's configurepackage. */
export function installation(packages: Packages, { name, action, version }: PackageOrder, { instance }: KnownInstance): string {
  const found = packages.get(name)
  if (!found || (version !== '' && version !== 'latest' && version !== found.version))
    return says(
      `failed to download manifest - failed to retrieve package document description: InvalidDocument: Document with name ${name} does not exist.`,
    )
  if (action !== 'Install') return says(`unsupported action: ${action}`)
  const { distribution, platformVersion } = instance
  const platform = platforms[distribution] ?? distribution
  const script = versionIn(found.installers[platform] ?? {}, platformVersion)?.[architecture]
  if (script === undefined)
    return says(
      `failed to find platform: no manifest found for platform: ${platform}, version ${platformVersion}, architecture ${architecture}`,
    )
  const arn = `arn:aws:ssm:::package/${name} ${found.version}`
  return `#!/bin/sh
mark=/var/lib/amazon/ssm/packages/${name}
if [ -e "$mark" ]; then echo "${arn} is already installed"; exit 0; fi
echo "Initiating ${arn} install"
(
${script}
) </dev/null || { echo "Failed to install package; install status Failed" >&2; exit 1; }
mkdir -p "\${mark%/*}" && : >"$mark"
echo "Successfully installed ${arn}"
`
}

/** All instances of the lab run on this machine's processor. */
const architecture = process.arch === 'arm64' ? 'aarch64' : 'x86_64'

/** As the agent's osdetect calls them. */
const platforms: Readonly<Record<string, string>> = { sles: 'suse' }

function versionIn<T>(versions: Readonly<Record<string, T>>, version: string): T | undefined {
  const wild = Object.keys(versions).find((v) => v.endsWith('.*') && version.startsWith(v.slice(0, -1)))
  return versions[version] ?? (wild === undefined ? undefined : versions[wild]) ?? versions._any
}

const says = (words: string): string => `#!/bin/sh\necho '${words}' >&2\nexit 1\n`
