/** What can go wrong with the EFS client. Each has a code of its own where the next step differs. */
import { entry } from './entry.ts'

export const client = {
  'client-absent': entry(
    'host',
    'The EFS client is not installed, and the instance’s repositories do not carry it.',
    'Install amazon-efs-utils in the image; or choose another source: --client distributor, a package with --client-url URL --client-sha256 SUM, AWS’s script with --client installer --client-sha256 SUM; or allow NFS without encryption: --allow-plain-nfs. docs/efs-client.md lists the sources for each distribution.',
  ),
  'client-install-failed': entry(
    'host',
    'The package manager could not install the client.',
    'Fix the error above on the instance, then retry.',
  ),
  'client-fetch-failed': entry(
    'host',
    'The instance could not download the package or script; nothing was installed.',
    'Check the URL from the instance (curl -I URL), its outbound route and its proxy; then retry.',
  ),
  'client-checksum': entry(
    'host',
    'The download’s SHA-256 does not match; it was neither installed nor run.',
    'Check the URL and the checksum; if the file was meant to change, read it and give its new checksum.',
  ),
  'client-not-for-host': entry(
    'host',
    'The given package is for another architecture or another kind of distribution; nothing was installed.',
    'Give a package for this instance as well: --client-url ARCH=URL --client-sha256 SUM, once for each package.',
  ),
  'installer-failed': entry(
    'host',
    'AWS’s installer script ended with an error; what it had installed by then stays installed.',
    'Fix the error above on the instance, then retry.',
  ),
  'package-lock': entry(
    'host',
    'Another program holds the package manager’s lock.',
    'Wait until unattended upgrades have finished, then retry.',
  ),
  'repository-unreachable': entry(
    'host',
    'The package manager could not reach a repository, so the client was not installed, or whether it exists there is unknown.',
    'Fix the repository’s address or the instance’s outbound route (apt-get update, dnf makecache and zypper refresh show the error); then retry.',
  ),
  'packages-broken': entry(
    'host',
    'The package manager’s own state is broken, so it cannot install anything; Prism does not repair it.',
    'On the instance: dpkg --configure -a && apt-get --fix-broken install; for rpm: rpm --rebuilddb. Then retry.',
  ),
  'package-no-space': entry(
    'host',
    'There is no space on the instance’s disk for the client.',
    'Free some space (df -h; apt-get clean, dnf clean all or zypper clean), then retry.',
  ),
  'distributor-denied': entry(
    'aws',
    'The identity that Prism runs with may not send AWS-ConfigureAWSPackage; nothing was installed.',
    'Allow ssm:SendCommand on the document AWS-ConfigureAWSPackage (prism setup --print-iam --distributor prints the policy), or choose another source of the client.',
  ),
  'distributor-no-package': entry(
    'host',
    'SSM Distributor’s AmazonEFSUtils has nothing for this distribution, version or architecture; nothing was installed.',
    'Choose another source: a package with --client-url URL --client-sha256 SUM, or AWS’s script with --client installer --client-sha256 SUM.',
  ),
  'distributor-failed': entry(
    'host',
    'SSM Distributor ended without installing the client.',
    'Read the error above and the command’s output in the SSM console; the instance needs a route to Distributor’s S3 bucket.',
  ),
} as const
