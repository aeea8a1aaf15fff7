/** Which region to call, found without the network: the SDK would find out only at the first call. */

import { fail } from '../domain/catalogue.ts'
import { quote } from '../domain/names.ts'
import { regionPattern } from '../domain/region.ts'
import { profileIn, readSharedConfig } from './shared-config.ts'

export type AwsOptions = {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly region?: string
  readonly profile?: string
  /** Instead of what the environment or the profile gives: those of an assumed role. */
  readonly credentials?: () => Promise<AwsCredentials>
}

export type AwsCredentials = {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  readonly expiration?: Date
}

/**
 * The order of the AWS CLI: the option, the environment, the profile's entry in the shared configuration file.
 * Throws `aws-region` when none of them names one, or when what is named is no region.
 */
export function findRegion(options: AwsOptions): string {
  const { env } = options
  const region = options.region || env.AWS_REGION || env.AWS_DEFAULT_REGION || configuredRegion(options)
  if (!region) throw fail('aws-region', { seen: 'neither --region nor AWS_REGION is set, and the profile has no region' })
  if (!regionPattern.test(region)) throw fail('aws-region', { seen: `${quote(region)} is not a valid region name` })
  return region
}

const configuredRegion = (options: AwsOptions): string | undefined =>
  profileIn(readSharedConfig(options.env), profileOf(options)).get('region') || undefined

export const profileOf = ({ env, profile }: AwsOptions): string => profile || env.AWS_PROFILE || 'default'
