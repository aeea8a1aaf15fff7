/** `client` of a mount's body → where a missing client may come from. Throws bad-option. */
import { fail } from '../../domain/catalogue.ts'
import { installerUrl } from '../../domain/client/ways.ts'
import { patterns, quote } from '../../domain/names.ts'
import { checkedPackages } from '../../domain/options/client-choice.ts'
import type { ClientChoice } from '../../domain/request.ts'
import type { MountBody } from './schemas/bodies.ts'

export function clientChoice(choice: MountBody['client']): ClientChoice {
  if (choice === undefined) return { kind: 'auto' }
  if (typeof choice === 'string') return { kind: choice }
  if ('installer' in choice) return { kind: 'installer', ...pinned(choice.installer.url ?? installerUrl, choice.installer.sha256) }
  const packages = 'packages' in choice ? choice.packages : [choice]
  const checked = packages.map(({ url, sha256, architecture }) => ({ ...pinned(url, sha256), ...(architecture ? { architecture } : {}) }))
  return { kind: 'package', packages: checkedPackages(checked) }
}

function pinned(url: string, sha256: string): { readonly url: string; readonly sha256: string } {
  if (!patterns.packageUrl.test(url)) throw fail('bad-option', { seen: `client.url ${quote(url)} is not an https URL of a package` })
  if (!patterns.sha256.test(sha256)) throw fail('bad-option', { seen: `client.sha256 ${quote(sha256)} is not 64 hex digits` })
  return { url, sha256 }
}
