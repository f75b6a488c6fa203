import type { Operation } from './operation.ts';
import { operationTable } from './operation-table.ts';
import { percentDecode } from './percent-decode.ts';
import { type RequestTarget, readTarget } from './request-target.ts';

/** A request as an operation of the table; `operation` is null for what the table does not know. */
export interface OperationMatch extends RequestTarget {
  readonly method: string;
  readonly operation: Operation | null;
  /** Values of the path's `{parameters}`, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
}

interface Route {
  readonly operation: Operation;
  readonly pattern: RegExp;
  readonly names: readonly string[];
}

/**
 * A parameter is greedy, as in the daemon's own routes (`/images/{name:.*}/push`): it may hold slashes, and
 * only the last suffix counts. What the row's version columns say is not asked: a client that wants an
 * operation of another version is shown wanting it.
 */
function route(operation: Operation): Route {
  const names: string[] = [];
  const pattern = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    names.push(name);
    return '([^]+)';
  });
  return { operation, pattern: new RegExp(`^${pattern}$`), names };
}

/** Method and first path segment to candidates: paths without parameters, then the longest paths. */
const routes = new Map<string, Route[]>();
for (const operation of operationTable) {
  const key = routeKey(operation.method, operation.path);
  const known = routes.get(key);
  if (known === undefined) routes.set(key, [route(operation)]);
  else known.push(route(operation));
}
for (const list of routes.values()) {
  list.sort(
    (left, right) =>
      Number(left.names.length > 0) - Number(right.names.length > 0) ||
      right.operation.path.length - left.operation.path.length,
  );
}

function routeKey(method: string, path: string): string {
  const end = path.indexOf('/', 1);
  return `${method} ${end < 0 ? path : path.slice(0, end)}`;
}

export function matchOperation(method: string, target: string): OperationMatch {
  const parts = readTarget(target);
  // The daemon's router compares decoded paths, so `a%2Fb` is the image a/b.
  const path = percentDecode(parts.path).replace(/(?<=.)\/$/, '');
  for (const { operation, pattern, names } of routes.get(routeKey(method, path)) ?? []) {
    const found = pattern.exec(path);
    if (found === null) continue;
    const parameters: Record<string, string> = {};
    for (const [index, name] of names.entries()) parameters[name] = found[index + 1] ?? '';
    return { ...parts, method, operation, parameters };
  }
  return { ...parts, method, operation: null, parameters: {} };
}
