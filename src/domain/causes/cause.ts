/** The shape of a cause: what identifies it, why it matters, what to do, and how far it was tried. */
import type { FindingCode } from '../catalogue.ts'
import type { Evidence } from '../evidence.ts'
import type { Area } from './areas.ts'

export type Cause = {
  readonly title: string
  /** The row of the doctor's table that it makes wrong. */
  readonly area: Area
  /** What a person sees before anybody diagnoses. */
  readonly symptom: string
  /** In words what `seen` looks for; for the documentation. */
  readonly evidence: string
  /** What was seen, where the evidence identifies this cause. Undefined where it does not, and wherever nobody looked. */
  readonly seen: (e: Evidence) => string | undefined
  readonly why: string
  /** The exact next step with the ids at hand: commands, console paths, IAM statements. Printed, never done. */
  readonly fix: (names: Names) => string
  readonly tried: Tried
  /** Worth a person's time, and no reason for a failure: never named as the cause of one. */
  readonly warning?: true
}

/** provoked: the real mechanism was broken in a lab, by the test of that name · recognised: by the message of that source only */
export type Tried = { readonly kind: 'provoked'; readonly test: string } | { readonly kind: 'recognised'; readonly source: string }

export const provoked = (test: string): Tried => ({ kind: 'provoked', test })
export const recognised = (source: string): Tried => ({ kind: 'recognised', source })

/** What a fix is filled with; a placeholder in capitals where it is not known. */
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
  readonly account: string
  /** For that account, where it is to be made. */
  readonly number: string
  readonly numberWhy: string
  readonly group: string
  readonly gid: string
  /** The group that has that gid, where it is another one. */
  readonly holder: string
  /** A number that no account and no group has anywhere. */
  readonly freeGid: string
}

/** What is filled in where nothing is known, and in the documentation. */
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
  account: 'ACCOUNT',
  number: 'NUMBER',
  numberWhy: 'one that is free on every instance, from 65536 to 94199',
  group: 'prism-shared',
  gid: '3000',
  holder: 'THAT_GROUP',
  freeGid: 'FREE_GID',
}

/** Identifies a cause by the codes of a run's findings. */
export const byCode =
  (...codes: readonly FindingCode[]) =>
  (e: Evidence): string | undefined =>
    e.failures.find((f) => codes.includes(f.code))?.seen

/** Identifies a cause by words that a program really says. */
export const bySaying =
  (words: RegExp, of: (e: Evidence) => string) =>
  (e: Evidence): string | undefined => {
    const text = of(e)
    return words.test(text) ? text : undefined
  }

/** The first that identifies it. */
export const either =
  (...looks: readonly ((e: Evidence) => string | undefined)[]) =>
  (e: Evidence): string | undefined => {
    for (const look of looks) {
      const seen = look(e)
      if (seen !== undefined) return seen
    }
    return undefined
  }
