import type { SecretKind } from '../model/found-secret.ts';

/** What was found, with its article. */
export const secretWords: Readonly<Record<SecretKind, string>> = {
  'private-key': 'a private key',
  'aws-key': 'a key of AWS',
  'gcp-service-account': 'a service account of Google Cloud',
  'azure-key': 'a key of Azure',
  'github-token': 'a token of GitHub',
  'gitlab-token': 'a token of GitLab',
  'docker-hub-token': 'a token of Docker Hub',
  'npm-token': 'a token of npm',
  'pypi-token': 'a token of PyPI',
  'slack-token': 'a token of Slack',
  'service-token': 'a token of a service',
  'registry-login': 'a registry login',
  'url-password': 'a password in an address',
  'config-password': 'a password',
  'kubernetes-login': 'a login of Kubernetes',
  'json-web-token': 'a JSON Web Token',
  'secret-variable': 'a variable that holds a secret',
};
