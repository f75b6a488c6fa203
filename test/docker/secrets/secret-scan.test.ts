import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  findSecrets,
  isScanned,
  MAX_SCANNED_BYTES,
  MAX_SCANNED_TOTAL,
  SecretScan,
  SecretScans,
} from '../../../src/docker/secrets/secret-scan.ts';
import { everySplit } from '../../every-split.ts';

/** Letters and digits without an order, so that nothing here is a token of anybody. */
const random = (length: number) => 'q7Zr1Kx9Pw3mTd5Yb8Ns2Vh6Lc4Gf0JaRuEi'.repeat(10).slice(0, length);
const upper = (length: number) => 'Q7ZR2KX5PW3MTD4YBNS6VHLCGF'.repeat(2).slice(0, length);
const base64 = (text: string) => Buffer.from(text).toString('base64');
const KEY = `-----BEGIN RSA PRIVATE KEY-----\n${random(64)}\n-----END RSA PRIVATE KEY-----\n`;
const CERTIFICATE = `-----BEGIN CERTIFICATE-----\n${random(64)}\n-----END CERTIFICATE-----\n`;

describe('what is found, by the formats that its makers document', () => {
  test.each<[string, string, string, string, number]>([
    ['an RSA key', 'deploy/id_rsa', KEY, 'private-key', 1],
    ['a key behind a certificate', 'tls.pem', CERTIFICATE + KEY, 'private-key', 4],
    [
      'a key with headers',
      'k',
      KEY.replace('-----\n', '-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES\n\n'),
      'private-key',
      1,
    ],
    ['a key in a text of JSON', 'a.json', `{"key": "${KEY.replaceAll('\n', '\\n')}"}`, 'private-key', 1],
    [
      'a service account of Google',
      'gcp.json',
      `{\n "type": "service_account",\n "private_key": "${KEY.repeat(2).replaceAll('\n', '\\n')}"}`,
      'gcp-service-account',
      2,
    ],
    ['an access key of AWS', 'src/a.py', `\nkey = "AKIA${upper(16)}"`, 'aws-key', 2],
    [
      'a secret key of AWS',
      '.aws/credentials',
      `[default]\naws_secret_access_key = ${random(40)}`,
      'aws-key',
      2,
    ],
    ['a key of Azure', 'a.cs', `"AccountKey=${random(36)}${random(36)}${random(14)}=="`, 'azure-key', 1],
    ['a token of GitHub', 'a.js', `const t = 'ghp_${random(36)}';`, 'github-token', 1],
    ['a finer token of GitHub', 'a.js', `github_pat_${random(82)}`, 'github-token', 1],
    ['a token of GitLab', 'a.sh', `curl -H "PRIVATE-TOKEN: glpat-${random(20)}"`, 'gitlab-token', 1],
    [
      'the token of a job of GitLab',
      '.git/config',
      `url = https://gitlab-ci-token:glcbt-64_${random(20)}@gitlab.test/a`,
      'gitlab-token',
      1,
    ],
    ['a token of Docker Hub', 'a.sh', `dckr_pat_${random(27)}`, 'docker-hub-token', 1],
    ['a token of npm', 'a.js', `npm_${random(36)}`, 'npm-token', 1],
    ['a token in .npmrc', '.npmrc', `registry=x\n//npm.test/:_authToken=${random(20)}`, 'npm-token', 2],
    ['a token of PyPI', 'a.txt', `pypi-AgEI${random(60)}`, 'pypi-token', 1],
    ['a token of Slack', 'a.js', `xoxb-${random(30)}`, 'slack-token', 1],
    ['a key of Stripe', 'a.rb', `sk_live_${random(24)}`, 'service-token', 1],
    [
      'logins of Docker',
      '.docker/config.json',
      `{"auths":{"r.test":{"auth":"${base64('bob:s3cr3t-h0rse')}"}}}`,
      'registry-login',
      1,
    ],
    [
      'a password in a URL of pip',
      'pip.conf',
      '[global]\nindex-url = https://bob:s3cr3t-h0rse@pypi.test/simple',
      'url-password',
      2,
    ],
    [
      'a password in .netrc',
      '.netrc',
      'machine a.test\nlogin bob\npassword s3cr3t-h0rse',
      'config-password',
      3,
    ],
    [
      'a key of Kubernetes',
      'kubeconfig',
      `users:\n- user:\n    client-key-data: ${random(100)}`,
      'kubernetes-login',
      3,
    ],
    ['a variable', '.env', 'PORT=8080\nexport DB_PASSWORD="s3cr3t-h0rse"', 'secret-variable', 2],
    [
      'a JSON Web Token',
      'config.yaml',
      `t: eyJ${random(20)}.eyJ${random(20)}.${random(30)}`,
      'json-web-token',
      1,
    ],
  ])('%s', (_name, path, text, kind, line) => {
    expect(findSecrets(path, text)).toEqual([{ kind, line }]);
  });
});

describe('what is silent', () => {
  test.each([
    ['a certificate', 'ca.pem', CERTIFICATE],
    ['a public key', 'id_rsa.pub', `ssh-rsa ${random(200)}`],
    ['code about keys', 'pem.js', 'if (text.startsWith("-----BEGIN PRIVATE KEY-----")) return true;'],
    ['the example of AWS', 'a.py', 'AKIAIOSFODNN7EXAMPLE'],
    ['a token to be filled in', 'a.js', `ghp_${'x'.repeat(36)}`],
    ['a token from the environment', '.npmrc', `//registry.npmjs.org/:_authToken=\${NPM_TOKEN}`],
    ['an empty login', 'config.json', '{"auths":{"r.test":{"auth":""}}}'],
    ['another "auth"', 'a.json', '{"auth":"disabled","x":"basicauth"}'],
    ['a password of everybody', '.env', 'DB_PASSWORD=postgres\nAPI_TOKEN=changeme\nSECRET_KEY=\n'],
    ['a variable that is no secret', '.env', 'DATABASE_HOST=db.internal.test\nNODE_ENV=production'],
    ['a variable outside of .env', 'a.sh', 'PASSWORD=s3cr3t-h0rse'],
    ['a URL without a password', '.git/config', 'url = https://git@gitlab.test:8443/a.git'],
    ['a URL in code', 'a.js', '"postgres://user:s3cr3t-h0rse@db/x"'],
  ])('%s', (_name, path, text) => {
    expect(findSecrets(path, text)).toEqual([]);
  });

  test.each([
    'node_modules/a/key.pem',
    'test/fixtures/id_rsa',
    '.env.example',
    'docs/a.txt',
    'logo.png',
    'a/README.md',
  ])('%s is not looked into', (path) => {
    expect(isScanned(path, 100)).toBe(false);
  });

  test.each([
    ['.env', 0, false],
    ['.env', MAX_SCANNED_BYTES, true],
    ['.env', MAX_SCANNED_BYTES + 1, false],
  ])('%s of %i bytes: %s', (path, size, expected) => {
    expect(isScanned(path, size)).toBe(expected);
  });

  test('what is no text', () => {
    const scan = new SecretScan('a.bin', 200);
    scan.push(Buffer.from(`\0ghp_${random(36)}`));
    expect(scan.end()).toEqual([]);
  });
});

test('of one context no more than its bound, but for files that are made for secrets', () => {
  const scans = new SecretScans();
  const opened = Array.from({ length: 300 }, (_, index) => scans.open(`src/${index}.js`, MAX_SCANNED_BYTES));
  expect(opened.filter((scan) => scan !== null)).toHaveLength(MAX_SCANNED_TOTAL / MAX_SCANNED_BYTES);
  expect(scans.open('.env', 100)).not.toBeNull();
  expect(scans.open('deploy/tls.pem', 100)).not.toBeNull();
});

test('of one file no more than twenty', () => {
  expect(findSecrets('a.js', `ghp_${random(36)}\n`.repeat(100))).toHaveLength(20);
});

test('cut anywhere it is the same', () => {
  const text = Buffer.from(`PORT=1\nTOKEN=ghp_${random(36)}\n`);
  const found = everySplit(text, (pieces) => {
    const scan = new SecretScan('.env', text.length);
    for (const piece of pieces) scan.push(piece);
    return scan.end();
  });
  expect(found).toEqual([{ kind: 'github-token', line: 2 }]);
});

test('a file that holds more or less than was said', () => {
  const scan = new SecretScan('.env', 4);
  scan.push(Buffer.from('PORT=8080'));
  expect(scan.end()).toEqual([]);
});

test('no text makes it throw or take long', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('.env', '.npmrc', 'a.json', '.netrc'),
      fc.string({ maxLength: 500 }),
      (path, text) => {
        findSecrets(path, text + '-----BEGIN PRIVATE KEY-----'.repeat(3));
      },
    ),
    { numRuns: 50 },
  );
  // Everything that a pattern begins with, over and over, in half a megabyte.
  const worst = [
    '-----BEGIN PRIVATE KEY-----\n',
    '"type":"service_account"',
    'eyJaaaaaaaaaaaaaaaaaaaa.',
    'a://b:',
    '"auth":"',
  ];
  for (const piece of worst) findSecrets('.env', piece.repeat(Math.ceil(MAX_SCANNED_BYTES / piece.length)));
});
