/**
 * A result, neutral of where it is shown: what is said, and in which order. First what differs or is unknown with what to do about it, then
 * what was seen, each thing once, then what folds away. Texts are as they came; the printers escape them.
 */

export type Mark = 'holds' | 'differs' | 'unknown' | 'note' | 'warning' | 'same' | 'none' | 'running' | 'denied' | 'gone'

/** `own`: words of the catalogue, which are Markdown with nothing of anybody else’s in them. */
export type Span = string | { readonly mark: Mark } | { readonly code: string } | { readonly strong: string } | { readonly own: string }
export type Line = readonly Span[]

/** Lines that belong together. */
export type Text = {
  readonly kind: 'text'
  readonly what: string
  readonly of?: string
  readonly title?: Line
  readonly lines: readonly Line[]
}
/** `what`: its rows in the plural, which is said where some are left out. `named`: so many columns, the first ones, name the row: one column on a phone. */
export type Table = {
  readonly kind: 'table'
  readonly what: string
  readonly title?: Line
  readonly head: readonly string[]
  readonly rows: readonly (readonly Line[])[]
  readonly named?: number
}
/** Entries, each with lines of its own and with text to copy. */
export type Items = { readonly kind: 'items'; readonly what: string; readonly title?: Line; readonly entries: readonly Item[] }
export type Item = {
  readonly line: Line
  readonly below: readonly Line[]
  readonly copy?: readonly string[]
  readonly after?: readonly Line[]
}
/** Text to copy, or what a host said, line by line. */
export type Verbatim = { readonly kind: 'verbatim'; readonly what: string; readonly title?: Line; readonly lines: readonly string[] }
/** Of one volume among several. */
export type Heading = { readonly kind: 'heading'; readonly what: string; readonly of: string; readonly line: Line }
export type Block = Text | Table | Items | Verbatim | Heading

/** What is looked at when asked for. `least`: characters that it has at least, so that nobody makes it where it cannot fit. */
export type Fold = {
  readonly what: string
  readonly of?: string
  readonly title: Line
  readonly least: number
  readonly blocks: () => readonly Block[]
}

export type View = {
  readonly mark: Mark
  readonly headline: Line
  /** Directly below it. */
  readonly about: readonly Line[]
  readonly first: readonly Block[]
  readonly rest: readonly Block[]
  readonly folds: readonly Fold[]
  readonly foot: readonly Line[]
}

export const emptyView: View = { mark: 'note', headline: [], about: [], first: [], rest: [], folds: [], foot: [] }

export const text = (what: string, lines: readonly Line[], more: Pick<Text, 'of' | 'title'> = {}): Text => ({
  kind: 'text',
  what,
  lines,
  ...more,
})
export const table = (what: string, head: readonly string[], rows: readonly (readonly Line[])[], title?: Line): Table => ({
  kind: 'table',
  what,
  head,
  rows,
  ...(title ? { title } : {}),
})
export const items = (what: string, entries: readonly Item[], title?: Line): Items => ({
  kind: 'items',
  what,
  entries,
  ...(title ? { title } : {}),
})
export const verbatim = (what: string, lines: readonly string[], title?: Line): Verbatim => ({
  kind: 'verbatim',
  what,
  lines,
  ...(title ? { title } : {}),
})

/** Lines as one, with a sign between them. */
export const between = (parts: readonly Line[], sign = ' · '): Line => parts.flatMap((part, i) => (i === 0 ? part : [sign, ...part]))

/** `ada, ben and eve`; beyond so many `ada, ben, eve and 5 more`. */
export function listed(names: readonly string[], most = 3): string {
  if (names.length > most) return `${names.slice(0, most).join(', ')} and ${names.length - most} more`
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
}

/** In binary units, as EFS's own console shows them. */
export function sizeWords(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB']
  const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10))
  return `${Number((bytes / 1024 ** power).toFixed(1))} ${units[power]}`
}

export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`
