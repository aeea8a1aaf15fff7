/** Whether CODEOWNERS gives a file to somebody: what can be known offline of who may change it alone. Pure. */

/** Where GitHub looks, in its order; the first that is there is the one that counts. */
export const codeOwnersPlaces = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const

/** Of the last pattern that fits, as GitHub does; none where nothing fits or the pattern names nobody. */
export function ownersOf(codeOwners: string, path: string): readonly string[] {
  const rules = codeOwners
    .split('\n')
    .map((line) => line.replace(/(?:^|\s)#.*$/, '').trim())
    .filter((line) => line !== '')
    .map((line) => line.split(/\s+/))
  const last = rules.findLast(([pattern = '']) => fits(pattern, path))
  return last?.slice(1) ?? []
}

function fits(pattern: string, path: string): boolean {
  // more stars than two say no more than two, and cost a regular expression hours
  const body = pattern
    .replace(/\*{3,}/g, '**')
    .replace(/^\//, '')
    .replace(/\/$/, '/**')
  const anchored = pattern.replace(/\/$/, '').includes('/')
  const text = body.replace(/\*\*\/|\*\*|\*|[^*]+/g, (part) => wild[part] ?? escaped(part))
  return new RegExp(`^${anchored ? '' : '(?:.*/)?'}${text}(?:/.*)?$`).test(path)
}

const wild: Readonly<Record<string, string>> = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*' }
const escaped = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
