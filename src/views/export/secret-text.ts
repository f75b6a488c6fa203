import type { Secret } from '../../model/secret.ts';

/** How an export writes what may be a secret. */
export type SecretText = (value: string | Secret) => string;

export const maskSecrets: SecretText = (value) => value.toString();

/** For `--show-secrets`: everything as it was sent. */
export const showSecrets: SecretText = (value) => (typeof value === 'string' ? value : value.reveal());
