import { symlinkSync, writeFileSync } from 'node:fs';
import { hostname, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { makePrivateDirectory, type PrivateDirectory } from './private-directory.ts';
import type { ProxyEnd } from './proxy-address.ts';
import type { Certificates } from './tls/certificates.ts';

/** The certificate that clients are shown, and what they need to trust it. */
export interface ProxyIdentity {
  readonly certificate: string;
  readonly key: string;
  readonly names: readonly string[];
  /** What a client's `DOCKER_CERT_PATH` has to be. */
  readonly clientFolder: string;
  /** Holds the certificate of an authority made here; null where the one that clients trust signed. */
  readonly ownFolder: PrivateDirectory | null;
}

/** The names under which clients know a dind service, and this machine. */
const USUAL_NAMES = ['docker', 'localhost', '127.0.0.1', '::1'];

/** Signs with the authority that the clients trust if its key is there, and else with a new one. */
export async function makeIdentity(
  certificates: Certificates,
  listen: readonly ProxyEnd[],
): Promise<ProxyIdentity> {
  // Half a megabyte of code, and most proxies never sign.
  const { makeAuthority, signCertificate } = await import('./tls/sign-certificate.ts');
  const names = certificateNames(listen);
  if (certificates.authority !== null) {
    const pair = await signCertificate(certificates.authority, names);
    return { ...pair, names, clientFolder: certificates.clientFolder, ownFolder: null };
  }
  const authority = await makeAuthority();
  const pair = await signCertificate(authority, names);
  const ownFolder = makePrivateDirectory();
  writeFileSync(join(ownFolder.path, 'ca.pem'), authority.certificate, { mode: 0o600 });
  if (certificates.client !== null) {
    // Clients go on showing what the daemon's authority signed for them.
    symlinkSync(certificates.client.certificatePath, join(ownFolder.path, 'cert.pem'));
    symlinkSync(certificates.client.keyPath, join(ownFolder.path, 'key.pem'));
  }
  return { ...pair, names, clientFolder: ownFolder.path, ownFolder };
}

function certificateNames(listen: readonly ProxyEnd[]): readonly string[] {
  const names = new Set([...USUAL_NAMES, hostname()]);
  for (const { address } of listen) {
    if (address.kind !== 'tcp') continue;
    if (address.host !== '0.0.0.0' && address.host !== '::') names.add(address.host);
    else for (const local of Object.values(networkInterfaces()).flat()) if (local) names.add(local.address);
  }
  return [...names];
}
