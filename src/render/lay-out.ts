/**
 * A page as text of bounded size. What differs comes first and is cut last; a section is shown whole or named as left out; a list is cut
 * between two entries, and what is not shown of it is counted.
 */
import { markdown, visible } from './escape.ts'
import { type Folded, gap, joined, type Limit, type List, type Page, type Section, textOf, type Whole } from './page.ts'

export function layOut(given: Page, limit: Limit): string {
  const page = shown(given)
  const all = [...page.first, ...page.rest]
  const texts = chosen(page, limit)
  const folds = new Map<Folded, string>()
  const text = (): string => {
    const cut = all.filter((s) => !texts.has(s))
    const away = page.folds.filter((f) => !folds.has(f))
    return joined([
      page.head,
      ...all.map((s) => texts.get(s) ?? ''),
      ...page.folds.map((f) => folds.get(f) ?? ''),
      noteOf(page, cut, away),
      page.foot,
    ])
  }
  let left = Math.min(limit.most, limit.aim ?? limit.most) - limit.size(text())
  for (const fold of page.folds) {
    if (fold.least > left) continue
    const made = visible(fold.text())
    if (limit.size(made) + gap.length > left) continue
    folds.set(fold, made)
    left -= limit.size(made) + gap.length
  }
  // what is left out may have longer names than were reckoned with
  for (const s of [...page.rest, ...page.first]) {
    if (limit.size(text()) <= limit.most) break
    texts.delete(s)
  }
  return text()
}

/** In which nothing of a host can hide in a comment of HTML; before it is measured, because that makes it longer. */
function shown(page: Page): Page {
  const section = (s: Section): Section =>
    s.kind === 'whole' ? { ...s, text: visible(s.text) } : { ...s, head: visible(s.head), entries: s.entries.map(visible) }
  const some = (all: readonly Section[]) => all.map(section).filter((s) => (s.kind === 'whole' ? s.text !== '' : s.entries.length > 0))
  return { ...page, head: visible(page.head), first: some(page.first), rest: some(page.rest), foot: visible(page.foot) }
}

/** The text of each section that is shown: each of the first has its share of the room, then the others as they fit. */
function chosen(page: Page, { most, size }: Limit): Map<Section, string> {
  const { head, first, rest, folds, foot } = page
  const everything = new Map([...first, ...rest].map((s) => [s, textOf(s)]))
  const cost = (text: string): number => size(text) + gap.length
  const note = cost(noteOf(page, [], folds))
  if (cost(joined([head, ...everything.values(), foot])) + note <= most) return everything
  const texts = new Map<Section, string>()
  const put = (section: Section, room: number): number => {
    const text = within(section, room, cost)
    if (text === undefined) return 0
    texts.set(section, text)
    return cost(text)
  }
  let left = most - cost(joined([head, noteOf(page, [...first, ...rest], folds), foot]))
  let carried = 0
  const given = shares(
    first.map((s) => cost(textOf(s))),
    left,
  )
  for (const [i, section] of first.entries()) {
    const room = given[i]! + carried
    const used = put(section, room)
    carried = room - used
    left -= used
  }
  for (const s of rest) left -= put(s, left)
  return texts
}

/** The section, or as many entries of a list as the room has, with the count of the others. */
function within(section: Section, room: number, cost: (text: string) => number): string | undefined {
  const all = textOf(section)
  if (cost(all) <= room) return all
  if (section.kind === 'whole') return undefined
  const { head, entries, between, tail, what } = section
  const more = (count: number): string => `${gap}… and ${count} more ${what}.`
  let free = room - cost(`${head}${tail}${more(entries.length)}`)
  const kept = entries.filter((entry) => {
    const needed = cost(`${entry}${between}`) - gap.length
    if (needed > free) return false
    free -= needed
    return true
  })
  return kept.length > 0 ? `${head}${kept.join(between)}${tail}${more(entries.length - kept.length)}` : undefined
}

/** Equal shares of the room, where what one does not need the others get. */
function shares(wanted: readonly number[], room: number): number[] {
  const given = wanted.map(() => 0)
  let left = Math.max(0, room)
  const smallestFirst = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]!)
  for (const [n, i] of smallestFirst.entries()) {
    given[i] = Math.min(wanted[i]!, Math.floor(left / (wanted.length - n)))
    left -= given[i]
  }
  return given
}

/** Kinds of what is left out, and of each kind the names; beyond that they are counted. */
const maxKinds = 12
const maxNames = 6
const longestName = 40

function noteOf({ where }: Page, cut: readonly Section[], away: readonly Folded[]): string {
  const lists = cut.filter((s): s is List => s.kind === 'list').map((s) => `${s.entries.length} ${s.what}`)
  const all = [...lists, ...kindsOf(cut.filter((s): s is Whole => s.kind === 'whole')), ...kindsOf(away)]
  if (all.length === 0) return ''
  const others = all.length - maxKinds
  const what = [...all.slice(0, maxKinds), ...(others > 0 ? [`${others} more kinds of sections`] : [])].join('; ')
  const said = `${what}.${where === '' ? '' : ` ${where}`})*`
  return cut.length > 0 ? `*(cut here: no more fits. Left out: ${said}` : `*(Left out for its size: ${said}`
}

type Named = { readonly what: string; readonly of?: string }
const kindsOf = (those: readonly Named[]): string[] => [...Map.groupBy(those, (s) => s.what)].map(([what, same]) => named(what, same))

function named(what: string, those: readonly Named[]): string {
  const names = those.flatMap((s) => (s.of === undefined ? [] : [markdown(s.of.slice(0, longestName))]))
  const more = names.length - maxNames
  return names.length === 0 ? what : `${what} ${names.slice(0, maxNames).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
