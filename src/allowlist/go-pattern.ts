import { RE2JS } from 're2js';
import { UnreadableRulesError } from './socket-proxy.ts';

/** A pattern of Go's `regexp` that has to match the whole path; throws `UnreadableRulesError`. */
export function goPattern(pattern: string): (path: string) => boolean {
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(`^${pattern}$`);
  } catch (error) {
    throw new UnreadableRulesError(`'${pattern}' is no regular expression`, { cause: error });
  }
  return (path) => compiled.matcher(path).find();
}
