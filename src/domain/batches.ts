/** A rollout in batches: how large one is, and after how many instances that failed no further one begins. */

/** Of all instances that are worked on. */
export type BatchSize = { readonly unit: 'instances' | 'percent'; readonly size: number }

export const batchPattern = /^(?:[1-9][0-9]{0,4}|(?:[1-9][0-9]?|100)%)$/
export const maxErrorsPattern = /^(?:0|[1-9][0-9]{0,4})$/

export const parseBatch = (text: string): BatchSize =>
  text.endsWith('%') ? { unit: 'percent', size: Number(text.slice(0, -1)) } : { unit: 'instances', size: Number(text) }

export const formatBatch = ({ unit, size }: BatchSize): string => (unit === 'percent' ? `${size}%` : `${size}`)

/** In their order. A percentage is rounded up, so that there is one at least in each. */
export function batchesOf<T>(all: readonly T[], { unit, size }: BatchSize): (readonly T[])[] {
  const each = unit === 'percent' ? Math.max(1, Math.ceil((all.length * size) / 100)) : size
  return Array.from({ length: Math.ceil(all.length / each) }, (_, i) => all.slice(i * each, (i + 1) * each))
}

/** A batch that began, and how many instances of those before it had failed. */
export type BatchBegun = { readonly number: number; readonly of: number; readonly instances: number; readonly failed: number }

/** `batch 2 of 10 (50 instances); failed so far: 1` */
export const batchWords = ({ number, of, instances, failed }: BatchBegun): string =>
  `batch ${number} of ${of} (${instances} ${instances === 1 ? 'instance' : 'instances'}); failed so far: ${failed}`
