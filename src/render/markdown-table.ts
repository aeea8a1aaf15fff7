/** Tables by the `markdown-table` package; cells are escaped by who fills them. */
import { markdownTable } from 'markdown-table'

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  // GitHub ignores the padding, and without it a long cell does not blow up every other row
  return markdownTable([[...head], ...rows.map((r) => [...r])], { alignDelimiters: false, padding: true })
}
