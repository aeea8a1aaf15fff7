/** The options of `volume create` and `volume update`, as typed values. */
import { fail } from '../domain/catalogue.ts'
import type { LifeCycleChange, LifeCycleDays } from '../domain/life-cycle.ts'
import { patterns, quote } from '../domain/names.ts'
import type { OptionName } from '../domain/options/all.ts'
import { type CreateOptions, defaultCreateOptions, type ThroughputMode, type UpdateOptions } from '../domain/request.ts'

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
  const oneZone = one('one-zone')
  if (oneZone !== undefined && performanceMode === 'maxIO') throw fail('bad-option', { seen: '--one-zone: EFS has no maxIO in one zone' })
  return {
    performanceMode,
    throughputMode,
    ...(provisioned === undefined ? {} : { provisionedThroughput: Number(provisioned) }),
    ...(kmsKeyId === undefined ? {} : { kmsKeyId }),
    ...(oneZone === undefined ? {} : { oneZone }),
    backups: given.has('backups'),
    ...lifeCycleFrom(given),
    tags: tagsFrom(given.get('tag') ?? []),
    subnetIds: listFrom(given.get('subnet')),
    securityGroupIds: listFrom(given.get('security-group')),
  }
}

/** The options' patterns were checked before. Throws bad-option, missing-input. */
export function updateOptionsFrom(given: Given): UpdateOptions {
  const mode = given.get('throughput-mode')?.[0] as ThroughputMode | undefined
  const provisioned = given.get('provisioned-throughput')?.[0]
  if (mode === 'provisioned' && provisioned === undefined)
    throw fail('missing-input', { seen: '--throughput-mode provisioned without --provisioned-throughput' })
  if (mode !== undefined && mode !== 'provisioned' && provisioned !== undefined)
    throw fail('bad-option', { seen: `--provisioned-throughput needs --throughput-mode provisioned; the mode is ${mode}` })
  const backups = onOrOff(given, 'backups', 'no-backups')
  const options: UpdateOptions = {
    ...(mode === undefined ? {} : { throughputMode: mode }),
    ...(provisioned === undefined ? {} : { provisionedThroughput: Number(provisioned) }),
    ...(backups === undefined ? {} : { backups }),
    ...lifeCycleFrom(given),
  }
  if (Object.keys(options).length === 0) throw fail('missing-input', { seen: 'nothing is named that is to change' })
  return options
}

function lifeCycleFrom(given: Given): LifeCycleChange {
  const days = (name: OptionName): LifeCycleDays | 'never' | undefined => {
    const text = given.get(name)?.[0]
    return text === 'never' ? 'never' : text === undefined ? undefined : (Number(text) as LifeCycleDays)
  }
  const [infrequent, archive] = [days('infrequent-access-after'), days('archive-after')]
  const back = onOrOff(given, 'back-on-access', 'no-back-on-access')
  return {
    ...(infrequent === undefined ? {} : { infrequentAccessAfterDays: infrequent }),
    ...(archive === undefined ? {} : { archiveAfterDays: archive }),
    ...(back === undefined ? {} : { backOnAccess: back }),
  }
}

function onOrOff(given: Given, on: OptionName, off: OptionName): boolean | undefined {
  if (given.has(on) && given.has(off)) throw fail('bad-option', { seen: `--${on} and --${off} exclude each other` })
  return given.has(on) ? true : given.has(off) ? false : undefined
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
