/** `--client`, `--client-url`, `--client-sha256` and `--allow-plain-nfs` → where a missing client may come from. */
import { fail } from '../catalogue.ts'
import { architectureOf } from '../client/architectures.ts'
import { installerUrl } from '../client/sources.ts'
import { patterns, quote } from '../names.ts'
import type { ClientChoice, GivenPackage } from '../request.ts'
import type { Said } from './option.ts'

/** `https://…`, or `aarch64=https://…` for instances of that architecture only. */
export const clientUrl = new RegExp(`^(?:(x86_64|amd64|aarch64|arm64)=)?(${patterns.packageUrl.source.slice(1, -1)})$`)

/** As many as there are kinds of instances: .deb and .rpm, each for two architectures. */
const maxPackages = 4

/** Throws bad-option and missing-input. */
export function clientFrom(options: Said): ClientChoice {
  const urls = options.get('client-url') ?? []
  const sums = options.get('client-sha256') ?? []
  const plain = options.has('allow-plain-nfs')
  const named = options.get('client')?.[0]
  const way = named ?? (urls.length > 0 || sums.length > 0 ? 'package' : plain ? 'plain-nfs' : 'auto')
  if (plain && way !== 'plain-nfs')
    throw fail('bad-option', { seen: `--allow-plain-nfs and ${named ? `--client ${named}` : '--client-url'} exclude each other` })
  switch (way) {
    case 'package':
      return { kind: 'package', packages: packagesFrom(urls, sums) }
    case 'installer':
      return installerFrom(urls, sums)
    case 'auto':
    case 'repository':
    case 'distributor':
    case 'plain-nfs':
      if (urls.length > 0 || sums.length > 0)
        throw fail('bad-option', { seen: `--client ${way} takes neither --client-url nor --client-sha256` })
      return { kind: way }
    default:
      throw fail('bad-option', { seen: `--client ${quote(way)}` })
  }
}

/** The nth URL goes with the nth sum; a wrong pair is refused on the instance, because the sum does not match. */
function packagesFrom(urls: readonly string[], sums: readonly string[]): readonly GivenPackage[] {
  if (urls.length === 0 && sums.length === 0) throw fail('missing-input', { seen: '--client package without --client-url' })
  if (urls.length === 0) throw fail('missing-input', { seen: '--client-sha256 without --client-url' })
  if (sums.length < urls.length)
    throw fail('missing-input', {
      seen: urls.length === 1 ? '--client-url without --client-sha256' : `${urls.length} --client-url, ${sums.length} --client-sha256`,
    })
  if (sums.length > urls.length) throw fail('bad-option', { seen: `${urls.length} --client-url, ${sums.length} --client-sha256` })
  return checkedPackages(urls.map((text, i) => ({ ...urlFrom(text), sha256: sums[i]! })))
}

/** Throws bad-option where two packages would fit the same instance, or there are more than four. */
export function checkedPackages(packages: readonly GivenPackage[]): readonly GivenPackage[] {
  if (packages.length > maxPackages) throw fail('bad-option', { seen: `${packages.length} packages; ${maxPackages} at most` })
  const kinds = packages.map((p) => `${/\.(?:deb|rpm)$/.exec(p.url)?.[0] ?? ''} for ${p.architecture ?? 'any architecture'}`)
  const twice = kinds.find((kind, i) => kinds.indexOf(kind) !== i)
  if (twice) throw fail('bad-option', { seen: `two packages ${twice}: give the architecture of each, ARCH=URL` })
  return packages
}

function installerFrom(urls: readonly string[], sums: readonly string[]): ClientChoice {
  const [sha256, ...more] = sums
  if (sha256 === undefined)
    throw fail('missing-input', { seen: '--client installer without --client-sha256, the sum of the script that you read' })
  if (more.length > 0 || urls.length > 1) throw fail('bad-option', { seen: '--client installer takes one script' })
  const { url, architecture } = urls[0] === undefined ? { url: installerUrl } : urlFrom(urls[0])
  if (architecture) throw fail('bad-option', { seen: '--client installer: the script is the same for every architecture' })
  return { kind: 'installer', url, sha256 }
}

function urlFrom(text: string): { readonly url: string; readonly architecture?: GivenPackage['architecture'] & string } {
  const [, name, url] = clientUrl.exec(text) ?? []
  if (url === undefined) throw fail('bad-option', { seen: `--client-url ${quote(text)}` })
  const architecture = name === undefined ? undefined : architectureOf(name)
  return architecture ? { url, architecture } : { url }
}
