/** How many instances at a time, and when to stop. */
import { batchPattern, formatBatch, maxErrorsPattern, parseBatch } from '../batches.ts'
import { fail } from '../catalogue.ts'
import { type MountOption, only } from './option.ts'
import { table } from './verbs.ts'

export const batch = {
  name: 'batch',
  argument: 'SIZE',
  pattern: batchPattern,
  rule: 'a number of instances from 1 to 99999, or a part of them from 1% to 100%',
  verbs: table,
  doc: 'so many instances at a time (50), or a part of them (10%): the next batch begins when the one before has ended; of a mount those that differ come first',
  reads: (said) => {
    const size = only(said, 'batch')
    return size === undefined ? {} : { batch: parseBatch(size) }
  },
  words: (o) => (o.batch ? ['--batch', formatBatch(o.batch)] : []),
} as const satisfies MountOption

export const maxErrors = {
  name: 'max-errors',
  argument: 'K',
  pattern: maxErrorsPattern,
  rule: 'a number from 0 to 99999',
  verbs: table,
  doc: 'with --batch: begin no further batch once more than K instances failed; default: 0',
  reads: (said, { batch: size }) => {
    const most = only(said, 'max-errors')
    if (most === undefined) return {}
    if (!size) throw fail('bad-option', { seen: '--max-errors needs --batch' })
    return { maxErrors: Number(most) }
  },
  words: (o) => (o.maxErrors === undefined ? [] : ['--max-errors', `${o.maxErrors}`]),
} as const satisfies MountOption
