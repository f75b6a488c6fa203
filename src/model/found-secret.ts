/** What a secret looks like, by which it was recognised. */
export type SecretKind =
  | 'private-key'
  | 'aws-key'
  | 'gcp-service-account'
  | 'azure-key'
  | 'github-token'
  | 'gitlab-token'
  | 'docker-hub-token'
  | 'npm-token'
  | 'pypi-token'
  | 'slack-token'
  | 'service-token'
  | 'registry-login'
  | 'url-password'
  | 'config-password'
  | 'kubernetes-login'
  | 'json-web-token'
  | 'secret-variable';

/** A secret in a file: where, and of which kind. The secret itself is nowhere kept. */
export interface FoundSecret {
  readonly kind: SecretKind;
  /** From 1. */
  readonly line: number;
}
