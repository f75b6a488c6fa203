import { X509Certificate } from 'node:crypto';
import { ProxyError } from '../capture/proxy/proxy-error.ts';
import { type Certificates, readCertificates } from '../capture/proxy/tls/certificates.ts';
import type { CertificateFacts, ClientCertificates } from '../model/daemon-probe.ts';

export interface HeldCertificates {
  readonly facts: ClientCertificates;
  /** Null where they cannot be used. */
  readonly certificates: Certificates | null;
}

/** What a client would find in `folder`. */
export function holdCertificates(folder: string): HeldCertificates {
  try {
    const certificates = readCertificates(folder);
    const { ca, client } = certificates;
    return {
      facts: {
        folder: certificates.clientFolder,
        error: null,
        authority: certificateFacts(new X509Certificate(ca)),
        client: client === null ? null : certificateFacts(new X509Certificate(client.certificate)),
      },
      certificates,
    };
  } catch (error) {
    const why = error instanceof ProxyError ? error.message : 'a certificate there cannot be read';
    return { facts: { folder, error: why, authority: null, client: null }, certificates: null };
  }
}

export function certificateFacts(certificate: X509Certificate): CertificateFacts {
  return {
    subject: commonName(certificate.subject),
    issuer: commonName(certificate.issuer),
    validFrom: Date.parse(certificate.validFrom),
    validTo: Date.parse(certificate.validTo),
  };
}

/** Node writes a name as one attribute a line. */
function commonName(name: string | undefined): string {
  return /^CN=(.*)$/m.exec(name ?? '')?.[1] ?? name?.replaceAll('\n', ', ') ?? '';
}
