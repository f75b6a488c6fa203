import type { ArchiveEntry } from '../../../model/archive-entry.ts';
import { contextSources, copiedFiles } from '../../../views/view-model/copied-files.ts';
import { dockerfileInstructions } from '../../../views/view-model/dockerfile-instructions.ts';
import { secretPath } from '../../../views/view-model/secret-paths.ts';
import { quoted, someOf } from '../../quoted.ts';
import type { Found } from '../../rule.ts';
import { rule } from '../../rule.ts';
import { secretWords } from '../../secret-words.ts';
import { type SentContext, sentContexts, wasSent } from '../../sent-contexts.ts';

const FIX =
  'List them in .dockerignore, give a step what it needs with RUN --mount=type=secret, and change what was pushed in an image.';

/** A file, and why it is thought to hold a secret. */
interface Suspect {
  readonly entry: ArchiveEntry;
  /** `deploy/id_rsa:1: a private key` */
  readonly line: string;
  /** Its content was looked into. */
  readonly isSure: boolean;
}

export const contextSecretFiles = rule({
  id: 'context-secret-files',
  phase: 'context',
  severity: 'sec-high',
  certainty: 'sure',
  needs: ['traffic'],
  symptom:
    'Nothing is seen of it: keys and tokens of the job are in the daemon, and often in a layer of the image.',
  cause: 'The whole directory is the context, and what is secret in it is not in .dockerignore.',
  fix: FIX,
  evidence:
    'A file of the context holds a private key, a token or a password of a known form; likely where it could not be looked into, and its name says so (`.env`, `id_rsa`, `.npmrc`, `*.key`, `.aws/credentials` and the like). Examples, certificates, packages and tests are left out. What was only listed and not sent is `sec-warn`.',
  judge: ({ traffic }) =>
    sentContexts(traffic)?.flatMap((context) => [...told(context, true), ...told(context, false)]) ?? null,
});

/** Of the files that were sent, or of those that were only listed. */
function told(context: SentContext, sent: boolean): readonly Found[] {
  const suspects = context.listed.filter((entry) => wasSent(entry) === sent).flatMap(suspect);
  const [first] = suspects;
  if (first === undefined) return [];
  const paths = someOf(suspects.map(({ entry }) => quoted(entry.path)));
  const many = suspects.length > 1;
  const outcome = sent
    ? `${many ? 'were' : 'was'} sent to the daemon${copyWords(context, suspects)}`
    : `${many ? 'are' : 'is'} in the build context; the daemon was told of ${many ? 'their names' : 'its name'}, and the content was not sent this time`;
  return [
    {
      message: `${paths} ${outcome}.`,
      severity: sent ? 'sec-high' : 'sec-warn',
      certainty: suspects.some(({ isSure }) => isSure) ? 'sure' : 'likely',
      details: suspects.map(({ line }) => line),
      exchanges: [context.exchange.id],
      place: { file: quoted(first.entry.path), line: first.entry.secrets?.[0]?.line ?? null },
    },
  ];
}

function suspect(entry: ArchiveEntry): readonly Suspect[] {
  if (entry.type !== 'file' || entry.size === 0) return [];
  const path = quoted(entry.path);
  if (entry.secrets !== undefined && entry.secrets.length > 0) {
    const [first] = entry.secrets;
    const more = entry.secrets.length > 1 ? `, and ${entry.secrets.length - 1} more` : '';
    return first === undefined
      ? []
      : [{ entry, line: `${path}:${first.line}: ${secretWords[first.kind]}${more}`, isSure: true }];
  }
  const byPath = secretPath(entry.path);
  if (byPath === null || (entry.secrets !== undefined && byPath.opaque !== true)) return [];
  return [{ entry, line: `${path}: ${byPath.words}`, isSure: false }];
}

/** BuildKit asks only for what a COPY takes; the classic builder has all, and its Dockerfile says what it takes. */
function copyWords({ build }: SentContext, suspects: readonly Suspect[]): string {
  if (build.builder === 'buildkit' && build.buildkit?.exchanges.upload == null) {
    return `, and a COPY takes ${suspects.length > 1 ? 'them' : 'it'} into the image`;
  }
  const taken = copiedPaths(build.dockerfile ?? '', suspects);
  const copied = suspects.filter(({ entry }) => taken.has(entry.path));
  if (copied.length === 0) return '';
  return copied.length === suspects.length
    ? `, and a COPY takes ${suspects.length > 1 ? 'them' : 'it'} into the image`
    : `, and a COPY takes ${someOf(copied.map(({ entry }) => quoted(entry.path)))} into the image`;
}

/** Paths, of these files, that a COPY or ADD of the Dockerfile takes. */
function copiedPaths(dockerfile: string, suspects: readonly Suspect[]): ReadonlySet<string> {
  const entries = suspects.map(({ entry }) => entry);
  const copies = dockerfileInstructions(dockerfile.split('\n')).filter(({ text }) =>
    /^(copy|add)\s/i.test(text),
  );
  return new Set(copies.flatMap(({ text }) => [...copiedFiles(entries, contextSources(text)).keys()]));
}
