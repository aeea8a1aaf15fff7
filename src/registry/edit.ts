/**
 * Changes of `people.yml` as text. Only what was said changes: a reviewer sees the lines of one person, and every comment stays where it is.
 * The result is parsed again by whoever writes it. Pure.
 */
import { isMap, isNode, isScalar, isSeq, type Node, type Pair, parseDocument, stringify, type YAMLMap } from 'yaml'

/** What is written of an entry; `null` takes a member out. */
export type EntryWords = Readonly<Record<string, unknown>>

/** The smallest registry. */
export const emptyRegistry = 'version: 1\npeople:\ngroups:\nretired:\n'

type Where = 'people' | 'groups'
type Ranged = { readonly range: readonly [number, number, number] }

/** Adds the entry, or changes the members that are given. */
export function setEntry(text: string, where: Where, name: string, words: EntryWords): string {
  if (!find(text, where, name)) return addEntry(text, where, name, words)
  return Object.entries(words).reduce((t, [member, value]) => setMember(t, where, name, member, value), text)
}

/** Takes the entry out and writes its number under retired, which keeps it from ever being given again; with where a person had an account. */
export function retireEntry(text: string, where: Where, name: string, number: number, since: string): string {
  const found = find(text, where, name)
  const hosts = isMap(found?.value) ? (pairOf(found.value, 'hosts')?.value as Node | null | undefined)?.toJSON() : undefined
  const without = found ? cut(text, lineStart(text, startOf(found.key)), lineEnd(text, endOf(found))) : text
  return addBlock(without, 'retired', `  - ${flow({ number, name, since, ...(where === 'people' && hosts ? { hosts } : {}) })}\n`)
}

/** The retired number as it is to be written; nothing else of the list changes. */
export function setRetired(text: string, number: number, words: EntryWords): string {
  const found = itemsOf(text, 'retired').find((item) => isMap(item) && item.get('number') === number)
  return found ? cutAndPut(text, found, flow(words)) : text
}

/** Debts that are paid go, with their lines; new ones are added at the end. */
export function setOwed(text: string, paid: (debt: EntryWords) => boolean, more: readonly EntryWords[]): string {
  const gone = itemsOf(text, 'owed').filter((item) => paid(item.toJSON() as EntryWords))
  const without = gone.reduceRight((t, item) => cut(t, lineStart(t, startOf(item)), lineEnd(t, endOf({ key: null, value: item }))), text)
  return more.reduce((t, debt) => addBlock(t, 'owed', `  - ${flow(debt)}\n`), without)
}

function itemsOf(text: string, key: string): Node[] {
  const list = pairOf(top(text), key)?.value
  return isSeq(list) ? list.items.filter(isNode) : []
}

/** The keys of a person as they stand there. */
export function keysIn(text: string, name: string): readonly string[] {
  const entry = find(text, 'people', name)?.value
  const keys = isMap(entry) ? pairOf(entry, 'keys')?.value : undefined
  return isSeq(keys) ? (keys.toJSON() as unknown[]).map(String) : []
}

function addEntry(text: string, where: Where, name: string, words: EntryWords): string {
  const members = Object.entries(words).filter(([, value]) => value !== null)
  return addBlock(
    text,
    where,
    `  ${name}:\n${members.map(([member, value]) => `    ${member}:${spaced(written(value, '      '))}\n`).join('')}`,
  )
}

/** At the end of what stands under the key, which is made where there is none. */
function addBlock(text: string, key: string, block: string): string {
  const pair = pairOf(top(text), key)
  if (!pair) return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${key}:\n${block}`
  const { value } = pair
  const isEmpty =
    value === null || (isScalar(value) && value.value === null) || ((isMap(value) || isSeq(value)) && value.items.length === 0)
  if (isEmpty) {
    const start = endOf({ key: pair.key, value: null }) + 1
    const rest = value && (isMap(value) || isSeq(value)) ? endOf(pair) : start
    const without = cut(text, start, rest)
    return splice(without, lineEnd(without, start - 1), block)
  }
  return splice(text, lineEnd(text, endOf(pair)), block)
}

function setMember(text: string, where: Where, name: string, member: string, value: unknown): string {
  const entry = find(text, where, name)?.value
  if (!isMap(entry)) return text
  const old = pairOf(entry, member)
  if (old && value === null) {
    // a line of its own goes whole, with what is said about it
    if (!entry.flow) return cut(text, lineStart(text, startOf(old.key)), lineEnd(text, endOf(old)))
    const others = entry.items.filter((pair) => pair !== old)
    return cutAndPut(text, entry, flow(new Map(others.map((pair) => [keyOf(pair), (pair.value as Node).toJSON()]))))
  }
  if (value === null) return text
  if (old) {
    const colon = text.indexOf(':', (old.key as Node & Ranged).range[1])
    return `${text.slice(0, colon + 1)}${spaced(entry.flow ? flow(value) : written(value, '      '))}${text.slice(Math.max(colon + 1, endOf(old)))}`
  }
  if (entry.flow) return splice(text, endOf({ key: null, value: entry }) - 1, `, ${member}: ${flow(value)} `).replace(/ , /, ', ')
  const last = entry.items.at(-1)!
  const indent = ' '.repeat(startOf(last.key) - lineStart(text, startOf(last.key)))
  return splice(text, lineEnd(text, endOf(last)), `${indent}${member}:${spaced(written(value, `${indent}  `))}\n`)
}

const top = (text: string): Node | null => parseDocument(text, { schema: 'core' }).contents

function find(text: string, where: Where, name: string): Pair | undefined {
  return pairOf(pairOf(top(text), where)?.value, name)
}

const pairOf = (map: unknown, key: string): Pair | undefined =>
  isMap(map) ? (map as YAMLMap).items.find((pair) => keyOf(pair) === key) : undefined
const keyOf = (pair: Pair): unknown => (isScalar(pair.key) ? pair.key.value : undefined)

const startOf = (node: unknown): number => (node as Ranged).range[0]

/** Behind the last character of a pair that is not a comment, a space or a line’s end. */
function endOf({ key, value }: { readonly key: unknown; readonly value: unknown }): number {
  if (isMap(value) && !value.flow && value.items.length > 0) return endOf(value.items.at(-1)!)
  if (isSeq(value) && !value.flow && value.items.length > 0) return endOf({ key: null, value: value.items.at(-1) })
  const node = value === null || (isScalar(value) && value.value === null && value.source === '') ? key : value
  return (node as Ranged).range[1]
}

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1
const lineEnd = (text: string, at: number): number => (text.indexOf('\n', at) < 0 ? text.length : text.indexOf('\n', at) + 1)
const cut = (text: string, from: number, to: number): string => text.slice(0, from) + text.slice(to)
const splice = (text: string, at: number, more: string): string =>
  `${text.slice(0, at)}${at > 0 && text[at - 1] !== '\n' && more.endsWith('\n') ? '\n' : ''}${more}${text.slice(at)}`
const cutAndPut = (text: string, node: Node, more: string): string =>
  text.slice(0, startOf(node)) + more + text.slice(endOf({ key: null, value: node }))

const flow = (value: unknown): string => stringify(value, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: false }).trimEnd()

const spaced = (value: string): string => (value.startsWith('\n') ? value : ` ${value}`)

/** Long words, such as keys, each on a line of its own. */
function written(value: unknown, indent: string): string {
  if (Array.isArray(value) && value.some((v) => String(v).length > 60)) return value.map((v) => `\n${indent}- ${flow(v)}`).join('')
  return flow(value)
}
