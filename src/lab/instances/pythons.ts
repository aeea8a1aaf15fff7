/** Which Python a release's image has. The machine's own stands in where it has no such version (pyenv keeps them side by side). */
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Distribution } from '../ports.ts'

export type ImagePython = {
  /** `3.9`. */
  readonly version: string
  /** Where the image has it: release 8 of Red Hat's family has none on anybody's PATH. */
  readonly path: '/usr/bin/python3' | '/usr/libexec/platform-python'
}

const releases: readonly (readonly [Distribution, RegExp, string])[] = [
  ['ubuntu', /^20/, '3.8'],
  ['ubuntu', /^22/, '3.10'],
  ['ubuntu', /./, '3.12'],
  ['debian', /./, '3.11'],
  ['rocky', /^8/, '3.6'],
  ['rocky', /^10/, '3.12'],
  ['rocky', /./, '3.9'],
  ['amazon', /^2$/, '3.7'],
  ['amazon', /./, '3.9'],
  ['sles', /./, '3.6'],
]

export function imagePython(distribution: Distribution, version: string): ImagePython {
  const [, , python = '3.11'] = releases.find(([name, release]) => name === distribution && release.test(version)) ?? []
  return {
    version: python,
    path: distribution === 'rocky' && version.startsWith('8') ? '/usr/libexec/platform-python' : '/usr/bin/python3',
  }
}

/** The folder of such a Python on this machine, which holds bin/python3; undefined where there is none. */
export function pythonHere(version: string): string | undefined {
  const versions = join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions')
  const name = existsSync(versions) ? readdirSync(versions).find((one) => one.startsWith(`${version}.`)) : undefined
  return name === undefined ? undefined : join(versions, name)
}
