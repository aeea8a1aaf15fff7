/** Which region to speak to, told without the network: the SDK would find out only at the first call. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail } from '../domain/catalogue.ts'
import { quote } from '../domain/names.ts'

export type AwsOptions = {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly region?: string
  readonly profile?: string
}

const regionPattern = /^[a-z]{2}(?:-[a-z]+){1,3}-[0-9]{1,2}$/

/**
 * The order of the AWS CLI: what was asked for, the environment, the profile's entry in the shared configuration file.
 * Throws `aws-region` when none of them names one, or when what is named is no region.
 */
export function findRegion(options: AwsOptions): string {
  const { env } = options
  const region = options.region || env.AWS_REGION || env.AWS_DEFAULT_REGION || configuredRegion(options)
  if (!region) throw fail('aws-region', { seen: 'neither --region nor AWS_REGION, and the profile has none' })
  if (!regionPattern.test(region)) throw fail('aws-region', { seen: `${quote(region)} is not a region’s name` })
  return region
}

function configuredRegion({ env, profile }: AwsOptions): string | undefined {
  const file = env.AWS_CONFIG_FILE || (env.HOME ? join(env.HOME, '.aws', 'config') : undefined)
  if (!file) return undefined
  const name = profile || env.AWS_PROFILE || 'default'
  try {
    return regionOfProfile(readFileSync(file, 'utf8'), name)
  } catch {
    // no such file, or not ours to read: the same as nothing configured
    return undefined
  }
}

/** Reads `region` of one section; `default` may be written with or without the word profile. */
export function regionOfProfile(text: string, profile: string): string | undefined {
  let inside = false
  for (const line of text.split('\n')) {
    const section = /^\s*\[\s*(?:profile\s+)?([^\]]+?)\s*\]/.exec(line)
    if (section) inside = section[1]?.replace(/^["']|["']$/g, '') === profile
    const region = /^region\s*=\s*(\S+)/.exec(line)
    if (inside && region) return region[1]
  }
  return undefined
}
