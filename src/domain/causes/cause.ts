/** The shape of a cause: what identifies it, why it matters, what to do, and how far it was tried. */
import type { FindingCode } from '../catalogue.ts'
import type { Evidence } from '../evidence.ts'
import type { Area } from './areas.ts'

export type Cause = {
  readonly title: string
  /** The row of the doctor's table that it affects. */
  readonly area: Area
  /** What a person sees before any diagnosis. */
  readonly symptom: string
  /** What `seen` looks for, in words; for the documentation. */
  readonly evidence: string
  /** What was seen, if the evidence identifies this cause. Undefined if it does not, or if nobody looked. */
  readonly seen: (e: Evidence) => string | undefined
  readonly why: string
  /** The exact next step with the known ids: commands, console paths, IAM statements. Printed, never run. */
  readonly fix: (names: Names) => string
  readonly tried: Tried
  /** Worth knowing, but never named as the cause of a failure. */
  readonly warning?: true
}

/** provoked: the real mechanism was broken in a lab, by the test of that name · recognised: by the message of that source only */
export type Tried = { readonly kind: 'provoked'; readonly test: string } | { readonly kind: 'recognised'; readonly source: string }

export const provoked = (test: string): Tried => ({ kind: 'provoked', test })
export const recognised = (source: string): Tried => ({ kind: 'recognised', source })

/** The values in a fix; a placeholder in capitals stands for an unknown one. */
export type Names = {
  readonly fileSystem: string
  readonly region: string
  readonly instance: string
  readonly mountPoint: string
  readonly zone: string
  readonly subnetHint: string
  readonly vpc: string
  readonly instanceGroup: string
  readonly targetGroup: string
  readonly targetAddress: string
  readonly dnsName: string
  /** `aws`, `aws-cn`, … */
  readonly partition: string
  readonly dnsSuffix: string
  /** The AWS account whose the volume is. */
  readonly accountId: string
  /** ARN of the instance's role. */
  readonly role: string
  /** Whom a statement of a policy is to name: the role where the mount shows it, else everybody. */
  readonly principal: string
  readonly account: string
  /** The uid for that account, if it has to be created. */
  readonly number: string
  readonly numberWhy: string
  readonly group: string
  readonly gid: string
  /** Of the directory that was not set: below the mount point, and what the table says of it. */
  readonly layoutPath: string
  readonly layoutOwner: string
  readonly layoutMode: string
  /** Of the one that was laid out before. */
  readonly layoutInode: string
  /** The group that has that gid, where it is another one. */
  readonly holder: string
  /** A number that no account and no group has anywhere. */
  readonly freeGid: string
}

/** The values where nothing is known, and in the documentation. */
export const placeholders: Names = {
  fileSystem: 'FILE_SYSTEM_ID',
  region: 'REGION',
  instance: 'INSTANCE_ID',
  mountPoint: '/mnt/VOLUME',
  zone: 'ZONE',
  subnetHint: 'SUBNET_ID',
  vpc: 'VPC_ID',
  instanceGroup: 'INSTANCE_GROUP_ID',
  targetGroup: 'TARGET_GROUP_ID',
  targetAddress: 'TARGET_ADDRESS',
  dnsName: 'FILE_SYSTEM_ID.efs.REGION.DNS_SUFFIX',
  partition: 'PARTITION',
  dnsSuffix: 'DNS_SUFFIX',
  accountId: 'ACCOUNT_ID',
  role: 'ROLE_ARN',
  principal: '*',
  account: 'ACCOUNT',
  number: 'NUMBER',
  numberWhy: 'one that is free on every instance, from 65536 to 94199',
  group: 'prism-shared',
  gid: '3000',
  layoutPath: 'shared',
  layoutOwner: '0:3000',
  layoutMode: '2775',
  layoutInode: 'INODE',
  holder: 'THAT_GROUP',
  freeGid: 'FREE_GID',
}

/** Identifies a cause by the codes of a run's findings. */
export const byCode =
  (...codes: readonly FindingCode[]) =>
  (e: Evidence): string | undefined =>
    e.failures.find((f) => codes.includes(f.code))?.seen

/** Identifies a cause by a message that a program really prints. */
export const bySaying =
  (words: RegExp, of: (e: Evidence) => string) =>
  (e: Evidence): string | undefined => {
    const text = of(e)
    return words.test(text) ? text : undefined
  }

/** The first one that identifies the cause. */
export const either =
  (...looks: readonly ((e: Evidence) => string | undefined)[]) =>
  (e: Evidence): string | undefined => {
    for (const look of looks) {
      const seen = look(e)
      if (seen !== undefined) return seen
    }
    return undefined
  }
