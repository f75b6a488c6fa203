/**
 * Names of build args, variables, headers and members whose value is a secret: `NPM_TOKEN`, `dbPassword`,
 * `AWS_SECRET_ACCESS_KEY`, `ssh-private-key`. It errs on the side of masking. `PWD` alone is the working
 * directory, `AUTHOR` and `TOKENIZER` are words of their own, and a public key is no secret.
 */
const SECRET_NAME = new RegExp(
  [
    'passw(or)?d',
    'passphrase',
    'secret',
    'credential',
    'tokens?(?![a-z])',
    '(api|access|private|signing|encryption|ssh|gpg|deploy|license|unlock|auth|ca)[-_. ]?keys?(?![a-z])',
    '(^|[^a-z])(auth|pass|bearer|cookie)($|[^a-z])',
    '[a-z0-9][-_.]pwd$',
  ].join('|'),
  'i',
);

/**
 * Values that are secrets whatever their name: tokens of GitHub, GitLab, Slack, npm and AWS, a JSON Web
 * Token, a private key in PEM.
 */
const SECRET_VALUE =
  /\b(gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abprs]-[\w-]{10,}|npm_[A-Za-z0-9]{30,}|AKIA[0-9A-Z]{16}|eyJ[\w-]{10,500}\.eyJ[\w-]{10})|-----BEGIN [A-Z ]*PRIVATE KEY-----/;

// The user information of a URL (RFC 3986, section 3.2.1): https://user:password@host, https://token@host.
const URL_USER_INFORMATION = /([a-z][a-z0-9+.-]{0,20}:\/\/)([^\s/?#@:]*)(?::([^\s/?#@]*))?@/gi;

export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

export function isSecret(name: string, value: string): boolean {
  return value !== '' && (isSecretName(name) || SECRET_VALUE.test(value));
}

/** `text` with the password of each URL in it replaced; a lone user name over HTTP is a token. */
export function maskUrls(text: string, mask: string): string {
  if (!text.includes('@')) return text;
  return text.replace(URL_USER_INFORMATION, (whole, scheme: string, user: string, password?: string) => {
    if (password !== undefined && password !== '') return `${scheme}${user}:${mask}@`;
    return user !== '' && /^https?:/i.test(scheme) ? `${scheme}${mask}@` : whole;
  });
}
