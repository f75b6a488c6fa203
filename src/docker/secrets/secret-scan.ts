import type { FoundSecret } from '../../model/found-secret.ts';
import { isPlaceholder } from './placeholder.ts';
import { secretPatterns } from './secret-patterns.ts';

/** Larger files are not looked into: what people write is smaller. */
export const MAX_SCANNED_BYTES = 512 * 1024;
/** Bytes of one context that are looked into, a third of a second's work: sources are rarely more. */
export const MAX_SCANNED_TOTAL = 128 * 1024 * 1024;
/** Secrets that are told of one file. */
const MAX_FOUND = 20;
const MAX_MATCHES = 1000;
/** A NUL among these says that a file is no text. */
const BINARY_CHECK_BYTES = 4096;

/** Of packages and tests, whose keys and tokens are made to be seen. */
const MADE_TO_BE_SEEN =
  /(^|\/)(node_modules|site-packages|vendor|tests?|__tests__|spec|testdata|fixtures?|mocks?|examples?|samples?|docs?)\/|\.(example|sample|template|dist|tmpl|md|rst)$|(\.|_|-)(test|spec)\.\w+$/i;
/** Neither text nor in need of a look. */
const NO_TEXT =
  /\.(png|jpe?g|gif|webp|ico|svgz?|woff2?|ttf|eot|otf|mp[34]|mov|avi|zip|gz|tgz|bz2|xz|zst|7z|jar|war|so|a|o|pyc|class|exe|dll|pdf|wasm|lock|map)$/i;

/** Beginnings of which each kind of secret without a place of its own has one: most files have none. */
const SIGNS =
  /PRIVATE KEY|A[KS]IA|AccountKey=|gh[pousr]_|github_pat_|gl[a-z]{2,5}-|dckr_|npm_|pypi-|xox[abeprs]-|hooks\.slack|[sr]k_live_|SG\.|sk-ant-|sk-proj-|sk-svcacct-|dop_v1_|hf_|hvs\.|[aA][wW][sS]_[sS]|"auth"|identitytoken|eyJ/;
/** Files in which others count too, and which are looked into however many there are. */
const LOGIN_NAMES =
  /(^|\/)([^/]*\.env(\.[^/]*)?|\.envrc|[._]netrc|\.pgpass|\.pypirc|\.condarc|\.(npmrc|yarnrc(\.yml)?)|\.git-credentials|\.gitconfig|\.git\/config|pip\.(conf|ini)|uv\.toml|settings\.xml|gradle\.properties|id_[a-z0-9]+|[^/]+\.(pem|key)|[^/]*kubeconfig[^/]*|\.kube\/config|admin\.conf)$/i;

/** Whether a file of this name and size is to be looked into. */
export function isScanned(path: string, size: number): boolean {
  return size > 0 && size <= MAX_SCANNED_BYTES && !NO_TEXT.test(path) && !MADE_TO_BE_SEEN.test(path);
}

/** Which files of one context are looked into, within bounds. */
export class SecretScans {
  #left = MAX_SCANNED_TOTAL;

  /** Null for a file that is passed over. */
  open(path: string, size: number): SecretScan | null {
    if (!isScanned(path, size)) return null;
    if (!LOGIN_NAMES.test(path)) {
      if (size > this.#left) return null;
      this.#left -= size;
    }
    return new SecretScan(path, size);
  }
}

/** Keeps one file while it passes, and looks through it at its end. */
export class SecretScan {
  readonly #path: string;
  readonly #content: Uint8Array;
  #filled = 0;

  /** `size` as `isScanned` has let through. */
  constructor(path: string, size: number) {
    this.#path = path;
    this.#content = new Uint8Array(size);
  }

  get bytes(): number {
    return this.#content.length;
  }

  push(bytes: Uint8Array): void {
    const taken = bytes.subarray(0, this.#content.length - this.#filled);
    this.#content.set(taken, this.#filled);
    this.#filled += taken.length;
  }

  end(): readonly FoundSecret[] {
    const content = this.#content.subarray(0, this.#filled);
    if (content.subarray(0, BINARY_CHECK_BYTES).includes(0)) return NOTHING;
    return findSecrets(this.#path, Buffer.from(content.buffer, 0, this.#filled).toString('latin1'));
  }
}

const NOTHING: readonly FoundSecret[] = [];

/** Secrets in a file's text, in order of their lines: of one place the most telling kind. */
export function findSecrets(path: string, text: string): readonly FoundSecret[] {
  if (!SIGNS.test(text) && !LOGIN_NAMES.test(path)) return NOTHING;
  const places = new Map<number, FoundSecret>();
  for (const { kind, pattern, files, accept } of secretPatterns) {
    if (files !== undefined && !files.test(path)) continue;
    let matches = 0;
    for (const match of text.matchAll(pattern)) {
      matches += 1;
      if (matches > MAX_MATCHES) break;
      const groups = match.slice(1).filter((group) => group !== undefined);
      const isReal = accept === undefined ? !isPlaceholder(groups[0] ?? '') : accept(groups);
      if (!isReal) continue;
      const line = lineOf(text, match.index);
      if (kind === 'gcp-service-account') dropAll(places, 'private-key');
      if (!places.has(line)) places.set(line, { kind, line });
    }
  }
  if (places.size === 0) return NOTHING;
  return [...places.values()].sort((one, other) => one.line - other.line).slice(0, MAX_FOUND);
}

/** The key inside of a service account is a part of it. */
function dropAll(places: Map<number, FoundSecret>, kind: FoundSecret['kind']): void {
  for (const [line, found] of places) if (found.kind === kind) places.delete(line);
}

function lineOf(text: string, index: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < index; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
