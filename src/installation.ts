/** Where this installation of Prism lies, and its version. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the package file that is shipped with the program, however its own files are laid out. */
export function packageFolder(): string | undefined {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder))
    if (existsSync(join(folder, 'package.json'))) return folder
  return undefined
}

/** The version, from that package file. */
export function version(): string {
  const folder = packageFolder()
  return folder === undefined ? 'unknown' : (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version
}

/** Where a page of the documentation lies, such as `first-hour.md`: in a clone and in what npm installs alike. */
export const pageOf = (name: string): string => join(packageFolder() ?? '', 'docs', name)
