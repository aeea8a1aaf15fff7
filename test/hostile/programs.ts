/** The attackers' programs, which lie beside this file. */
import { readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = join(dirname(fileURLToPath(import.meta.url)), 'programs')

export const programText = (name: string): Promise<string> => readFile(join(folder, name), 'utf8')

/** All of them, by their path below the folder. */
export function allPrograms(): { readonly path: string; readonly text: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return { path: path.slice(folder.length + 1), text: readFileSync(path, 'utf8') }
    })
}
