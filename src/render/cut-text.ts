/** The last resort for text that nobody laid out: cut at a line's end, what is folded away as a whole, and nothing left open. */
import type { Limit } from './page.ts'

export function cutText(text: string, limit: Limit, note: string): string {
  if (limit.size(text) <= limit.most) return text
  let room = limit.most - limit.size(note) - limit.size(closing)
  const blocks = blocksOf(text)
  const kept: string[] = []
  for (;;) {
    const block = blocks[kept.length]
    if (block === undefined || limit.size(block) > room) break
    room -= limit.size(block)
    kept.push(block)
  }
  const next = blocks[kept.length] ?? ''
  // what is folded away is no use in part, unless there is nothing else
  const part = opens(next) && kept.length > 0 ? '' : closed(headOf(next, room, limit))
  return `${[...kept, part].join('').trimEnd()}${note}`
}

/** As much as a cut inside a block can have left open. */
const maxOpen = 20
const closing = `\n\`\`\`${'\n</details>'.repeat(maxOpen)}`

const opens = (line: string): boolean => line.startsWith('<details')
const closes = (line: string): boolean => line.endsWith('</details>')

/** Paragraphs, tables, fences and `<details>` with all that is in them, each with the empty lines behind it. */
function blocksOf(text: string): string[] {
  const blocks: string[][] = [[]]
  let depth = 0
  let fenced = false
  let ended = false
  for (const line of text.split(/(?<=\n)/)) {
    const bare = line.trimEnd()
    if (bare !== '' && ended) blocks.push([])
    blocks.at(-1)!.push(line)
    if (bare.startsWith('```')) fenced = !fenced
    if (!fenced) depth = Math.max(0, depth + Number(opens(bare)) - Number(closes(bare)))
    ended = bare === '' && !fenced && depth === 0
  }
  return blocks.map((lines) => lines.join(''))
}

/** At a line's end, where there is one. */
function headOf(text: string, room: number, { size }: Limit): string {
  let cut = text.slice(0, room)
  // a character is at most three bytes in UTF-8 per UTF-16 unit, so a third of the excess can always go
  while (size(cut) > room) cut = cut.slice(0, -Math.max(1, Math.floor((size(cut) - room) / 3)))
  const line = cut.lastIndexOf('\n')
  return line > 0 ? cut.slice(0, line) : cut.replace(/[\ud800-\udbff]$/, '')
}

/** What a cut inside a code block or `<details>` left open would hide the note that says so. */
function closed(text: string): string {
  const lines = text.split('\n')
  const fences = lines.filter((line) => line.startsWith('```')).length
  const open = lines.filter(opens).length - lines.filter(closes).length
  return `${text}${fences % 2 === 1 ? '\n```' : ''}${'\n</details>'.repeat(Math.min(maxOpen, Math.max(0, open)))}`
}
