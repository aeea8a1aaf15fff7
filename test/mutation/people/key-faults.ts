/** Files of keys, sshd's configuration, and what lets people in. */
import type { PeopleFault } from './fault.ts'

const file = '/etc/ssh/authorized_keys.d/ada'
const site = { left: 'that part of sshd’s configuration is the site’s' }

const files: readonly PeopleFault[] = (
  [
    ['the file of keys is gone', `rm ${file}`],
    ['a second key is in it', `echo "$K" >>${file}`],
    ['another key is in its place', `echo "$K" >${file}`],
    ['the key has options', `sed -i 's/^/command="id" /' ${file}`],
    ['it is empty', `: >${file}`],
    ['everybody may write it', `chmod 666 ${file}`],
    ['nobody else may read it', `chmod 600 ${file}`],
    ['it is the person’s own', `chown ada ${file}`],
    ['a link is in its place', `mv ${file} /root/keys; ln -s /root/keys ${file}`],
    ['a pipe is in its place', `rm ${file}; mkfifo ${file}`],
    ['everybody may write its folder', 'chmod 777 /etc/ssh/authorized_keys.d'],
    ['sshd cannot enter its folder', 'chmod 700 /etc/ssh/authorized_keys.d'],
  ] as const
).map(([name, script]) => ({ name, script, says: ['keys'], sync: 'repairs' }))

const block: readonly PeopleFault[] = (
  [
    ['Prism’s block is gone', 'rm $D/00-prism-people.conf'],
    ['its block is empty', ': >$D/00-prism-people.conf'],
    ['its block is for another group', 'sed -i s/prism-people/users/ $D/00-prism-people.conf'],
    ['its block lets the person’s own file in too', 'sed -i "s|%u|%u .ssh/authorized_keys|" $D/00-prism-people.conf'],
    ['its block names another file', 'sed -i "s|/etc/ssh/.*|.ssh/authorized_keys|" $D/00-prism-people.conf'],
    ['its block no longer ends in .conf', 'mv $D/00-prism-people.conf $D/00-prism-people'],
    ['the sshd that runs has not read its block', 'rm -f /var/lib/prism/sshd-told; sleep 1; touch $D/00-prism-people.conf'],
  ] as const
).map(([name, script]) => ({ name, script, says: ['sshd'], sync: 'repairs' }))

const drop = (text: string): string => `printf '${text.replaceAll('\n', '\\n')}\\n' >$D/00-a.conf`
const first: readonly PeopleFault[] = (
  [
    ['a block of the site’s for one of them comes first', 'Match User ada\nAuthorizedKeysFile .ssh/keys', 'sshd'],
    ['a block of the site’s for all comes first', 'Match all\nAuthorizedKeysFile .ssh/authorized_keys', 'sshd'],
    ['sshd takes no public keys', 'PubkeyAuthentication no', 'sshd'],
    ['sshd takes none of one of them', 'Match User ada\nPubkeyAuthentication no', 'sshd'],
    ['a program says who comes in', 'AuthorizedKeysCommand /usr/bin/true\nAuthorizedKeysCommandUser nobody', 'other keys'],
    [
      'a program says so for one of them',
      'Match User ada\nAuthorizedKeysCommand /usr/bin/true\nAuthorizedKeysCommandUser nobody',
      'other keys',
    ],
    ['an authority says who comes in', 'TrustedUserCAKeys /etc/ssh/ca.pub', 'other keys'],
    ['other keys count from some addresses', 'Match Address 10.0.0.0/8\nAuthorizedKeysFile .ssh/keys', 'other keys'],
    [
      'a program says so from some addresses',
      'Match Address *,!127.0.0.1\nAuthorizedKeysCommand /usr/bin/true\nAuthorizedKeysCommandUser nobody',
      'other keys',
    ],
    ['an authority says so on another port', 'Match LocalPort 2222\nTrustedUserCAKeys /etc/ssh/ca.pub', 'other keys'],
    ['passwords of a Kerberos realm let them in', 'KerberosAuthentication yes', 'other keys'],
    ['sshd lets some others in alone', 'AllowUsers ubuntu', 'login'],
    ['sshd lets no one of them in', 'DenyUsers ada', 'login'],
    ['sshd lets no group of theirs in', 'DenyGroups genomics', 'login'],
    ['sshd lets another group in alone', 'AllowGroups sudo', 'login'],
    ['sshd takes no key of that type', 'PubkeyAcceptedAlgorithms rsa-sha2-512', 'login'],
    ['sshd asks for a password', 'AuthenticationMethods password', 'login'],
    ['sshd does not take its configuration', 'Nonsense yes', 'sshd'],
  ] as const
).map(([name, text, cell]) => ({ name, script: drop(text), says: [cell], sync: site, fix: 'rm $D/00-a.conf' }))

const kerberos: readonly PeopleFault[] = (
  [
    ['lets in whom it says', 'GSSAPIAuthentication yes'],
    ['lets in whom it says, from some addresses', 'Match Address 10.0.0.0/8\nGSSAPIAuthentication yes'],
  ] as const
).map(([name, text]) => ({
  name: `a Kerberos realm ${name}`,
  script: `touch /etc/krb5.keytab; ${drop(text)}`,
  says: ['other keys'],
  sync: site,
  fix: 'rm $D/00-a.conf /etc/krb5.keytab',
}))

const pam = { left: 'PAM is the site’s' }
const inPam = (line: string): string =>
  `cp /etc/pam.d/sshd /var/pam; sed -i '1i ${line}' /etc/pam.d/sshd; printf 'UsePAM yes\\nPasswordAuthentication yes\\n' >$D/00-a.conf`
const directories: readonly PeopleFault[] = (
  [
    ['lets people in by its passwords', 'auth sufficient pam_krb5.so', 'other passwords'],
    ['lets people in by its passwords, from a file that is taken in', '@include site-auth', 'other passwords'],
    ['keeps PAM from asking the account of who left', 'account [success=1 default=ignore] pam_krb5.so', 'comes in'],
  ] as const
).map(([name, line, cell]) => ({
  name: `a directory ${name}`,
  script: `echo 'auth [success=2 default=ignore] pam_ldap.so' >/etc/pam.d/site-auth; ${inPam(line)}`,
  says: [cell],
  sync: pam,
  fix: 'cp /var/pam /etc/pam.d/sshd; rm $D/00-a.conf /etc/pam.d/site-auth',
}))

export const keyFaults: readonly PeopleFault[] = [
  ...files,
  ...directories,
  ...kerberos,
  {
    name: 'its folder is the person’s own',
    script: 'chown ada /etc/ssh/authorized_keys.d',
    says: ['keys'],
    sync: { left: 'whoever owns it decides who comes in: that is for people to see' },
    fix: 'chown root /etc/ssh/authorized_keys.d',
  },
  ...block,
  ...first,
  {
    name: 'logins are shut off',
    script: 'touch /etc/nologin',
    says: ['login'],
    sync: { left: 'somebody shut them off' },
    fix: 'rm /etc/nologin',
  },
  {
    name: 'PAM lets nobody in',
    script: "cp /etc/pam.d/sshd /var/pam; sed -i '1i account requisite pam_deny.so' /etc/pam.d/sshd",
    says: ['login'],
    sync: { left: 'PAM is the site’s' },
    fix: 'cp /var/pam /etc/pam.d/sshd',
  },
]
