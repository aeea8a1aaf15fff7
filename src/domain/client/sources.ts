/** Where an instance can get an EFS client from, and what is known of each source. */

export const sourceKinds = ['repository', 'distributor', 'installer', 'package', 'plain-nfs'] as const
export type SourceKind = (typeof sourceKinds)[number]

export type PackageManager = 'apt-get' | 'dnf' | 'yum' | 'zypper'
export type Architecture = 'x86_64' | 'aarch64'

/** The package that SSM Distributor has, and AWS's document that installs it. */
export const distributorPackage = 'AmazonEFSUtils'
export const distributorDocument = 'AWS-ConfigureAWSPackage'
/** What AWS publishes for the distributions that it supports (amazon-efs-utils, INSTALL.md). */
export const installerUrl = 'https://amazon-efs-utils.aws.com/efs-utils-installer.sh'

/** What a cell of the table is cited from. */
export const citations = {
  'aws-readme': 'amazon-efs-utils 3, README.md and INSTALL.md: what AWS builds packages for',
  'aws-guide': 'EFS user guide, “Installing the Amazon EFS client”: in Amazon’s own repositories',
  'aws-distributor': 'EFS user guide, “Systems Manager Distributor supported operating systems”, as published in 2022',
  looked: 'looked for in the distribution’s repositories: it is not there',
  suse: 'software.opensuse.org lists aws-efs-utils for SLE 15 SP2; the Public Cloud module has to be enabled',
  compatible: 'built for RHEL; AWS’s own ParallelCluster installs those packages on Rocky Linux',
  unlisted: 'not on any list of AWS that we found',
  'own-choice': 'a package that a team builds and serves itself',
  distribution: 'every distribution has an NFS client',
} as const
export type Citation = keyof typeof citations

/** yes and no: the source says so · unknown: no source says either, so `auto` does not count on it */
export type Cell = { readonly there: 'yes' | 'no' | 'unknown'; readonly citation: Citation }

/** A source that was really used here: an instance of the lab with that image profile, by that test. */
export type Trial = { readonly source: SourceKind; readonly profile: string; readonly file: string; readonly test: string }
