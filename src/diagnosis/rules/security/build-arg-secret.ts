import type { Build } from '../../../model/build.ts';
import { Secret } from '../../../model/secret.ts';
import { isDummy } from '../../dummy-secret.ts';
import { inWords, quoted } from '../../quoted.ts';
import type { Found } from '../../rule.ts';
import { rule } from '../../rule.ts';

/** Told by a rule of its own. */
const PROXY = /^(https?|ftp|all)_proxy$/i;

export const buildArgSecret = rule({
  id: 'build-arg-secret',
  phase: 'security',
  severity: 'sec-high',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'Nothing is seen of it: `docker history` shows the secret to whoever has the image.',
  cause:
    'A token or a password is given as a build arg or a label, which the image keeps; it stands in the address of the request too, and so in logs of proxies.',
  fix: 'Use --secret id=<name>,env=<NAME> with RUN --mount=type=secret,id=<name>, and change the secret.',
  evidence:
    'A build arg or a label that is named like a secret (TOKEN, SECRET, PASSWORD, ..._KEY) or has the form of one, with a value that is no dummy.',
  judge: ({ traffic }) => {
    if (traffic.builds.length === 0) return null;
    return traffic.builds.flatMap(({ id, docker }) => {
      const { build } = docker;
      return build === null
        ? []
        : [...told(id, secretArgs(build), 'Build arg'), ...told(id, secretLabels(build), 'Label')];
    });
  },
});

function secretArgs({ buildArgs }: Build): readonly string[] {
  return Object.entries(buildArgs).flatMap(([name, value]) =>
    value instanceof Secret && !PROXY.test(name) && !isDummy(name, value) ? [name] : [],
  );
}

function secretLabels({ labels }: Build): readonly string[] {
  return Object.entries(labels).flatMap(([name, value]) =>
    value instanceof Secret && !isDummy(name, value) ? [name] : [],
  );
}

function told(id: number, names: readonly string[], what: 'Build arg' | 'Label'): readonly Found[] {
  const [first] = names;
  if (first === undefined) return [];
  const name = quoted(first);
  const sentence =
    names.length === 1
      ? `${what} ${name} carries a secret: it stays in the history of the image.`
      : `${what}s ${inWords(names.map(quoted))} carry secrets: they stay in the history of the image.`;
  const secretId = name.toLowerCase();
  return [
    {
      message: sentence,
      fix: `Use --secret id=${secretId},env=${name} with RUN --mount=type=secret,id=${secretId}, and change the secret.`,
      exchanges: [id],
    },
  ];
}
