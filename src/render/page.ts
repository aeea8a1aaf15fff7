/** What a page of Markdown is made of, so that it can be cut where that loses nothing that differs. */

/** `size` measures what is limited: characters or bytes. */
export type Limit = {
  readonly most: number
  /** What folds away is shown only up to so much: it is looked for elsewhere, and a page is to be read. */
  readonly aim?: number
  readonly size: (text: string) => number
}

/** `what` and `of` name it where it is left out, as in “every row of calc-2”. */
export type Whole = { readonly kind: 'whole'; readonly what: string; readonly of?: string; readonly text: string }

/** `what`: its entries in the plural. `head` and `tail` stand directly before and after them, as a table's head or a fence does. */
export type List = {
  readonly kind: 'list'
  readonly what: string
  readonly of?: string
  readonly head: string
  readonly entries: readonly string[]
  readonly between: string
  readonly tail: string
}
export type Section = Whole | List

/** What folds away, made where there may be room for it. `least`: characters that it has at least. */
export type Folded = { readonly what: string; readonly of?: string; readonly least: number; readonly text: () => string }

export type Page = {
  readonly head: string
  /** What differs or is unknown, and what to do about it. */
  readonly first: readonly Section[]
  readonly rest: readonly Section[]
  readonly folds: readonly Folded[]
  readonly foot: string
  /** A sentence: where everything is that did not fit. */
  readonly where: string
}

export const gap = '\n\n'
export const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(gap)
export const textOf = (s: Section): string => (s.kind === 'whole' ? s.text : `${s.head}${s.entries.join(s.between)}${s.tail}`)

export const whole = (what: string, text: string, more: Pick<Whole, 'of'> = {}): Whole => ({ kind: 'whole', what, text, ...more })

/** A list of lines, each with what belongs to it. */
export const list = (what: string, title: string, entries: readonly string[], more: Partial<List> = {}): List => ({
  kind: 'list',
  what,
  head: title === '' ? '' : `${title}${gap}`,
  entries,
  between: '\n',
  tail: '',
  ...more,
})
