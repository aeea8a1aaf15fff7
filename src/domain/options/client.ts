/** Where an instance's EFS client comes from, and whether plain NFS will do. */
import { installerUrl } from '../client/sources.ts'
import { patterns } from '../names.ts'
import type { ClientChoice } from '../request.ts'
import { clientFrom, clientUrl } from './client-choice.ts'
import type { MountOption } from './option.ts'
import { looking, setUp } from './verbs.ts'

const nothing = () => []

/** The choice is read and formatted as a whole, together with the three options below. */
export const client = {
  name: 'client',
  argument: 'SOURCE',
  pattern: /^(?:auto|repository|distributor|installer|package|plain-nfs)$/,
  verbs: setUp,
  doc: 'where a missing EFS client comes from: auto (default), repository, distributor (SSM), installer (AWS’s script), package, or plain-nfs',
  reads: (said) => ({ client: clientFrom(said) }),
  sets: 'client',
  words: (o) => clientWords(o.client),
} as const satisfies MountOption

export const clientUrls = {
  name: 'client-url',
  argument: '[ARCH=]URL',
  pattern: clientUrl,
  repeatable: true,
  verbs: setUp,
  member: { name: 'client', part: true },
  doc: 'your own EFS client package, .deb or .rpm, optionally only for x86_64 or aarch64; once for each package, each with its --client-sha256',
  reads: () => ({}),
  words: nothing,
} as const satisfies MountOption

export const clientSums = {
  name: 'client-sha256',
  argument: 'SUM',
  pattern: patterns.sha256,
  repeatable: true,
  verbs: setUp,
  member: { name: 'client', part: true },
  doc: 'the SHA-256 of that package, or of the installer: 64 lower-case hex digits, in the order of the URLs; without a match nothing is installed',
  reads: () => ({}),
  words: nothing,
} as const satisfies MountOption

export const allowPlainNfs = {
  name: 'allow-plain-nfs',
  verbs: looking,
  member: { name: 'plainNfs' },
  doc: 'accept NFS without encryption where there is no EFS client; the report says so',
  reads: () => ({}),
  words: nothing,
  sets: 'client',
  effect: {
    row: { section: 'mount', ends: 'transport' },
    spec: (o) => ({ encrypted: o.client.kind !== 'plain-nfs' }),
    word: 'plain-nfs',
    remembered: (spec) => (spec.encrypted ? undefined : ''),
    recall: () => ({ encrypted: false }),
    asks: (spec) => (spec.encrypted ? {} : { client: { kind: 'plain-nfs' } }),
    merge: (said, noted) => ({ encrypted: said.encrypted && noted.encrypted }),
    note: (spec) => (spec.encrypted ? undefined : 'plain NFS allowed'),
  },
} as const satisfies MountOption

function clientWords(choice: ClientChoice): string[] {
  switch (choice.kind) {
    case 'auto':
      return []
    case 'repository':
    case 'distributor':
      return ['--client', choice.kind]
    case 'installer': {
      const { url, sha256 } = choice
      return ['--client', 'installer', ...(url === installerUrl ? [] : ['--client-url', url]), '--client-sha256', sha256]
    }
    case 'package':
      return choice.packages.flatMap(({ url, sha256, architecture }) => [
        '--client-url',
        architecture ? `${architecture}=${url}` : url,
        '--client-sha256',
        sha256,
      ])
    case 'plain-nfs':
      return ['--allow-plain-nfs']
  }
}
