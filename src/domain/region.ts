/** What follows from the name of a region: its partition, and the suffix of AWS's names in it; and where in AWS an instance is. One form, for every entry point and host. */

/** It becomes part of host names and of ARNs. `eu-central-1`, `us-gov-west-1`, `eusc-de-east-1`. */
export const regionPattern = /^[a-z]{2,4}(?:-[a-z]{2,12}){1,3}-[0-9]{1,2}$/

type Partition = { readonly partition: string; readonly dnsSuffix: string }

/** A region with what follows from its name. */
export type Region = Partition & { readonly region: string }

/** As AWS's own SDKs have them; a region of none of these is of the first, `aws`. */
const others: readonly (Partition & { readonly begins: string })[] = [
  { begins: 'cn-', partition: 'aws-cn', dnsSuffix: 'amazonaws.com.cn' },
  { begins: 'us-gov-', partition: 'aws-us-gov', dnsSuffix: 'amazonaws.com' },
  { begins: 'eusc-', partition: 'aws-eusc', dnsSuffix: 'amazonaws.eu' },
  { begins: 'us-iso-', partition: 'aws-iso', dnsSuffix: 'c2s.ic.gov' },
  { begins: 'us-isob-', partition: 'aws-iso-b', dnsSuffix: 'sc2s.sgov.gov' },
  { begins: 'eu-isoe-', partition: 'aws-iso-e', dnsSuffix: 'cloud.adc-e.uk' },
  { begins: 'us-isof-', partition: 'aws-iso-f', dnsSuffix: 'csp.hci.ic.gov' },
]

/** `region`: as `regionPattern` has it, or `*` for any. */
export function regionNamed(region: string): Region {
  const { partition, dnsSuffix } = others.find((o) => region.startsWith(o.begins)) ?? { partition: 'aws', dnsSuffix: 'amazonaws.com' }
  return { region, partition, dnsSuffix }
}

/**
 * The address of an instance in AWS: its ARN. One that SSM manages by activation (`mi-…`) is SSM's own
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html, "managed-instance").
 */
export function instanceArn(instanceId: string, region: string, account: string): string {
  const kind = instanceId.startsWith('mi-') ? 'managed-instance' : 'instance'
  const service = kind === 'instance' ? 'ec2' : 'ssm'
  return `arn:${regionNamed(region).partition}:${service}:${region}:${account}:${kind}/${instanceId}`
}

/** The name that the EFS client mounts by: it leads to the target in the asker's own zone, or, with a zone, to that one's. */
export const fileSystemName = (fileSystemId: string, region: string, zone?: string): string =>
  `${zone === undefined ? '' : `${zone}.`}${fileSystemId}.efs.${region}.${regionNamed(region).dnsSuffix}`

export const zonePattern = new RegExp(`${regionPattern.source.slice(0, -1)}[a-z]$`)
