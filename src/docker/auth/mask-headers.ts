import type { HeaderList } from '../../http/events.ts';
import type { HeaderField } from '../../model/header-field.ts';
import { MASK, Secret } from '../../model/secret.ts';
import { isSecretName, maskUrls } from './secret-names.ts';

/**
 * Headers that hold credentials, masked whole. Cookies are session credentials of a proxy in front of the
 * daemon. `HttpHeaders` of a config.json adds any header to each request, so one that is named like a
 * secret (`X-Auth-Token`, `X-Api-Key`) is masked as well.
 */
const sensitiveHeaders: ReadonlySet<string> = new Set([
  'x-registry-auth',
  'x-registry-config',
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  // BuildKit puts the client's whole command line, build args and all, into an error's details (BuildKit, stack).
  'grpc-status-details-bin',
]);

export function maskHeaders(headers: HeaderList): readonly HeaderField[] {
  return headers.map(([name, value]): HeaderField => {
    if (sensitiveHeaders.has(name.toLowerCase()) || isSecretName(name)) return [name, new Secret(value)];
    const shown = maskUrls(value, MASK);
    return [name, shown === value ? value : new Secret(value, shown)];
  });
}
