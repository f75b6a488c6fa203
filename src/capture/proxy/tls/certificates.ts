import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ProxyError } from '../proxy-error.ts';

/** A certificate authority whose key we have, so that we can sign with it. */
export interface Authority {
  readonly certificate: string;
  readonly key: KeyObject;
}

/** What was found in a folder of certificates; texts are PEM. */
export interface Certificates {
  /** Verifies the daemon, and the clients. */
  readonly ca: string;
  /** Shown to the daemon; null where there is none. The paths are absolute. */
  readonly client: {
    readonly certificate: string;
    readonly key: string;
    readonly certificatePath: string;
    readonly keyPath: string;
  } | null;
  /** Signed what the clients trust; null where its key is not there. */
  readonly authority: Authority | null;
  /** The folder that holds ca.pem, cert.pem and key.pem of a client. */
  readonly clientFolder: string;
}

/**
 * Reads dind's `/certs` (`ca/`, `client/`; see `dockerd-entrypoint.sh` of the docker image), or one folder
 * with `ca.pem`, `cert.pem` and `key.pem` as `DOCKER_CERT_PATH` names it. The authority's key is looked for in
 * `ca/` there or beside it, and as `ca-key.pem`. Throws `ProxyError`.
 */
export function readCertificates(folder: string): Certificates {
  const root = resolve(folder);
  if (!existsSync(root))
    throw new ProxyError(
      'certificates-missing',
      `there is no folder ${root}; mount dind's /certs there, or name another with --certs`,
    );
  const clientFolder = existsSync(join(root, 'client')) ? join(root, 'client') : root;
  const ca =
    readPem(join(clientFolder, 'ca.pem')) ??
    readPem(join(root, 'ca', 'cert.pem')) ??
    readPem(join(root, 'ca', 'ca.pem'));
  if (ca === null)
    throw new ProxyError(
      'certificates-missing',
      `${join(clientFolder, 'ca.pem')} is missing or empty; mount dind's /certs, of which client/ is needed and ca/ is welcome`,
    );
  const certificatePath = join(clientFolder, 'cert.pem');
  const keyPath = join(clientFolder, 'key.pem');
  const certificate = readPem(certificatePath);
  const key = readPem(keyPath);
  if ((certificate === null) !== (key === null))
    throw new ProxyError(
      'certificates-missing',
      `${certificate === null ? certificatePath : keyPath} is missing or empty; a certificate and its key go together`,
    );
  const trusted = parseCertificate(ca, join(clientFolder, 'ca.pem'));
  return {
    ca,
    client: certificate === null || key === null ? null : { certificate, key, certificatePath, keyPath },
    authority: findAuthority(root, clientFolder, ca, trusted),
    clientFolder,
  };
}

/** The key that belongs to the CA that clients trust, and no other. */
function findAuthority(
  root: string,
  clientFolder: string,
  ca: string,
  trusted: X509Certificate,
): Authority | null {
  const places = [
    join(root, 'ca', 'key.pem'),
    join(root, 'ca-key.pem'),
    join(dirname(clientFolder), 'ca', 'key.pem'),
  ];
  for (const path of places) {
    const pem = existsSync(path) ? readPem(path) : null;
    if (pem === null) continue;
    const key = parseKey(pem, path);
    if (trusted.checkPrivateKey(key)) return { certificate: ca, key };
  }
  return null;
}

/** Null where the file is missing or empty: dind makes the files first and fills them in later. */
function readPem(path: string): string | null {
  try {
    const text = readFileSync(path, 'utf8');
    return text.trim() === '' ? null : text;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new ProxyError(
      'certificates-unreadable',
      `cannot read ${path}: ${code ?? 'unknown error'}; run as a user who may`,
      error,
    );
  }
}

function parseCertificate(pem: string, path: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (error) {
    throw new ProxyError('certificates-unreadable', `${path} holds no certificate in PEM format`, error);
  }
}

function parseKey(pem: string, path: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (error) {
    throw new ProxyError(
      'certificates-unreadable',
      `${path} holds no private key in PEM format without a passphrase`,
      error,
    );
  }
}
