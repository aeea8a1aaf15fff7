/** The kernel's numbers for files, as paths below the folder that is served. */
export type Nodes = {
  /** `.` or `./a/b`. Undefined: the kernel asks for what it was not told of. */
  readonly path: (node: bigint) => string | undefined
  readonly of: (path: string, ino: bigint) => bigint
  readonly moved: (from: string, to: string) => void
}

export function createNodes(): Nodes {
  const paths = new Map<bigint, string>([[1n, '.']])
  // a file that took another's place is another node: the kernel holds what it knows of one to be true of it
  const numbers = new Map<string, bigint>()
  let next = 2n
  const key = (path: string, ino: bigint) => `${ino} ${path}`
  return {
    path: (node) => paths.get(node),
    of: (path, ino) => {
      const known = numbers.get(key(path, ino))
      if (known !== undefined) return known
      const made = next
      next += 1n
      numbers.set(key(path, ino), made)
      paths.set(made, path)
      return made
    },
    moved: (from, to) => {
      for (const [node, path] of paths) {
        if (path !== from && !path.startsWith(`${from}/`)) continue
        paths.set(node, to + path.slice(from.length))
      }
      for (const [known, node] of numbers) {
        const [ino, path] = [known.slice(0, known.indexOf(' ')), known.slice(known.indexOf(' ') + 1)]
        if (path !== from && !path.startsWith(`${from}/`)) continue
        numbers.delete(known)
        numbers.set(key(to + path.slice(from.length), BigInt(ino)), node)
      }
    },
  }
}
