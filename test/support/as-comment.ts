/** A view as its comment on GitHub, line by line: what a reader of the thread gets. */
import { layOut } from '../../src/render/lay-out.ts'
import { commentLimit } from '../../src/render/markdown.ts'
import { pageOf } from '../../src/render/print/page-of.ts'
import type { Block, View } from '../../src/render/view/view.ts'
import { emptyView } from '../../src/render/view/view.ts'

/** Without the empty lines between the sections. */
export const asComment = (view: View): string[] =>
  layOut(pageOf(view, 'Everything: elsewhere.'), commentLimit)
    .split('\n')
    .filter((line) => line !== '')

/** Those alone, without a headline. */
export const blocksAsComment = (...first: readonly Block[]): string[] => asComment({ ...emptyView, first }).slice(1)

/** What is named where the comment has room for nothing of it. */
export const leftOutOf = (view: View): string =>
  layOut(pageOf({ ...view, headline: [], about: [], foot: [] }, ''), { most: 1, size: (text) => text.length })
    .split('\n')
    .filter((line) => line.startsWith('*('))
    .join()
    .replace(/^\*\((?:cut here: no more fits\. )?Left out(?: for its size)?: (.*)\.\)\*$/, '$1')
