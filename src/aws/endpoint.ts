/** Another endpoint than AWS's own: the environment's, else the one that the profile in use names, in the order of AWS's SDKs. */
import { fail } from '../domain/catalogue.ts'
import { quote } from '../domain/names.ts'
import { type AwsOptions, profileOf } from './region.ts'
import { profileIn, readSharedConfig } from './shared-config.ts'

export type Service = 'EFS' | 'EC2' | 'SSM' | 'STS'

/** Undefined: AWS's own. Throws `bad-option` for a profile whose `services` are not there. */
export function findEndpoint(options: AwsOptions, service: Service): string | undefined {
  const { env } = options
  if (isTrue(env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS)) return undefined
  const said = env[`AWS_ENDPOINT_URL_${service}`] || env.AWS_ENDPOINT_URL
  if (said) return said
  const config = readSharedConfig(env)
  const name = profileOf(options)
  const profile = profileIn(config, name)
  if (isTrue(profile.get('ignore_configured_endpoint_urls'))) return undefined
  const services = profile.get('services')
  const section = services ? config.get(`services ${services}`) : new Map<string, string>()
  if (!section)
    throw fail('bad-option', { seen: `the profile ${quote(name)} names the services ${quote(services ?? '')}, which do not exist` })
  return section.get(`${service.toLowerCase()}.endpoint_url`) || profile.get('endpoint_url') || undefined
}

const isTrue = (text: string | undefined): boolean => text?.toLowerCase() === 'true'
