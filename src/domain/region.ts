/** What follows from the name of a region: its partition, and the suffix of AWS's names in it. One form, for every entry point and host. */

/** It becomes part of host names and of ARNs. `eu-central-1`, `us-gov-west-1`, `eusc-de-east-1`. */
export const regionPattern = /^[a-z]{2,4}(?:-[a-z]{2,12}){1,3}-[0-9]{1,2}$/

type Partition = { readonly partition: string; readonly dnsSuffix: string }

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

function partitionOf(region: string): Partition {
  return others.find((o) => region.startsWith(o.begins)) ?? { partition: 'aws', dnsSuffix: 'amazonaws.com' }
}

export const partition = (region: string): string => partitionOf(region).partition
export const dnsSuffix = (region: string): string => partitionOf(region).dnsSuffix

/** The name that the EFS client mounts by: it leads to the target in the asker's own zone, or, with a zone, to that one's. */
export const fileSystemName = (fileSystemId: string, region: string, zone?: string): string =>
  `${zone === undefined ? '' : `${zone}.`}${fileSystemId}.efs.${region}.${dnsSuffix(region)}`

export const zonePattern = new RegExp(`${regionPattern.source.slice(0, -1)}[a-z]$`)
