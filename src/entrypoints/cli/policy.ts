/** `prism policy check`: reads a policy and CODEOWNERS from the disk, and asks nobody else. */
import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { checkPolicy } from '../../compose/rights.ts'
import { fail } from '../../domain/catalogue.ts'
import type { ExitCode } from '../../domain/meaning/exit.ts'
import { quote } from '../../domain/names.ts'
import { formatJson } from './json.ts'
import { type PolicyCommand, usualPolicy } from './policy-options.ts'
import { type World, write } from './streams.ts'

/** It is GitHub's, and GitHub is not asked. */
const ruleset =
  'not seen: whether a ruleset of the default branch asks for a code owner’s review; without one CODEOWNERS binds nobody, and one person alone can change the file'

/** 1 where the file has errors, or where nothing on the disk keeps one person from changing it alone. Throws `missing-input`. */
export async function answerPolicy({ file, named, before, settings }: PolicyCommand, world: World): Promise<ExitCode> {
  const [text = named ? missing(file) : noneHere(), old] = [
    read(file),
    before === undefined ? undefined : (read(before) ?? missing(before)),
  ]
  // a policy lies in .github, and GitHub looks for CODEOWNERS from the folder above it
  const root = dirname(dirname(resolve(file)))
  const { errors, owners, changes } = await checkPolicy(text, old, (place) => read(join(root, place)))
  const alone =
    owners.length === 0
      ? 'CODEOWNERS gives the file to nobody, so one person alone may change it where a ruleset does not ask for a review'
      : undefined
  const exitCode = errors.length > 0 || alone !== undefined ? 1 : 0
  if (settings.json) {
    write(
      world.stdout,
      formatJson({
        ok: exitCode === 0,
        exitCode,
        file,
        errors,
        owners,
        ...changes,
        ...(alone === undefined ? { notSeen: ruleset } : { alone }),
      }),
    )
    return exitCode
  }
  const lines = [
    ...errors.map(({ line, message }) => `${file}:${line}: ${message}`),
    ...(alone === undefined ? [`✓ owners: ${owners.join(', ')}`, `? ${ruleset}`] : [`✗ ${alone}`]),
    ...(changes?.newly.map((line) => `+ newly allowed: ${line}`) ?? []),
    ...(changes?.noLonger.map((line) => `- no longer: ${line}`) ?? []),
    ...(changes?.newly.length === 0 ? ['✓ it allows nothing new'] : []),
    ...(errors.length === 0 ? ['✓ the file is right'] : []),
  ]
  write(world.stdout, `${lines.join('\n')}\n`)
  return exitCode
}

function noneHere(): never {
  const seen = `there is no ${usualPolicy} in ${quote(process.cwd())}; go to the repository’s folder, or name the file: prism policy check FILE`
  throw fail('missing-input', { seen })
}

function missing(path: string): never {
  throw fail('missing-input', { seen: `${quote(path)} cannot be read` })
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
