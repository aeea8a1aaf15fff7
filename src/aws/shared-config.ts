/** AWS's shared configuration file (`~/.aws/config`), as far as it is asked before the first call. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

type Env = Readonly<Record<string, string | undefined>>

/** By section (`default`, `profile dev`, `services local`), its keys; those of a nested block are `ssm.endpoint_url`. */
export type SharedConfig = ReadonlyMap<string, ReadonlyMap<string, string>>

export function readSharedConfig(env: Env): SharedConfig {
  const file = env.AWS_CONFIG_FILE || (env.HOME ? join(env.HOME, '.aws', 'config') : undefined)
  try {
    return parseSharedConfig(file ? readFileSync(file, 'utf8') : '')
  } catch {
    // no such file, or not ours to read: the same as nothing configured
    return new Map()
  }
}

export function parseSharedConfig(text: string): SharedConfig {
  const sections = new Map<string, Map<string, string>>()
  let keys: Map<string, string> | undefined
  let block = ''
  for (const line of text.split(/\r?\n/)) {
    const section = /^\s*\[\s*([^\]]*?)\s*\]/.exec(line)
    if (section) {
      const name = section[1]!.replace(/\s+/g, ' ').replace(/["']/g, '')
      keys = sections.get(name) ?? new Map()
      sections.set(name, keys)
      block = ''
      continue
    }
    const pair = /^(\s*)([^\s=#;][^=]*?)\s*=\s*(.*?)\s*$/.exec(line)
    if (!pair || !keys) continue
    const [, indent = '', key = '', value = ''] = pair
    const plain = value.replace(/\s+[#;].*$/, '')
    if (indent !== '' && block !== '') keys.set(`${block}.${key}`, plain)
    else keys.set(key, plain)
    if (indent === '') block = value === '' ? key : ''
  }
  return sections
}

/** May be written with or without the word profile; empty where there is none. */
export const profileIn = (config: SharedConfig, name: string): ReadonlyMap<string, string> =>
  config.get(`profile ${name}`) ?? config.get(name) ?? new Map()
