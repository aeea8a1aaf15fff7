/** What a look covers, and what it expects. */
import { flagReads, type MountOption, type OptionSpec } from './option.ts'
import { table } from './verbs.ts'

export const noSharingTest = {
  name: 'no-sharing-test',
  verbs: table,
  input: { name: 'sharing-test', inverted: true, doc: 'prove the sharing; without it the report does not claim that sharing works' },
  member: { name: 'sharingTest', inverted: true },
  doc: 'leave the sharing test out; the report then does not claim that sharing works',
  reads: (said) => (said.has('no-sharing-test') ? { sharingTest: false } : {}),
  words: (o) => (o.sharingTest ? [] : ['--no-sharing-test']),
} as const satisfies MountOption

export const asSaid = {
  name: 'as-said',
  verbs: ['verify'],
  doc: 'expect only the options of this command, and ignore what an instance remembers of its mount',
  reads: flagReads('as-said', 'asSaid'),
  words: (o) => (o.asSaid ? ['--as-said'] : []),
} as const satisfies MountOption

export const scan = {
  name: 'scan',
  verbs: ['doctor'],
  doc: 'also look for setuid and device files on the volume, for at most a minute on each instance',
  reads: flagReads('scan', 'scan'),
  words: (o) => (o.scan ? ['--scan'] : []),
} as const satisfies MountOption

/** Makes verify another verb, `verify-all`. */
export const all = {
  name: 'all',
  verbs: ['verify'],
  doc: 'verify every instance where the volume is mounted now, in addition to the named ones; without a volume, every volume',
} as const satisfies OptionSpec
