/** The options of `volume create`, as typed values. */
import { fail } from '../domain/catalogue.ts'
import { patterns, quote } from '../domain/names.ts'
import type { OptionName } from '../domain/options/all.ts'
import { type CreateOptions, defaultCreateOptions } from '../domain/request.ts'

type Given = ReadonlyMap<OptionName, readonly string[]>

/** The options' patterns were checked before; this checks how they fit together. Throws bad-option, missing-input. */
export function createOptionsFrom(given: Given): CreateOptions {
  const one = (name: OptionName): string | undefined => given.get(name)?.[0]
  const throughputMode = (one('throughput-mode') ?? defaultCreateOptions.throughputMode) as CreateOptions['throughputMode']
  const provisioned = one('provisioned-throughput')
  if (throughputMode === 'provisioned' && provisioned === undefined)
    throw fail('missing-input', { seen: '--throughput-mode provisioned without --provisioned-throughput' })
  if (throughputMode !== 'provisioned' && provisioned !== undefined)
    throw fail('bad-option', { seen: `--provisioned-throughput needs --throughput-mode provisioned; the mode is ${throughputMode}` })
  const performanceMode = (one('performance-mode') ?? defaultCreateOptions.performanceMode) as CreateOptions['performanceMode']
  // EFS refuses the pair: elastic throughput exists for General Purpose only
  if (performanceMode === 'maxIO' && throughputMode === 'elastic')
    throw fail('bad-option', { seen: '--performance-mode maxIO needs --throughput-mode bursting or provisioned' })
  const kmsKeyId = one('kms-key')
  const days = one('infrequent-access-after')
  return {
    performanceMode,
    throughputMode,
    ...(provisioned === undefined ? {} : { provisionedThroughput: Number(provisioned) }),
    ...(kmsKeyId === undefined ? {} : { kmsKeyId }),
    backups: given.has('backups'),
    ...(days === undefined ? {} : { infrequentAccessAfterDays: Number(days) as NonNullable<CreateOptions['infrequentAccessAfterDays']> }),
    tags: tagsFrom(given.get('tag') ?? []),
    subnetIds: listFrom(given.get('subnet')),
    securityGroupIds: listFrom(given.get('security-group')),
  }
}

const listFrom = (values: readonly string[] = []): string[] => [...new Set(values.flatMap((v) => v.split(',')))]

function tagsFrom(pairs: readonly string[]): Record<string, string> {
  const tags = new Map<string, string>()
  for (const pair of pairs) {
    const [, key = '', value = ''] = /^([^=]*)=(.*)$/s.exec(pair) ?? []
    if (!patterns.tagKey.test(key) || !patterns.tagValue.test(value)) throw fail('bad-option', { seen: `--tag ${quote(pair)}` })
    // AWS keeps aws: for itself; the Name tag is the volume's name and has one source
    if (key === 'Name' || key.toLowerCase().startsWith('aws:')) throw fail('bad-option', { seen: `--tag ${quote(key)} cannot be used` })
    if (tags.has(key)) throw fail('bad-option', { seen: `--tag ${quote(key)} is given more than once` })
    tags.set(key, value)
  }
  return Object.fromEntries(tags)
}
