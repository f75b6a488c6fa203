import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface CertificateWishes {
  /** As openssl writes it, for example `DNS:docker,IP:127.0.0.1`. */
  readonly serverNames?: string;
  /** The server's or the client's certificate expired years ago. */
  readonly expired?: 'server' | 'client';
  /** Type of the authority's key; dind makes RSA keys, which take longer. */
  readonly authorityKey?: 'ec' | 'rsa';
}

/** Certificates in the layout of the docker:dind image, `folder/{ca,server,client}`, made by openssl as there. */
export function makeCertificates(folder: string, wishes: CertificateWishes = {}): void {
  const { authorityKey = 'ec', expired, serverNames = 'DNS:docker,DNS:localhost,IP:127.0.0.1' } = wishes;
  for (const name of ['ca', 'server', 'client']) mkdirSync(join(folder, name), { recursive: true });
  const ca = join(folder, 'ca');
  const newKey = authorityKey === 'rsa' ? ['rsa:2048'] : ['ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
  openssl(
    'req',
    '-x509',
    '-newkey',
    ...newKey,
    '-nodes',
    '-days',
    '825',
    '-subj',
    '/CN=docker:dind CA',
    '-keyout',
    join(ca, 'key.pem'),
    '-out',
    join(ca, 'cert.pem'),
  );
  for (const who of ['server', 'client'] as const) {
    const path = (name: string): string => join(folder, who, name);
    writeFileSync(
      path('extensions'),
      who === 'server' ? `subjectAltName=${serverNames}` : 'extendedKeyUsage=clientAuth',
    );
    openssl(
      'req',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-subj',
      `/CN=docker:dind ${who}`,
      '-keyout',
      path('key.pem'),
      '-out',
      path('csr.pem'),
    );
    const days =
      expired === who
        ? ['-not_before', '20200101000000Z', '-not_after', '20210101000000Z']
        : ['-days', '825'];
    sign(folder, path, days);
    copyFileSync(join(ca, 'cert.pem'), path('ca.pem'));
    rmSync(path('extensions'));
  }
}

/** `openssl x509` signs for days from now only; `openssl ca` knows dates, and wants a database. */
function sign(folder: string, path: (name: string) => string, days: readonly string[]): void {
  const ca = join(folder, 'ca');
  if (days[0] === '-days') {
    openssl(
      'x509',
      '-req',
      '-in',
      path('csr.pem'),
      ...days,
      '-CA',
      join(ca, 'cert.pem'),
      '-CAkey',
      join(ca, 'key.pem'),
      '-CAcreateserial',
      '-out',
      path('cert.pem'),
      '-extfile',
      path('extensions'),
    );
    return;
  }
  const config = join(ca, 'config');
  writeFileSync(join(ca, 'index'), '');
  writeFileSync(
    config,
    `[ca]\ndefault_ca=x\n[x]\ndatabase=${join(ca, 'index')}\nnew_certs_dir=${ca}\ndefault_md=sha256\nrand_serial=yes\npolicy=any\n[any]\ncommonName=supplied\n`,
  );
  const [, from = '', , to = ''] = days;
  openssl(
    'ca',
    '-batch',
    '-notext',
    '-config',
    config,
    '-in',
    path('csr.pem'),
    '-out',
    path('cert.pem'),
    '-cert',
    join(ca, 'cert.pem'),
    '-keyfile',
    join(ca, 'key.pem'),
    '-startdate',
    from,
    '-enddate',
    to,
    '-extfile',
    path('extensions'),
  );
}

function openssl(...args: readonly string[]): void {
  execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
