import { createPrivateKey, X509Certificate } from 'node:crypto';
import { ProxyError } from '../capture/proxy/proxy-error.ts';
import { type Certificates, readCertificates } from '../capture/proxy/tls/certificates.ts';
import type { CertificateFacts, ClientCertificates } from '../model/daemon-probe.ts';

export interface HeldCertificates {
  readonly facts: ClientCertificates;
  /** Null where they cannot be used. */
  readonly certificates: Certificates | null;
}

/** What a client would find in `folder`; one that does not look at the daemon's certificate can do without. */
export function holdCertificates(folder: string, verifies: boolean): HeldCertificates {
  try {
    const certificates = readCertificates(folder);
    const { ca, client, clientFolder } = certificates;
    const own = client === null ? null : new X509Certificate(client.certificate);
    const facts = {
      folder: clientFolder,
      authority: certificateFacts(new X509Certificate(ca)),
      client: own === null ? null : certificateFacts(own),
    };
    if (client !== null && own?.checkPrivateKey(createPrivateKey(client.key)) === false) {
      const error = `${client.keyPath} does not belong to ${client.certificatePath}; take both from one folder`;
      return { facts: { ...facts, error }, certificates: null };
    }
    return { facts: { ...facts, error: null }, certificates };
  } catch (error) {
    if (!verifies && error instanceof ProxyError && error.code === 'certificates-missing') {
      return { facts: { folder, error: null, authority: null, client: null }, certificates: null };
    }
    const why =
      error instanceof ProxyError
        ? error.message
        : `the certificates or the key in ${folder} cannot be read; have new ones made`;
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
