/** GitHub's limits on what an Action may say, and how a text is made to fit: cut at a line's end, saying so. */

export const limits = {
  /** Characters of a comment's body. */
  comment: 65_536,
  /** Bytes of one step's summary. */
  summary: 1_048_576,
  /** An output is at most 1 MB, reckoned in UTF-16. */
  outputCharacters: 500_000,
} as const

export const characters = (text: string): number => text.length
export const bytes = (text: string): number => Buffer.byteLength(text)

const cutNote = '\n\n_…cut here: GitHub shows no more. The whole report is in the step’s output `report`._\n'
/** Kept free for closing what the cut left open. */
const closing = 512

/** `size` measures what is limited: characters or bytes. */
export function fit(markdown: string, limit: number, size: (text: string) => number): string {
  if (size(markdown) <= limit) return markdown
  const room = limit - size(cutNote) - closing
  let cut = markdown.slice(0, room)
  // a character is at most three bytes in UTF-8 per UTF-16 unit, so a third of the excess can always go
  while (size(cut) > room) cut = cut.slice(0, -Math.max(1, Math.floor((size(cut) - room) / 3)))
  const line = cut.lastIndexOf('\n')
  return closeOpen(line > 0 ? cut.slice(0, line) : cut.replace(/[\ud800-\udbff]$/, '')) + cutNote
}

/** A cut inside a code block or `<details>` would hide the note that says so. */
function closeOpen(markdown: string): string {
  const fences = markdown.match(/^```/gm)?.length ?? 0
  const details = Math.min(20, markdown.split('<details').length - markdown.split('</details>').length)
  return markdown + (fences % 2 === 1 ? '\n```' : '') + '\n</details>'.repeat(Math.max(0, details))
}
