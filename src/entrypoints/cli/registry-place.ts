/** Where a registry is looked for, and where one would be made: a second one begins at the first number again, and two people would be one to EFS. */
import { existsSync } from 'node:fs'
import { dirname, isAbsolute, join, relative } from 'node:path'
import { finding, PrismError } from '../../domain/catalogue.ts'
import { quote } from '../../domain/names.ts'

/** The folder above `from`, up to the repository that it is in, which has a registry of that path. Undefined where none has, or the path is no relative one. */
export function folderAbove(file: string, from: string): string | undefined {
  if (isAbsolute(file)) return undefined
  for (let folder = from; !isTop(folder); folder = dirname(folder)) {
    const above = dirname(folder)
    if (existsSync(join(above, file))) return above
  }
  return undefined
}

/** The repository's own folder, or the root of the disk. */
const isTop = (folder: string): boolean => existsSync(join(folder, '.git')) || dirname(folder) === folder

/** There is none, and where there is one; or how one is begun. */
export function noRegistry(file: string, from: string): PrismError {
  const above = folderAbove(file, from)
  const seen =
    above === undefined
      ? `there is no ${quote(file, 200)}`
      : `there is no ${quote(file, 200)} in this folder, but one in ${quote(above, 200)}; run it there, or give --registry ${quote(join(relative(from, above), file), 200)}`
  const missing = finding('missing-input', { seen })
  const next = 'The first person begins it: `prism user add NAME`. If there is one elsewhere, name it: `--registry FILE`.'
  return new PrismError(above === undefined ? { ...missing, next } : missing)
}

/** What is said where one is begun. */
export function newRegistry(file: string, from: string): string {
  const begun = `This is a new registry: there was no ${quote(file, 200)}`
  if (isAbsolute(file)) return begun
  let top = from
  while (!isTop(top)) top = dirname(top)
  return top === from || !existsSync(join(top, '.git'))
    ? begun
    : `${begun}, and it is not where the GitHub App and the Action read it, in the top folder of the repository, ${quote(top, 200)}`
}
