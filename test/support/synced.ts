/**
 * What a power cut could take back of what a program did, read from a process's own trace by `strace -ff -y`: a file renamed into its
 * place whose content was not on the disk then, and a name that was given or taken away in a folder which was not synced after it.
 */

/** `within`: folders of the host that count. In the order of the trace; empty where nothing could be lost. */
export function lostByPowerCut(
  trace: string,
  within: readonly string[],
): { readonly lost: readonly string[]; readonly synced: readonly string[] } {
  const unsynced = new Set<string>()
  const names = new Map<string, Set<string>>()
  const lost: string[] = []
  const synced: string[] = []
  const counts = (path: string): boolean => within.some((folder) => path.startsWith(`${folder}/`))
  const named = (path: string): void => {
    if (!counts(path)) return
    const folder = folderOf(path)
    names.set(folder, (names.get(folder) ?? new Set()).add(path))
  }
  for (const call of callsOf(trace)) {
    switch (call.kind) {
      case 'write':
        if (counts(call.path)) unsynced.add(call.path)
        break
      case 'sync':
        unsynced.delete(call.path)
        for (const path of names.get(call.path) ?? []) synced.push(path)
        names.delete(call.path)
        break
      case 'rename':
        if (unsynced.has(call.from)) lost.push(`${call.to}: renamed before its content was synced`)
        names.get(folderOf(call.from))?.delete(call.from)
        named(call.to)
        break
      case 'name':
        named(call.path)
        break
    }
  }
  for (const paths of names.values()) for (const path of paths) lost.push(`${path}: its folder was not synced after`)
  return { lost, synced }
}

type Call =
  | { readonly kind: 'write' | 'sync' | 'name'; readonly path: string }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/'

/** Those that came through, in their order. */
const callsOf = (trace: string): Call[] => trace.split('\n').flatMap(callOf)

function callOf(text: string): Call[] {
  const [, name = '', values = '', result = ''] = /^(\w+)\((.*)\)\s+= (-?\d+)/.exec(text) ?? []
  if (result === '' || result.startsWith('-')) return []
  const paths = [...values.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((m) => m[1]!)
  const descriptor = /^\d+<([^>]*)>/.exec(values)?.[1]
  switch (name) {
    case 'write':
    case 'pwrite64':
    case 'ftruncate':
      return descriptor ? [{ kind: 'write', path: descriptor }] : []
    case 'fsync':
    case 'fdatasync':
      return descriptor ? [{ kind: 'sync', path: descriptor }] : []
    case 'rename':
    case 'renameat':
    case 'renameat2':
      return paths.length === 2 ? [{ kind: 'rename', from: paths[0]!, to: paths[1]! }] : []
    case 'mkdir':
    case 'mkdirat':
    case 'unlink':
    case 'unlinkat':
    case 'symlink':
    case 'symlinkat':
      return [{ kind: 'name', path: paths.at(-1) ?? '' }]
    case 'openat':
      return values.includes('O_CREAT') ? [{ kind: 'name', path: paths[0] ?? '' }] : []
    default:
      return []
  }
}
