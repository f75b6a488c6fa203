import type { Secret } from '../model/secret.ts';

/** `SECRET_KEY_BASE=dummy`: what a framework wants to have at build time, and what is to be filled in. */
const DUMMY =
  /^(dummy|fake|none|null|unused|placeholder|build|builder|test|testing|example|changeme|change[-_]me|secret|password|x+|0+|1+|\*+|-)\d*$|example|placeholder|dummy|changeme|not[-_]a[-_]secret|\$\{|^\$\w+$|^<.*>$/i;

/** Whether a value that is named like a secret is none. It looks at the value and tells nothing of it. */
export function isDummy(name: string, value: Secret): boolean {
  if (/_(DUMMY|PLACEHOLDER|FILE|PATH|URL|ID|NAME)$/i.test(name) && !/:\/\/[^/]*@/.test(value.reveal()))
    return true;
  const bare = value
    .reveal()
    .replace(/^[\w.-]{1,200}=/, '')
    .trim();
  return bare === '' || DUMMY.test(bare);
}
