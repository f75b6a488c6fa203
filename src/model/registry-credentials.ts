import type { Secret } from './secret.ts';

export interface RegistryCredentials {
  /** As the client wrote it: `https://index.docker.io/v1/`, `registry.example.com`. */
  readonly server: string;
  readonly username: string | null;
  readonly kind: SecretKind;
  readonly secret: Secret | null;
}

export type SecretKind = 'password' | 'identitytoken' | 'registrytoken' | 'none';
