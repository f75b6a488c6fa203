/** Names of files that hold secrets or history more often than not, and what to say about them. */
const SENSITIVE: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/(^|\/)\.env(\.[^/]*)?$/, 'often holds secrets'],
  [/(^|\/)\.git$/, 'holds the whole history'],
  [/(^|\/)id_(rsa|dsa|ecdsa|ed25519)$/, 'private SSH key'],
  [/\.(pem|key|p12|pfx|jks|keystore)$/i, 'may be a private key'],
  [/(^|\/)\.(npmrc|pypirc|netrc|pgpass|git-credentials)$/, 'often holds tokens'],
  [/(^|\/)\.docker\/config\.json$/, 'holds registry logins'],
  [/(^|\/)\.aws\/credentials$/, 'holds cloud keys'],
  [/\.tfstate$/, 'often holds secrets'],
];

/** `.env.example` and its like are made to be shared. */
const HARMLESS = /\.(example|sample|template|dist)$/i;

/** A few words about a path that should rarely be in a build context; null for all others. */
export function sensitivePath(path: string): string | null {
  if (HARMLESS.test(path)) return null;
  return SENSITIVE.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}
