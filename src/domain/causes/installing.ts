/** Installing the client failed, or ended half way. If nothing closer to the root is seen, the chosen client source says why. */
import { byCode, type Cause, provoked, recognised } from './cause.ts'
import { client } from './client.ts'

export const installing = {
  'package-lock': {
    title: 'Another program holds the package manager’s lock',
    area: 'client',
    symptom: '`package-lock`, mostly in the first minutes after boot.',
    evidence: 'The package manager reported it, or the kernel’s list of locks names a holder, and the client is not installed.',
    seen: (e) =>
      byCode('package-lock')(e) ??
      (e.probe?.locks?.packages && client(e)?.helper === false ? `the package lock is held by ${e.probe.locks.packages}` : undefined),
    why: 'Unattended upgrades, cloud-init or the agent’s own update are running; nothing can be installed meanwhile.',
    fix: () => 'Wait: systemd-inhibit --list; ps -C apt-get,dpkg,dnf,unattended-upgr. Then retry. Better: install the client in the image.',
    tried: provoked('a host whose package lock is held'),
  },
  'repository-unreachable': {
    title: 'The package manager cannot reach a repository',
    area: 'client',
    symptom: '`repository-unreachable`.',
    evidence: 'The package manager reported it while installing the client.',
    seen: byCode('repository-unreachable'),
    why: 'A subnet without an outbound route, a proxy that the package manager does not know, or a repository that has moved.',
    fix: () =>
      'On the instance: apt-get update, dnf makecache or zypper refresh names the address; curl -I ADDRESS. Or install the client in the image.',
    tried: provoked('a host whose repository cannot be reached'),
  },
  'packages-broken': {
    title: 'The package manager’s own state is broken',
    area: 'client',
    symptom: '`packages-broken`: no package can be installed.',
    evidence: 'dpkg or rpm reported it while installing the client.',
    seen: byCode('packages-broken'),
    why: 'An installation was interrupted, or the database is damaged; Prism does not repair what it did not break.',
    fix: () => 'Debian and Ubuntu: dpkg --configure -a && apt-get --fix-broken install. Amazon Linux, RHEL and SUSE: rpm --rebuilddb',
    tried: provoked('a host whose package manager was cut off'),
  },
  'client-fetch-failed': {
    title: 'The instance cannot download the given package',
    area: 'client',
    symptom: '`client-fetch-failed`.',
    evidence: 'The host could not download the URL given with --client-url.',
    seen: byCode('client-fetch-failed'),
    why: 'The URL is wrong, or the instance cannot reach it; a private bucket answers 403.',
    fix: () => 'On the instance: curl -fI URL. Give a URL that it can reach, e.g. a presigned one or a mirror in the VPC.',
    tried: provoked('a package that is nowhere'),
  },
  'client-checksum': {
    title: 'The download’s SHA-256 does not match',
    area: 'client',
    symptom: '`client-checksum`; it was neither installed nor run.',
    evidence: 'The host computed the SHA-256 of the download, and it is not the one given with --client-sha256.',
    seen: byCode('client-checksum'),
    why: 'The file changed after its checksum was taken, the download was cut off, or somebody swapped the file; or the checksum belongs to another file.',
    fix: () =>
      'Download it yourself and compare: curl -fsSL URL | sha256sum. Read what changed before you give the new checksum: --client-sha256 SUM',
    tried: provoked('a package with another sum'),
  },
  'client-not-for-host': {
    title: 'The given package is not for this instance',
    area: 'client',
    symptom: '`client-not-for-host`; nothing was installed.',
    evidence: 'dpkg-deb or rpm on the host reports another architecture than the host’s, or that the file is not a package of its kind.',
    seen: byCode('client-not-for-host'),
    why: 'One URL was given for instances of several architectures or distributions; or it returns a page instead of a package.',
    fix: () =>
      'On the instance: uname -m. Give a package for each: --client-url x86_64=URL --client-sha256 SUM --client-url aarch64=URL --client-sha256 SUM; .deb for Debian and Ubuntu, .rpm for the others.',
    tried: provoked('a package for another processor'),
  },
  'installer-failed': {
    title: 'AWS’s installer script ended with an error',
    area: 'client',
    symptom: '`installer-failed`; what it had installed by then stays installed.',
    evidence: 'The script, whose SHA-256 matched, ended with the exit code and message that are shown.',
    seen: byCode('installer-failed'),
    why: 'It supports a fixed list of distributions, and needs their repositories.',
    fix: () =>
      'On the instance, as root, read its output: sh efs-utils-installer.sh --install. Or use another source: --client-url URL --client-sha256 SUM',
    tried: provoked('an installer that gives up'),
  },
  'distributor-denied': {
    title: 'Prism may not install the client with SSM Distributor',
    area: 'client',
    symptom: '`distributor-denied`; nothing was installed.',
    evidence: 'SendCommand of AWS-ConfigureAWSPackage was answered with AccessDeniedException.',
    seen: byCode('distributor-denied'),
    why: 'A role that is limited to Prism’s own documents includes AWS-ConfigureAWSPackage only if setup was run with --distributor.',
    fix: ({ region, partition }) =>
      `Allow ssm:SendCommand on arn:${partition}:ssm:${region}::document/AWS-ConfigureAWSPackage: prism setup --print-iam --distributor prints the policy.`,
    tried: recognised('SendCommand’s AccessDeniedException (SSM API Reference, Common Errors)'),
  },
  'distributor-no-package': {
    title: 'SSM Distributor has no package for this platform',
    area: 'client',
    symptom: '`distributor-no-package`; nothing was installed.',
    evidence: 'The agent’s message `no manifest found for platform: …`, with the platform, version and architecture that it asked for.',
    seen: byCode('distributor-no-package'),
    why: 'AmazonEFSUtils is published for a list of distributions, versions and architectures, and this instance is not on it.',
    fix: ({ region }) =>
      `aws ssm describe-document --region ${region} --name AmazonEFSUtils --query Document.PlatformTypes; use another source: --client-url URL --client-sha256 SUM, or put amazon-efs-utils into the image.`,
    tried: provoked('a platform that Distributor’s package does not name'),
  },
  'distributor-failed': {
    title: 'SSM Distributor ended without installing the client',
    area: 'client',
    symptom: '`distributor-failed`.',
    evidence: 'AWS-ConfigureAWSPackage failed on the instance, or it succeeded and there is no mount.efs.',
    seen: byCode('distributor-failed'),
    why: 'The instance’s own package manager unpacks and installs the package; its script can fail, and success only means that the script exited with 0.',
    fix: ({ region, instance }) =>
      `aws ssm get-command-invocation --region ${region} --command-id COMMAND_ID --instance-id ${instance} shows the agent’s output; on the instance: tail -40 /var/log/amazon/ssm/errors.log; ls /var/lib/amazon/ssm/packages. It needs a route to SSM’s and S3’s endpoints.`,
    tried: provoked('a package of Distributor’s whose script fails'),
  },
  'client-half-installed': {
    title: 'The EFS client is half installed',
    area: 'client',
    symptom: '`client-install-failed`, or mount.efs that fails at its first line.',
    evidence: 'dpkg reports the package as neither installed nor absent, or mount.efs exists without its efs-utils.conf.',
    seen: (e) => {
      const c = client(e)
      if (!c) return undefined
      if (/half|unpacked|reinst|trigger/.test(c.packageState)) return `the package manager reports amazon-efs-utils as ${c.packageState}`
      return c.helper && !c.configured ? 'mount.efs is there, /etc/amazon/efs/efs-utils.conf is not' : undefined
    },
    why: 'An installation was interrupted; the package manager repairs it only on request.',
    fix: () =>
      'Debian and Ubuntu: dpkg --configure -a && apt-get install --reinstall amazon-efs-utils. Amazon Linux and RHEL: dnf reinstall amazon-efs-utils',
    tried: provoked('a client that is half installed'),
  },
  'client-broken': {
    title: 'The EFS client does not start',
    area: 'client',
    symptom: 'mount says `bad interpreter` or shows a Python traceback.',
    evidence: '`mount.efs --version` fails on the host.',
    seen: (e) => (client(e)?.helper && client(e)?.runs === false ? '`mount.efs --version` fails' : undefined),
    why: 'It is a Python program and fails when python3 is removed or replaced.',
    fix: () =>
      'On the instance: head -1 $(command -v mount.efs); mount.efs --version. Install that Python again, or reinstall amazon-efs-utils.',
    tried: provoked('a client whose interpreter is gone'),
  },
  'client-install-failed': {
    title: 'The package manager could not install the client',
    area: 'client',
    symptom: '`client-install-failed`.',
    evidence: 'The package manager failed with an error that is none of the above, or the package installed but contains no mount.efs.',
    seen: byCode('client-install-failed'),
    why: 'A dependency that no repository has, a conflicting package, or a package that counts as installed although its files are gone.',
    fix: () =>
      'On the instance, for the full output: apt-get install -y amazon-efs-utils, or dnf install -y amazon-efs-utils; if it counts as installed: apt-get install --reinstall amazon-efs-utils, dnf reinstall amazon-efs-utils',
    tried: provoked('a package that needs what no repository has'),
  },
} as const satisfies Record<string, Cause>
