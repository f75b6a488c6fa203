import type { SecretKind } from '../../model/found-secret.ts';
import { isSecretName } from '../auth/secret-names.ts';
import { isPlaceholder } from './placeholder.ts';

/** How one kind of secret is recognised in a text. */
export interface SecretPattern {
  readonly kind: SecretKind;
  /** Global; what it captures first is the value that must not be a placeholder. It may not need more than one pass. */
  readonly pattern: RegExp;
  /** Files that it is looked for in; all where it is left out. */
  readonly files?: RegExp;
  /** What the captured groups must be besides. */
  readonly accept?: (groups: readonly string[]) => boolean;
}

/** Of the formats that hold logins by design. */
const ENV_FILE = /(^|\/)(\.env(\.[^/]*)?|[^/]*\.env|\.envrc)$/;
const NPMRC = /(^|\/)\.(npmrc|yarnrc(\.yml)?)$/;
const LOGIN_FILE =
  /(^|\/)(\.git\/config|\.gitconfig|\.git-credentials|pip\.(conf|ini)|\.pypirc|\.condarc|\.npmrc|\.yarnrc(\.yml)?|\.env(\.[^/]*)?|uv\.toml|pip\.conf|settings\.xml|gradle\.properties)$/;
const SETTINGS = /(^|\/)(\.env(\.[^/]*)?|[^/]*\.(env|ya?ml|json|toml|ini|cfg|conf|properties))$/;

/**
 * Formats of secrets, as their makers document them; those of a service begin with letters that nothing else
 * begins with. What has no form of its own counts only in files that are made to hold it.
 */
export const secretPatterns: readonly SecretPattern[] = [
  // RFC 7468 and OpenSSH's; in JSON the line ends are `\n`. A marker without a key behind it is source code.
  {
    kind: 'private-key',
    pattern:
      /-----BEGIN (?:[A-Z]{2,9} )?PRIVATE KEY(?: BLOCK)?-----(?:\\n|\s){1,4}(?:[\w-]{1,30}: [^\n\\]{0,200}(?:\\n|\s){1,4}){0,4}([A-Za-z0-9+/=]{32,})/g,
  },
  {
    kind: 'gcp-service-account',
    pattern:
      /"type"\s{0,5}:\s{0,5}"service_account"[\s\S]{0,3000}?"private_key"\s{0,5}:\s{0,5}"(-----BEGIN[^"]{100,})"/g,
  },
  { kind: 'aws-key', pattern: /(?<![A-Za-z0-9/+])((?:AKIA|ASIA)[A-Z2-7]{16})(?![A-Za-z0-9])/g },
  {
    kind: 'aws-key',
    pattern: /aws_secret_access_key["']?\s{0,5}[=:]\s{0,5}["']?([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/gi,
  },
  { kind: 'azure-key', pattern: /AccountKey=([A-Za-z0-9+/]{86}==)/g },
  { kind: 'github-token', pattern: /\b(?:gh[pousr]_([A-Za-z0-9]{36,251})|github_pat_(\w{60,251}))\b/g },
  { kind: 'gitlab-token', pattern: /\bgl(?:pat|dt|rt|cbt|ptt|ft|soat|agent|imt)-([\w-]{20,300})/g },
  { kind: 'docker-hub-token', pattern: /\bdckr_(?:pat|oat)_([\w-]{27,60})\b/g },
  { kind: 'npm-token', pattern: /\bnpm_([A-Za-z0-9]{36})\b/g },
  {
    kind: 'npm-token',
    pattern: /:?_(?:authToken|auth|password)\s{0,5}=\s{0,5}"?([^\s"]{8,})/g,
    files: NPMRC,
  },
  { kind: 'npm-token', pattern: /npmAuth(?:Token|Ident):\s{0,5}"?([^\s"]{8,})/g, files: NPMRC },
  { kind: 'pypi-token', pattern: /\bpypi-(AgEI[\w-]{50,1000})/g },
  { kind: 'slack-token', pattern: /\bxox[abeprs]-([A-Za-z0-9-]{20,250})/g },
  { kind: 'slack-token', pattern: /hooks\.slack\.com\/services\/(T\w{8,12}\/B\w{8,12}\/\w{24})/g },
  {
    kind: 'service-token',
    pattern:
      /\b(?:sk_live_([A-Za-z0-9]{24,99})|rk_live_([A-Za-z0-9]{24,99})|SG\.([\w-]{22}\.[\w-]{43})|sk-ant-([\w-]{80,120})|sk-(?:proj|svcacct)-([\w-]{40,200})|dop_v1_([a-f0-9]{64})|hf_([A-Za-z]{34})|hvs\.([\w-]{24,300}))/g,
  },
  {
    kind: 'registry-login',
    pattern: /"auth"\s{0,5}:\s{0,5}"([A-Za-z0-9+/]{8,4000}={0,2})"/g,
    accept: ([auth = '']) => isBasicLogin(auth),
  },
  { kind: 'registry-login', pattern: /"identitytoken"\s{0,5}:\s{0,5}"([^"\s]{20,})"/g },
  {
    kind: 'url-password',
    pattern: /[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@"']{0,100}:([^\s/@"']{6,200})@/gi,
    files: LOGIN_FILE,
  },
  {
    kind: 'config-password',
    pattern: /^[ \t]{0,10}password\s{0,5}[=:]\s{0,5}(\S{6,})/gim,
    files: /(^|\/)\.pypirc$/,
  },
  { kind: 'config-password', pattern: /\bpassword\s{1,10}(\S{6,})/gi, files: /(^|\/)[._]netrc$/ },
  { kind: 'config-password', pattern: /^[^:#\s]+:[^:]+:[^:]+:[^:]+:(\S{4,})/gm, files: /(^|\/)\.pgpass$/ },
  {
    kind: 'kubernetes-login',
    pattern: /^[ \t]{0,40}(?:client-key-data|token):\s{0,5}"?([A-Za-z0-9+/=._-]{60,})/gm,
    files: /(^|\/)(kubeconfig[^/]*|[^/]*\.kubeconfig|\.kube\/config|admin\.conf)$/,
  },
  {
    kind: 'json-web-token',
    pattern: /\b(eyJ[\w-]{15,1000}\.eyJ[\w-]{15,4000}\.[\w-]{20,1000})/g,
    files: SETTINGS,
  },
  {
    kind: 'secret-variable',
    pattern:
      /^[ \t]{0,10}(?:export[ \t]{1,5})?([A-Za-z_]\w{0,100})[ \t]{0,5}=[ \t]{0,5}(?:"([^"\n]{6,})"|'([^'\n]{6,})'|([^\s"'#]{6,}))/gm,
    files: ENV_FILE,
    accept: ([name = '', ...values]) => isSecretName(name) && values.every((value) => !isPlaceholder(value)),
  },
];

/** `auth` of a registry in config.json: a user and a password in base64, and no other text in it. */
function isBasicLogin(auth: string): boolean {
  const text = Buffer.from(auth, 'base64').toString('latin1');
  const colon = text.indexOf(':');
  return colon > 0 && /^[\x20-\x7e]+\0*$/.test(text) && !isPlaceholder(text.slice(colon + 1));
}
