import type { ClientIdentity } from '../../model/docker-facts.ts';

/** A product of a User-Agent (RFC 9110, section 10.1.5) to the name that people know it by. */
const products: Readonly<Record<string, string>> = {
  'docker-client': 'docker',
  'engine-api-cli-client': 'docker',
  'docker-sdk-python': 'docker-py',
  'docker-py': 'docker-py',
  'docker-compose': 'docker-compose',
  compose: 'compose',
  buildx: 'buildx',
  'moby-client': 'moby client',
  'go-http-client': 'Go program',
  'go-dockerclient': 'go-dockerclient',
  'tc-java': 'Testcontainers for Java',
  'tc-go': 'Testcontainers for Go',
  'tc-node': 'Testcontainers for Node.js',
  'tc-dotnet': 'Testcontainers for .NET',
  'tc-python': 'Testcontainers for Python',
  'tc-rust': 'Testcontainers for Rust',
  'apache-httpclient': 'Java program',
  'swipely-docker-api': 'docker-api (Ruby)',
  'python-requests': 'Python program',
  docker: 'dockerd',
};

/** Text of a User-Agent that is looked at. Docker's own are under 300 characters. */
const MAX_USER_AGENT = 1000;

/**
 * The client from its User-Agent; null without one. A CLI plugin puts itself behind the CLI
 * (`Docker-Client/25.0.0 (linux) compose/2.24.0`) and is then the client; a daemon that asks on behalf of a
 * client names it in `UpstreamClient(…)`.
 */
export function readClient(userAgent: string | null): ClientIdentity | null {
  if (userAgent === null || userAgent.trim() === '') return null;
  const text = userAgent.slice(0, MAX_USER_AGENT);
  const upstream = /UpstreamClient\((.*)\)\s*$/.exec(text)?.[1]?.replace(/\\([()])/g, '$1');
  const agent = (upstream ?? text).trim();
  const comment = /\(([^()]*)\)/.exec(agent);
  const first = product(agent);
  const behind = comment === null ? '' : agent.slice(comment.index + comment[0].length).trim();
  const chosen = first.name === 'docker' && behind !== '' ? product(behind) : first;
  return { ...chosen, os: operatingSystem(agent, comment?.[1] ?? null), userAgent };
}

function product(text: string): { readonly name: string; readonly version: string | null } {
  const [token = ''] = text.split(/\s/, 1);
  const slash = token.indexOf('/');
  const name = slash < 0 ? token : token.slice(0, slash);
  const version = slash < 0 ? '' : token.slice(slash + 1).replace(/^v(?=\d)/, '');
  const key = name.toLowerCase();
  // Go's default says the version of HTTP where others say their own.
  const unknown = version === '' || version === 'unknown-version' || key === 'go-http-client';
  return { name: Object.hasOwn(products, key) ? products[key]! : name, version: unknown ? null : version };
}

/** `(linux)` of the CLI, `linux/amd64` of moby's client, `Linux/5.4.0` of docker-py, `os/linux` of dockerd. */
function operatingSystem(agent: string, comment: string | null): string | null {
  if (comment !== null && /^[\w.-]+$/.test(comment)) return comment.toLowerCase();
  const found = /(?:^|[\s(])(?:os\/(\w+)|(linux|darwin|windows|freebsd)\/)/i.exec(agent);
  return (found?.[1] ?? found?.[2])?.toLowerCase() ?? null;
}
