import type { ApiCall } from './api-call.ts';

/** Rules of a proxy, as they were read from its configuration. */
export interface ProxyRules {
  /** Why it would refuse a call; null for one that it lets through. `path` is decoded and without a query. */
  readonly refusal: (method: string, path: string) => string | null;
}

/** A proxy that stands before a Docker socket and lets through what its configuration allows. */
export interface SocketProxy {
  /** Name on the command line. */
  readonly name: string;
  readonly description: string;
  /** The tightest configuration that lets these calls through; ends with a line break. */
  readonly write: (calls: readonly ApiCall[], bindSources: readonly string[]) => string;
  /** Whether a text looks like its configuration. */
  readonly recognises: (text: string) => boolean;
  /** Throws `UnreadableRulesError` for a text that is none, or has a pattern that is no regular expression. */
  readonly read: (text: string) => ProxyRules;
}

/** The line that cannot be read, and why; not safe to print. */
export class UnreadableRulesError extends Error {
  override name = 'UnreadableRulesError';
}
