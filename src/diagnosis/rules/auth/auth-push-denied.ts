import type { Exchange } from '../../../model/exchange.ts';
import { registryOf, registryWords } from '../../image-reference.ts';
import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';
import { errorTexts } from '../../told-errors.ts';

const DENIED = /requested access to the resource is denied|push access denied|^denied: /i;

export const authPushDenied = rule({
  id: 'auth-push-denied',
  phase: 'auth',
  severity: 'error',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: '`denied: requested access to the resource is denied` at the end of a push.',
  cause:
    'The account may not write to that repository: it belongs to another namespace, or the token may only read.',
  fix: 'Tag the image with a namespace that the account owns, log in to the right registry, or give the token the right to write.',
  evidence:
    'The answer of a push, or of a build that pushes, says so; the account is that of `X-Registry-Auth`.',
  judge: ({ traffic }) => {
    const pushes = traffic.exchanges.filter(isPush);
    if (pushes.length === 0) return null;
    return pushes.flatMap((push) => {
      const text = errorTexts(push).find((each) => DENIED.test(each));
      if (text === undefined) return [];
      const image = push.docker.build === null ? push.docker.images[0] : push.docker.build.tags[0];
      const username = push.docker.auth?.username ?? null;
      const who = username === null ? 'The account of this push' : `User "${quoted(username)}"`;
      const where =
        image === undefined ? '' : ` to "${quoted(image)}" at ${quoted(registryWords(registryOf(image)))}`;
      return [
        {
          message: `${who} may not push${where}: ${quoted(text)}`,
          exchanges: [push.id],
        },
      ];
    });
  },
});

function isPush({ operation, docker }: Exchange): boolean {
  if (operation === 'ImagePush') return true;
  return (
    docker.build?.buildkit?.exporters.some(({ attributes }) => attributes.push?.toString() === 'true') ??
    false
  );
}
