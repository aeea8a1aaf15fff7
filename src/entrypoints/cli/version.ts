/** The version, from the package file that is shipped with the program. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageFolder } from './package-folder.ts'

export function version(): string {
  const folder = packageFolder()
  return folder === undefined ? 'unknown' : (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version
}
