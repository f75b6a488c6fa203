import 'reflect-metadata';
import { createPrivateKey, KeyObject, randomBytes, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import * as x509 from '@peculiar/x509';
import type { Authority } from './certificates.ts';

/** A certificate and its key, in PEM. */
export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

const DAY = 24 * 60 * 60 * 1000;
/** A proxy runs for a job; a certificate that is left behind is soon worth nothing. */
const VALID_FOR = 30 * DAY;
/** Clocks of containers and hosts may differ by a little. */
const VALID_BEFORE = DAY;

const ecAlgorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const curves: Readonly<Record<string, string>> = {
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
};

type Algorithm = x509.X509CertificateCreateParams['signingAlgorithm'];

/** A server's certificate for names and addresses, signed by `authority` (RFC 5280). */
export async function signCertificate(authority: Authority, names: readonly string[]): Promise<KeyPair> {
  const issuer = new x509.X509Certificate(authority.certificate);
  const algorithm = signingAlgorithm(authority.key);
  const pkcs8 = authority.key.export({ format: 'der', type: 'pkcs8' });
  const signingKey = await webcrypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']);
  const keys = await webcrypto.subtle.generateKey(ecAlgorithm, true, ['sign', 'verify']);
  const issuerKeyId = issuer.getExtension(x509.SubjectKeyIdentifierExtension)?.keyId;
  const now = Date.now();
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    issuer: issuer.subjectName,
    subject: 'CN=dind-sniff proxy',
    notBefore: new Date(Math.max(now - VALID_BEFORE, issuer.notBefore.getTime())),
    notAfter: new Date(Math.min(now + VALID_FOR, issuer.notAfter.getTime())),
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value }) as const),
      ),
      // Taken over as the issuer has it: how such an id is made is the issuer's choice.
      ...(issuerKeyId === undefined ? [] : [new x509.AuthorityKeyIdentifierExtension(issuerKeyId)]),
    ],
  });
  return { certificate: certificate.toString('pem'), key: await privateKeyPem(keys.privateKey) };
}

/** A new authority, whose certificate clients have to be told to trust. */
export async function makeAuthority(): Promise<Authority> {
  const keys = await webcrypto.subtle.generateKey(ecAlgorithm, true, ['sign', 'verify']);
  const now = Date.now();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: 'CN=dind-sniff proxy CA',
    notBefore: new Date(now - VALID_BEFORE),
    notAfter: new Date(now + VALID_FOR),
    signingAlgorithm: ecAlgorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return {
    certificate: certificate.toString('pem'),
    key: createPrivateKey(await privateKeyPem(keys.privateKey)),
  };
}

/** Positive, at most 20 bytes, and not to be guessed (RFC 5280, section 4.1.2.2). */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0]! & 0x7f) | 0x40;
  return bytes.toString('hex');
}

/** dind's authority has an RSA key; others may have any that OpenSSL makes. */
function signingAlgorithm(key: KeyObject): Algorithm & { readonly name: string } {
  switch (key.asymmetricKeyType) {
    case 'ec':
      return { ...ecAlgorithm, namedCurve: curves[key.asymmetricKeyDetails?.namedCurve ?? ''] ?? 'P-256' };
    case 'ed25519':
      return { name: 'Ed25519' };
    default:
      return { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  }
}

async function privateKeyPem(key: webcrypto.CryptoKey): Promise<string> {
  return KeyObject.from(key).export({ format: 'pem', type: 'pkcs8' }).toString();
}
