import type { RequestHead } from '../http/events.ts';
import { headerValue } from '../http/header-list.ts';
import type { Issue } from '../layer/issue.ts';
import type { Timestamp } from '../layer/origin.ts';
import type { CreatedProcess } from '../model/created-process.ts';
import type { ClientIdentity } from '../model/docker-facts.ts';
import type { RegistryCredentials } from '../model/registry-credentials.ts';
import { ArchiveReader } from './archive/archive-reader.ts';
import { readLogin, readRegistryAuth, readRegistryConfig } from './auth/registry-auth.ts';
import type { BodyReader } from './bodies/body-reader.ts';
import { ContextReader } from './build/context.ts';
import { type BuildQuery, readBuildQuery } from './build/query.ts';
import { type ExchangeOptions, entryOptions } from './exchange-options.ts';
import { readClient } from './identity/client-identity.ts';
import { dockerIssue } from './issue-codes.ts';
import { JsonBodyReader } from './json/json-body-reader.ts';
import { contentEncoding } from './message-body.ts';
import type { Names } from './names/names.ts';
import { type Subjects, subjects } from './names/subjects.ts';
import type { OperationMatch } from './operations/match.ts';
import { readCreatedProcess } from './processes/created-process.ts';

/** What a request tells: its head at once, its body as that streams by. */
export class RequestFacts {
  readonly match: OperationMatch;
  readonly at: Timestamp;
  readonly client: ClientIdentity | null;
  readonly registries: readonly RegistryCredentials[];
  readonly build: BuildQuery | null;
  readonly context: ContextReader | null = null;
  readonly archive: ArchiveReader | null = null;
  readonly json: JsonBodyReader | null = null;
  readonly #names: Names;
  readonly #headerAuth: RegistryCredentials | null;
  readonly #issues: Issue[] = [];

  constructor(match: OperationMatch, head: RequestHead, at: Timestamp, options: ExchangeOptions) {
    this.match = match;
    this.at = at;
    this.#names = options.names;
    this.client = readClient(headerValue(head.headers, 'user-agent'));
    if (match.malformed) {
      const message = 'the request target has escapes or parameters that the daemon would refuse';
      this.#issues.push(dockerIssue('docker/malformed-target', message, at));
    }
    const { registries, issues } = readRegistryConfig(
      headerValue(head.headers, 'x-registry-config') ?? '',
      at,
    );
    const { auth, issues: authIssues } = readRegistryAuth(
      headerValue(head.headers, 'x-registry-auth') ?? '',
      at,
    );
    this.registries = registries;
    this.#headerAuth = auth;
    this.#issues.push(...issues, ...authIssues);
    this.build = match.operation?.id === 'ImageBuild' ? this.#readBuild() : null;
    const encoding = contentEncoding(head.headers);
    switch (match.operation?.requestBody) {
      case 'context':
        this.context = new ContextReader(this.build?.dockerfilePath ?? '', {
          encoding,
          secrets: options.secrets,
          ...entryOptions(options, 'request'),
        });
        break;
      case 'archive':
        this.archive = new ArchiveReader({ encoding, ...entryOptions(options, 'request') });
        break;
      case 'json':
        this.json = new JsonBodyReader(encoding);
        break;
    }
  }

  get reader(): BodyReader | null {
    return this.context ?? this.archive ?? this.json;
  }

  /** Of `X-Registry-Auth`, or of the body of `POST /auth`. */
  get auth(): RegistryCredentials | null {
    return this.match.operation?.id === 'SystemAuth' ? readLogin(this.json?.value) : this.#headerAuth;
  }

  /** What a new container or exec is to run; null for all other requests, and until the body is there. */
  get process(): CreatedProcess | null {
    return readCreatedProcess(this.match.operation?.id ?? null, this.json?.value);
  }

  /** `response` is the answer's parsed JSON body, undefined without one. */
  subjects(response: unknown): Subjects {
    return subjects(this.match, this.json?.value, response, this.#names);
  }

  get issues(): readonly Issue[] {
    return [...this.#issues, ...(this.context?.issues ?? []), ...(this.archive?.issues ?? [])];
  }

  #readBuild(): BuildQuery {
    const { build, issues } = readBuildQuery(this.match.query, this.at);
    this.#issues.push(...issues);
    return build;
  }
}
