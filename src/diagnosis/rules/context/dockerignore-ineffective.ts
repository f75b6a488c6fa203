import { DEPENDENCY_DIRECTORIES, VCS_DIRECTORIES } from '../../../views/view-model/context-directories.ts';
import { quoted } from '../../quoted.ts';
import type { Found } from '../../rule.ts';
import { rule } from '../../rule.ts';
import { hasIgnoreFile, ignorePatterns, type SentContext, sentContexts } from '../../sent-contexts.ts';

/** A name without a place, as somebody writes it who knows .gitignore, where it holds at any depth. */
const BARE_NAME = /^\/?([\w.-]+)\/?$/;
const EXPECTED: ReadonlySet<string> = new Set([
  ...VCS_DIRECTORIES,
  ...DEPENDENCY_DIRECTORIES,
  '.env',
  '.DS_Store',
]);
/** Without a .dockerignore, a context with less of this is nobody's concern. */
const NOTABLE = 1_000_000;

export const dockerignoreIneffective = rule({
  id: 'dockerignore-ineffective',
  phase: 'context',
  severity: 'warn',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'What .dockerignore names is sent all the same.',
  cause:
    'Unlike in .gitignore, a pattern holds from the root of the context only; or the file lies beside another context.',
  fix: 'Write `**/` before the name: `**/node_modules`.',
  evidence:
    'A pattern that the client applied is the bare name of such a directory or file, and one deeper down was sent; or the client applied none, and a repository or installed packages of more than 1 MB were sent.',
  judge: ({ traffic }) =>
    sentContexts(traffic)?.flatMap((context) => [...missed(context), ...absent(context)]) ?? null,
});

function missed(context: SentContext): readonly Found[] {
  return [...new Set(ignorePatterns(context) ?? [])].flatMap((pattern) => {
    const name = BARE_NAME.exec(pattern)?.[1];
    if (name === undefined || !EXPECTED.has(name)) return [];
    const sent = context.sent.find(({ path }) => path.split('/').indexOf(name) > 0);
    if (sent === undefined) return [];
    const parts = sent.path.split('/');
    const place = parts.slice(0, parts.indexOf(name) + 1).join('/');
    return [
      {
        message: `.dockerignore says "${quoted(pattern)}", but ${quoted(place)} was sent: write "**/${name}".`,
        fix: `Write **/${name} in .dockerignore.`,
        exchanges: [context.exchange.id],
        place: { file: '.dockerignore', line: null },
      },
    ];
  });
}

function absent(context: SentContext): readonly Found[] {
  if (hasIgnoreFile(context) !== false) return [];
  const bytes = new Map<string, number>();
  for (const { path, size } of context.sent) {
    const name = path.split('/').find((part) => EXPECTED.has(part));
    if (name !== undefined) bytes.set(name, (bytes.get(name) ?? 0) + size);
  }
  const names = [...bytes].filter(([, sum]) => sum > NOTABLE).map(([name]) => name);
  if (names.length === 0) return [];
  return [
    {
      message: `There is no .dockerignore beside this context, and ${names.join(', ')} ${names.length === 1 ? 'was' : 'were'} sent.`,
      fix: 'Make a .dockerignore in the directory that is given to docker build.',
      details: names.map((name) => `**/${name}`),
      exchanges: [context.exchange.id],
      place: { file: '.dockerignore', line: null },
    },
  ];
}
