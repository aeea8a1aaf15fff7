/** Whether a file system is what a create asks for. What can be changed later (backups, life cycle, tags) is not compared. */
import type { FileSystemDescription } from '@aws-sdk/client-efs'
import { fail } from '../domain/catalogue.ts'
import { changedBy, lifeCycleFault, noLifeCycle } from '../domain/life-cycle.ts'
import type { CreateOptions } from '../domain/request.ts'

/** `asked: found` for every setting that differs; empty when they agree. */
export function settingsThatDiffer(
  found: FileSystemDescription,
  name: string | undefined,
  wanted: string,
  options: CreateOptions,
): string[] {
  const differs: string[] = []
  const compare = (setting: string, asked: string, is: string) => {
    if (asked !== is) differs.push(`${setting} asked ${asked}, is ${is}`)
  }
  compare('name', wanted, name ?? '(none)')
  compare('encrypted', 'true', String(found.Encrypted ?? false))
  compare('performance mode', options.performanceMode, found.PerformanceMode ?? 'generalPurpose')
  compare('throughput mode', options.throughputMode, found.ThroughputMode ?? 'bursting')
  if (options.throughputMode === 'provisioned')
    compare('MiB/s', String(options.provisionedThroughput), String(found.ProvisionedThroughputInMibps ?? '(none)'))
  if (options.oneZone !== undefined) compare('one zone', options.oneZone, found.AvailabilityZoneName ?? '(every zone)')
  // without a key of its own a file system has the account's default key, which is as good as any when none was asked for
  if (options.kmsKeyId !== undefined && keyId(options.kmsKeyId) !== keyId(found.KmsKeyId ?? ''))
    compare('KMS key', options.kmsKeyId, found.KmsKeyId ?? '(none)')
  return differs
}

/** EFS shows a key by its ARN, people give its id, its ARN or an alias. An alias cannot be compared and is shown as differing. */
const keyId = (key: string): string => /key\/([^/]+)$/.exec(key)?.[1] ?? key

/** What EFS would refuse, found before anything is touched. Throws `bad-option`. */
export function checkCreateOptions(options: CreateOptions): void {
  const bad = (seen: string) => fail('bad-option', { seen })
  const { throughputMode, provisionedThroughput, performanceMode } = options
  if (throughputMode === 'provisioned' && provisionedThroughput === undefined) throw bad('provisioned throughput needs its MiB/s')
  if (throughputMode !== 'provisioned' && provisionedThroughput !== undefined)
    throw bad(`MiB/s were given, but throughput is ${throughputMode}`)
  if (performanceMode === 'maxIO' && throughputMode === 'elastic') throw bad('EFS has no elastic throughput with maxIO')
  const fault = lifeCycleFault(changedBy(noLifeCycle, options), options)
  if (fault !== undefined) throw bad(fault)
  if (options.securityGroupIds.length > 5) throw bad('a mount target has at most 5 security groups')
  for (const key of ['Name', 'managed-by']) if (Object.hasOwn(options.tags, key)) throw bad(`the tag ${key} is Prism’s own`)
}
