/** Walks an answer in pages. */
export type Page<T> = { readonly items: readonly T[] | undefined; readonly next: string | undefined }

/** `most` bounds the walk where only the newest matter; an empty page with a token is not the end, and one that was had before is. */
export async function allPages<T>(fetch: (token: string | undefined) => Promise<Page<T>>, most = Number.POSITIVE_INFINITY): Promise<T[]> {
  const found: T[] = []
  let token: string | undefined
  const had = new Set<string>()
  for (let page = 0; page < most; page++) {
    const { items, next } = await fetch(token)
    found.push(...(items ?? []))
    if (!next || had.has(next)) break
    had.add(next)
    token = next
  }
  return found
}

export function chunksOf<T>(items: readonly T[], size: number): T[][] {
  const chunks: T[][] = []
  for (let at = 0; at < items.length; at += size) chunks.push(items.slice(at, at + size))
  return chunks
}
