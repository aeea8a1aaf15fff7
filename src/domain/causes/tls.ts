/** The port is open, but the TLS handshake fails. */
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
    title: 'The client’s list of certificate authorities is missing',
    area: 'tls',
    symptom: '`Failed to find certificate authority file for verification`.',
    evidence: 'Neither /etc/amazon/efs/efs-utils.crt nor the stunnel_cafile of efs-utils.conf exists.',
    seen: tlsWas('no-ca'),
    why: 'Without it the client cannot check the server’s certificate, and refuses to continue.',
    fix: () => 'Reinstall the package: dnf reinstall amazon-efs-utils, or apt-get install --reinstall amazon-efs-utils',
    tried: provoked('a client without its certificate authorities'),
  },
  'tls-not-yet-valid': {
    title: 'The server’s certificate is not valid yet according to the host’s clock',
    area: 'tls',
    symptom: 'The tunnel does not come up; `certificate is not yet valid`.',
    evidence: 'openssl on the host reports it (verify code 9).',
    seen: tlsWas('not-yet-valid'),
    why: 'EFS’s certificates are always valid now: the host’s clock is behind, or another server answers.',
    fix: () =>
      'On the instance: date -u; chronyc makestep. If the clock is right, find out which server answers: openssl s_client -connect TARGET_ADDRESS:2049 | openssl x509 -noout -issuer -dates',
    tried: provoked('a server certificate of the future'),
  },
  'tls-expired': {
    title: 'The server’s certificate has expired according to the host’s clock',
    area: 'tls',
    symptom: 'The tunnel does not come up; `certificate has expired`.',
    evidence: 'openssl on the host reports it (verify code 10).',
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
    evidence: 'openssl on the host reports it (verify code 62).',
    seen: tlsWas('wrong-name'),
    why: 'Another server answers at that address: never disable the check to get past this.',
    fix: ({ targetAddress, dnsName }) =>
      `openssl s_client -connect ${targetAddress}:2049 </dev/null | openssl x509 -noout -subject -ext subjectAltName; it has to name ${dnsName} or *.efs… of the region. Compare the address with EFS’s list of mount targets.`,
    tried: provoked('a server certificate of another name'),
  },
  'tls-untrusted': {
    title: 'The client does not trust the authority of the server’s certificate',
    area: 'tls',
    symptom: 'The tunnel does not come up; `unable to get local issuer certificate`, `self-signed certificate`.',
    evidence: 'openssl on the host reports it (verify codes 18 to 21) against the client’s own list.',
    seen: tlsWas('untrusted'),
    why: 'A proxy that intercepts TLS is in between, or the client’s list of authorities was replaced.',
    fix: ({ targetAddress }) =>
      `openssl s_client -connect ${targetAddress}:2049 </dev/null | openssl x509 -noout -issuer; Amazon’s own is expected. Remove the proxy from the path to port 2049, or reinstall amazon-efs-utils.`,
    tried: provoked('a server certificate of an unknown authority'),
  },
  'tls-not-spoken': {
    title: 'What answers at port 2049 does not speak TLS',
    area: 'tls',
    symptom: 'The tunnel does not come up; `wrong version number`.',
    evidence: 'The host opened the connection, but got no TLS handshake.',
    seen: tlsWas('not-tls'),
    why: 'Something other than EFS answers at that address, such as your own NFS server.',
    fix: ({ fileSystem, region }) =>
      `Compare the address with aws efs describe-mount-targets --region ${region} --file-system-id ${fileSystem}`,
    tried: provoked('a server that does not speak TLS'),
  },
} as const satisfies Record<string, Cause>
