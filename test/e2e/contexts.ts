import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** More than all buffers on the way hold. */
const LARGE_BYTES = 4 * 1024 * 1024;

// biome-ignore lint/suspicious/noTemplateCurlyInString: Docker puts the build arg in.
const head = 'ARG BASE\nFROM ${BASE}\n';

/** Build contexts below `folder`; each takes its base image as the build arg `BASE`. */
export function writeContexts(folder: string): void {
  const files: Readonly<Record<string, string | Uint8Array>> = {
    'plain/Dockerfile': `${head}COPY sub /sub\nRUN echo said out\nCMD ["echo","hi"]\n`,
    'plain/sub/note.txt': 'a note\n',
    'plain/copy.dockerfile': `${head}COPY sub /sub\n`,
    'plain/failing.dockerfile': `${head}RUN echo said before\nRUN echo said failing >&2; exit 5\nRUN echo never\n`,
    'plain/secret.dockerfile': `${head}RUN --mount=type=secret,id=s echo said $(cat /run/secrets/s | wc -c)\n`,
    'large/Dockerfile': `${head}COPY blob /blob\n`,
    'large/blob': randomBytes(LARGE_BYTES),
    'compose/Dockerfile': `${head}CMD ["echo","said by app"]\n`,
    'compose/docker-compose.yml': JSON.stringify({
      version: '3.3',
      services: {
        // An argument without a value takes the variable's.
        app: { build: { context: '.', args: ['BASE'] }, network_mode: 'none' },
      },
    }),
  };
  for (const [path, content] of Object.entries(files)) {
    const target = join(folder, path);
    mkdirSync(join(target, '..'), { recursive: true });
    writeFileSync(target, content);
  }
}
