/** Options as they are said on a line, and what becomes of them. */
import { mountOptions } from '../../src/domain/options/all.ts'
import type { Said } from '../../src/domain/options/option.ts'
import { defaultMountOptions, type MountOptions } from '../../src/domain/request.ts'

/** `--mount-point /srv --iam`, without quotes. */
export function saidIn(line: string): Said {
  const said = new Map<string, string[]>()
  for (const part of line.split('--').slice(1)) {
    const [name = '', value = ''] = part.trim().split(' ')
    said.set(name, [...(said.get(name) ?? []), value])
  }
  return said
}

export function optionsIn(line: string): MountOptions {
  const said = saidIn(line)
  let options = defaultMountOptions
  for (const { reads } of mountOptions) options = { ...options, ...reads(said, options) }
  return options
}

/** The words that say the options again. */
export const lineOf = (options: MountOptions): string => mountOptions.flatMap((o) => o.words(options)).join(' ')
