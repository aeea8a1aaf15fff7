/** What the host says of a directory that it did not open, for the commands that settle it. */
import type { Names } from './causes/cause.ts'

const said =
  /^(?:permissions: )?((?:\.|shared|users|groups)(?:\/[a-z0-9_][a-z0-9._-]{0,64})?) \(inode \d+\) holds something; .* the table says (\d+:\d+) ([0-7]{4}); laid out from here was (?:none|inode (\d+))$/

/** Nothing of it where the words are others. */
export function notOurs(words: string): Partial<Pick<Names, 'layoutPath' | 'layoutOwner' | 'layoutMode' | 'layoutInode'>> {
  const [, layoutPath, layoutOwner, layoutMode, layoutInode] = said.exec(words) ?? []
  if (layoutPath === undefined || layoutOwner === undefined || layoutMode === undefined) return {}
  return { layoutPath, layoutOwner, layoutMode, ...(layoutInode === undefined ? {} : { layoutInode }) }
}
