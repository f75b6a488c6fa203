import { createHash } from 'node:crypto';
import type { Finding } from '../../model/finding.ts';

/** Ids of containers, images and layers. */
const HEX_ID = /\b(?:sha256:)?[0-9a-f]{12,64}\b/g;
const NUMBER = /\d+(?:[.,]\d+)*/g;

/**
 * The same for the same problem in another run: sizes, times and ids change from run to run, so they do not
 * count. Hex digits of a SHA-256.
 */
export function fingerprint({ rule, message, place }: Finding): string {
  const constant = message.replace(HEX_ID, '#').replace(NUMBER, '#');
  return createHash('sha256')
    .update(JSON.stringify([rule, place?.file ?? null, constant]))
    .digest('hex');
}
