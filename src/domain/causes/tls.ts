/** The port is open, and TLS does not come about. */
import type { Evidence } from '../evidence.ts'
import type { TlsOutcome } from '../probe.ts'
import { type Cause, provoked } from './cause.ts'

const tlsWas =
  (wanted: TlsOutcome) =>
  (e: Evidence): string | undefined => {
    const tls = e.probe?.tls
    return tls?.outcome === wanted ? `${tls.address}:2049: ${tls.detail || wanted}` : undefined
  }

export const tls = {
  'tls-ca-absent': {
    title: 'The client’s list of certificate authorities is not there',
    area: 'tls',
    symptom: '`Failed to find certificate authority file for verification`.',
    evidence: 'Neither /etc/amazon/efs/efs-utils.crt nor what efs-utils.conf names as stunnel_cafile exists.',
    seen: tlsWas('no-ca'),
    why: 'Without it the server’s certificate cannot be checked, and the client refuses to go on.',
    fix: () => 'Install the package again: dnf reinstall amazon-efs-utils, or apt-get install --reinstall amazon-efs-utils',
    tried: provoked('a client without its certificate authorities'),
  },
  'tls-not-yet-valid': {
    title: 'The server’s certificate is not valid yet, by the host’s clock',
    area: 'tls',
    symptom: 'The tunnel does not come up; `certificate is not yet valid`.',
    evidence: 'openssl on the host says so (verify code 9).',
    seen: tlsWas('not-yet-valid'),
    why: 'EFS’s certificates are always valid for the right time: the host’s clock is behind, or somebody else answers.',
    fix: () =>
      'On the instance: date -u; chronyc makestep. Is the clock right, find out who answers: openssl s_client -connect TARGET_ADDRESS:2049 | openssl x509 -noout -issuer -dates',
    tried: provoked('a server certificate of the future'),
  },
  'tls-expired': {
    title: 'The server’s certificate has expired, by the host’s clock',
    area: 'tls',
    symptom: 'The tunnel does not come up; `certificate has expired`.',
    evidence: 'openssl on the host says so (verify code 10).',
    seen: tlsWas('expired'),
    why: 'EFS renews its certificates: the host’s clock is ahead, or the list of authorities in the package is years old.',
    fix: () =>
      'On the instance: date -u; chronyc makestep; then update the client: dnf update amazon-efs-utils, or apt-get install --only-upgrade amazon-efs-utils',
    tried: provoked('an expired server certificate'),
  },
  'tls-wrong-name': {
    title: 'The server’s certificate is for another name',
    area: 'tls',
    symptom: 'The tunnel does not come up; `hostname mismatch`.',
    evidence: 'openssl on the host says so (verify code 62).',
    seen: tlsWas('wrong-name'),
    why: 'Another server answers at that address: never go on by switching the check off.',
    fix: ({ targetAddress, dnsName }) =>
      `openssl s_client -connect ${targetAddress}:2049 </dev/null | openssl x509 -noout -subject -ext subjectAltName; it has to name ${dnsName} or *.efs… of the region. Compare the address with EFS’s list of mount targets.`,
    tried: provoked('a server certificate of another name'),
  },
  'tls-untrusted': {
    title: 'The server’s certificate is of an authority that the client does not trust',
    area: 'tls',
    symptom: 'The tunnel does not come up; `unable to get local issuer certificate`, `self-signed certificate`.',
    evidence: 'openssl on the host says so (verify codes 18 to 21) against the client’s own list.',
    seen: tlsWas('untrusted'),
    why: 'A proxy that opens TLS is in between, or the client’s list of authorities was replaced.',
    fix: ({ targetAddress }) =>
      `openssl s_client -connect ${targetAddress}:2049 </dev/null | openssl x509 -noout -issuer; Amazon’s own is expected. Take the proxy out of the way to 2049, or reinstall amazon-efs-utils.`,
    tried: provoked('a server certificate of an unknown authority'),
  },
  'tls-not-spoken': {
    title: 'What answers at port 2049 does not speak TLS',
    area: 'tls',
    symptom: 'The tunnel does not come up; `wrong version number`.',
    evidence: 'The connection opened on the host, and no TLS handshake came back.',
    seen: tlsWas('not-tls'),
    why: 'Something other than EFS answers at that address, such as an NFS server of one’s own.',
    fix: ({ fileSystem, region }) =>
      `Compare the address with aws efs describe-mount-targets --region ${region} --file-system-id ${fileSystem}`,
    tried: provoked('a server that does not speak TLS'),
  },
} as const satisfies Record<string, Cause>
