import type { ApiCall } from '../api-call.ts';
import { goPattern } from '../go-pattern.ts';
import { readSettings } from '../settings.ts';
import { type SocketProxy, UnreadableRulesError } from '../socket-proxy.ts';

/** `-allowGET`, `SP_ALLOW_GET`, `SP_ALLOW_GET_2`, `socket-proxy.allow.get.1`. */
const SETTING = /^(?:allow|SP_ALLOW_)(GET|HEAD|POST|PUT|PATCH|DELETE|CONNECT|TRACE|OPTIONS)(?:_\w+)?$/;

export const wollomatic: SocketProxy = {
  name: 'wollomatic',
  description: "arguments of wollomatic's socket-proxy (1.12 or later), as a command of compose",
  write: (calls, bindSources) => {
    const rules = calls.map((call) => argument(`-allow${call.method}=${prefix(call)}${call.pattern}`));
    // Without it a container that may be created may mount anything.
    const binds = bindSources.length === 0 ? [] : [argument(`-allowbindmountfrom=${bindSources.join(',')}`)];
    return ['command:', ...rules, ...binds].join('\n').concat('\n');
  },
  recognises: (text) => readSettings(text).some(([name]) => SETTING.test(name)),
  read: (text) => {
    const allowed = readSettings(text).flatMap(([name, pattern]) => {
      const [, method] = SETTING.exec(name) ?? [];
      return method === undefined ? [] : [{ method, matches: goPattern(pattern) }];
    });
    if (allowed.length === 0) throw new UnreadableRulesError('there is no -allowGET or SP_ALLOW_GET in it');
    return {
      refusal: (method, path) => {
        const rules = allowed.filter((rule) => rule.method === method);
        if (rules.length === 0) return `no ${method} is allowed`;
        return rules.some(({ matches }) => matches(path)) ? null : `no pattern of -allow${method} matches it`;
      },
    };
  },
};

function prefix({ versioned, unversioned }: ApiCall): string {
  if (!versioned) return '';
  return unversioned ? '(/v1\\.[0-9]+)?' : '/v1\\.[0-9]+';
}

/** One item of a YAML list. */
function argument(text: string): string {
  return `  - '${text.replaceAll("'", "''")}'`;
}
