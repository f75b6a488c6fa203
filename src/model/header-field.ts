import type { Secret } from './secret.ts';

/** A header as sent; its value is a `Secret` where the field holds credentials. */
export type HeaderField = readonly [name: string, value: string | Secret];
