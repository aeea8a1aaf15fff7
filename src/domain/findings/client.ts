/** What can be in the way of an EFS client. A code of its own wherever the next step is another. */
import { entry } from './entry.ts'

export const client = {
  'client-absent': entry(
    'host',
    'The EFS client is not installed, and the instance’s repositories do not carry it.',
    'Install amazon-efs-utils in the image; or choose another way: --client distributor, a package by --client-url URL --client-sha256 SUM, AWS’s script by --client installer --client-sha256 SUM; or allow NFS without encryption: --allow-plain-nfs. docs/efs-client.md says which exist for which distribution.',
  ),
  'client-install-failed': entry(
    'host',
    'The package manager could not install the client.',
    'Fix on the instance what was seen, then run again.',
  ),
  'client-fetch-failed': entry(
    'host',
    'What was to be installed could not be fetched from the instance; nothing was installed.',
    'Check the URL from the instance (curl -I URL), its route out and its proxy; then run again.',
  ),
  'client-checksum': entry(
    'host',
    'The download’s SHA-256 does not match the one that was given; it was neither installed nor run.',
    'Check the URL and the sum; if the file was meant to change, read it and give its new sum.',
  ),
  'client-not-for-host': entry(
    'host',
    'The given package is for another architecture or another kind of distribution; nothing was installed.',
    'Give one for this instance as well: --client-url ARCH=URL --client-sha256 SUM, once for each package.',
  ),
  'installer-failed': entry(
    'host',
    'AWS’s installer script ended with an error; what it had installed by then stays.',
    'Fix on the instance what was seen, then run again.',
  ),
  'package-lock': entry(
    'host',
    'Another program holds the package manager’s lock.',
    'Wait until unattended upgrades are done, then run again.',
  ),
  'repository-unreachable': entry(
    'host',
    'The package manager could not fetch from a repository, so the client was not installed, or is not known to be there.',
    'Mend the repository’s address or the instance’s route out (apt-get update, dnf makecache, zypper refresh show it); then run again.',
  ),
  'packages-broken': entry(
    'host',
    'The package manager’s own state is broken, so it installs nothing; Prism does not repair it.',
    'On the instance: dpkg --configure -a && apt-get --fix-broken install; for rpm: rpm --rebuilddb. Then run again.',
  ),
  'package-no-space': entry(
    'host',
    'There is no room on the instance’s disk for the client.',
    'Make room (df -h; apt-get clean, dnf clean all or zypper clean), then run again.',
  ),
  'distributor-denied': entry(
    'aws',
    'The identity that Prism runs with may not send AWS-ConfigureAWSPackage; nothing was installed.',
    'Allow ssm:SendCommand on the document AWS-ConfigureAWSPackage (prism setup --print-iam --distributor prints the policy), or choose another way to the client.',
  ),
  'distributor-no-package': entry(
    'host',
    'SSM Distributor’s AmazonEFSUtils has nothing for this distribution, version or architecture; nothing was installed.',
    'Choose another way: a package by --client-url URL --client-sha256 SUM, or AWS’s script by --client installer --client-sha256 SUM.',
  ),
  'distributor-failed': entry(
    'host',
    'SSM Distributor ended without having installed the client.',
    'Read what was seen and the command’s output in the SSM console; the instance needs a route to Distributor’s S3 bucket.',
  ),
} as const
