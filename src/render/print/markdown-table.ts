/** Tables by the `markdown-table` package; cells are escaped by who fills them. */
import { markdownTable } from 'markdown-table'
import { type List, list } from '../page.ts'

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  // GitHub ignores the padding, and without it a long cell does not blow up every other row
  return markdownTable([[...head], ...rows.map((r) => [...r])], { alignDelimiters: false, padding: true })
}

/** The same as a list, so that it can be cut between two rows. `what`: its rows in the plural; `title` may be empty. */
export function tableList(what: string, title: string, head: readonly string[], rows: readonly (readonly string[])[]): List {
  const [names = '', line = '', ...entries] = table(head, rows).split('\n')
  const above = `${names}\n${line}\n`
  return list(what, '', entries, { head: title === '' ? above : `${title}\n\n${above}` })
}
