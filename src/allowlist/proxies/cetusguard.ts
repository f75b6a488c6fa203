import type { ApiCall } from '../api-call.ts';
import { goPattern } from '../go-pattern.ts';
import { type SocketProxy, UnreadableRulesError } from '../socket-proxy.ts';
import { cetusguardVariables } from './cetusguard-variables.ts';

/** `METHOD[,METHOD] PATTERN`; a line that starts with `!` is a comment. */
const RULE = /^[\t ]*([A-Z]+(?:,[A-Z]+)*)[\t ]+(.+?)[\t ]*$/;
const COMMENT = /^[\t ]*(?:!.*)?$/;

/** It has these without being asked, unless it is started with `-no-builtin-rules`. */
const BUILT_IN = ['GET,HEAD %API_PREFIX_PING%', 'GET %API_PREFIX_VERSION%', 'GET %API_PREFIX_INFO%'];

export const cetusguard: SocketProxy = {
  name: 'cetusguard',
  description: 'a rules file of CetusGuard',
  write: (calls) => {
    const patterns = new Map<string, string[]>();
    for (const call of calls) {
      const pattern = `${prefix(call)}${call.pattern}`;
      patterns.set(pattern, [...(patterns.get(pattern) ?? []), call.method]);
    }
    const rules = [...patterns].map(([pattern, methods]) => `${methods.join(',')} ${pattern}\n`);
    return `! Start it with -no-builtin-rules: nothing else was asked for.\n${rules.join('')}`;
  },
  recognises: (text) => lines(text).length > 0 && lines(text).every((line) => RULE.test(line)),
  read: (text) => {
    const rules = [...BUILT_IN, ...lines(text)].map(readRule);
    return {
      refusal: (method, path) =>
        rules.some((rule) => rule.methods.has(method) && rule.matches(path)) ? null : 'no rule allows it',
    };
  },
};

function prefix({ versioned, unversioned }: ApiCall): string {
  if (!versioned) return '';
  return unversioned ? '%API_PREFIX%' : '(?:/v[0-9]+(?:\\.[0-9]+)*)';
}

function lines(text: string): readonly string[] {
  return text.split(/\r?\n/).filter((line) => !COMMENT.test(line));
}

function readRule(line: string): { methods: ReadonlySet<string>; matches: (path: string) => boolean } {
  const [, methods, pattern] = RULE.exec(line) ?? [];
  if (methods === undefined || pattern === undefined) {
    throw new UnreadableRulesError(`'${line.trim()}' is no rule of CetusGuard`);
  }
  return { methods: new Set(methods.split(',')), matches: goPattern(expand(pattern)) };
}

/** Variables stand for patterns, some of which have variables in them. */
function expand(pattern: string): string {
  let expanded = pattern;
  for (let depth = 0; depth < 10; depth += 1) {
    const next = expanded.replace(/%(\w+)%/g, (whole, name: string) => cetusguardVariables[name] ?? whole);
    if (next === expanded) return expanded;
    expanded = next;
  }
  return expanded;
}
