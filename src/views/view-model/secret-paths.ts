/** A file that holds a secret more often than not, by its path. */
export interface SecretPath {
  readonly pattern: RegExp;
  readonly words: string;
  /** Looking into it tells nothing: binary, or a format of its own. */
  readonly opaque?: true;
}

const secretPaths: readonly SecretPath[] = [
  { pattern: /(^|\/)\.env(\.[^/]*)?$/, words: 'often holds secrets' },
  {
    pattern:
      /(^|\/)(id_(rsa|dsa|ecdsa|ed25519)|\.ssh\/(?!known_hosts$|authorized_keys$|config$|.*\.pub$)[^/]+)$/,
    words: 'a private SSH key',
  },
  { pattern: /\.key$|(^|[/_.-])(priv(ate)?_?-?)?key\.pem$/i, words: 'a private key' },
  { pattern: /\.(p12|pfx|jks|keystore|kdbx?)$/i, words: 'a store of keys', opaque: true },
  {
    pattern: /(^|\/)\.(npmrc|pypirc|netrc|pgpass|git-credentials)$|(^|\/)_netrc$/,
    words: 'often holds a token',
  },
  { pattern: /(^|\/)\.aws\/credentials$/, words: 'keys of AWS' },
  { pattern: /(^|\/)\.docker\/config\.json$|(^|\/)\.dockercfg$/, words: 'registry logins' },
  { pattern: /(^|\/)(kubeconfig|[^/]*\.kubeconfig|\.kube\/config)$/, words: 'a login of Kubernetes' },
  { pattern: /(^|\/)(credentials|service[-_]?account[^/]*)\.json$/i, words: 'often the key of an account' },
  { pattern: /\.tfstate(\.backup)?$/, words: 'state of Terraform, often holds secrets', opaque: true },
];

/** Made to be shared, or the parts of packages and tests. */
const MADE_TO_BE_SEEN =
  /(^|\/)(node_modules|site-packages|vendor|tests?|__tests__|testdata|fixtures?|examples?|samples?)\/|\.(example|sample|template|dist|tmpl)(\.[^/]+)?$|\.env\.(test|testing|ci|schema)$/i;

/** Null for a path that says nothing. */
export function secretPath(path: string): SecretPath | null {
  if (MADE_TO_BE_SEEN.test(path)) return null;
  return secretPaths.find(({ pattern }) => pattern.test(path)) ?? null;
}

/** A few words about a path that should rarely be in a build context, history too; null for all others. */
export function sensitivePath(path: string): string | null {
  if (/(^|\/)\.git$/.test(path)) return 'holds the whole history';
  return secretPath(path)?.words ?? null;
}
