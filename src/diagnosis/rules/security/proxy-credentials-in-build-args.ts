import { MASK, Secret } from '../../../model/secret.ts';
import { containerWords, createdContainers } from '../../containers.ts';
import { inWords, quoted, someOf } from '../../quoted.ts';
import { type Found, rule } from '../../rule.ts';

const PROXY = /^(https?|ftp|all)_proxy$/i;

export const proxyCredentialsInBuildArgs = rule({
  id: 'proxy-credentials-in-build-args',
  phase: 'security',
  severity: 'sec-warn',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'The password of the HTTP proxy is readable in builds and containers.',
  cause:
    'A proxy address with a password is passed on as a build arg or a variable; the client adds them by itself from `proxies` in its config.json.',
  fix: 'Give builds a proxy that wants no password, or mount the address as a secret.',
  evidence:
    'HTTP_PROXY, HTTPS_PROXY, FTP_PROXY or ALL_PROXY with `user:password@`, as a build arg or in the environment of a container.',
  judge: ({ traffic }) => {
    const created = createdContainers(traffic);
    if (traffic.builds.length === 0 && created.length === 0) return null;
    const builds = traffic.builds.flatMap(({ id, docker }): readonly Found[] => {
      const names = Object.entries(docker.build?.buildArgs ?? {}).flatMap(([name, value]) =>
        PROXY.test(name) && value !== null && holdsLogin(value) ? [name] : [],
      );
      if (names.length === 0) return [];
      return [
        {
          message: `${inWords(names.map(quoted))} with a password ${names.length === 1 ? 'is' : 'are'} passed to a build.`,
          exchanges: [id],
        },
      ];
    });
    const containers = created.flatMap((container): readonly Found[] => {
      const names = (container.create.docker.process?.env ?? []).flatMap((assignment) => {
        const [, name = '', value = ''] = /^([^=]*)=(.*)$/s.exec(assignment.toString()) ?? [];
        return PROXY.test(name) && (holdsLogin(value) || value === MASK) ? [name] : [];
      });
      if (names.length === 0) return [];
      return [
        {
          message: `${containerWords(container)} gets ${someOf(names.map(quoted))} with a password.`,
          exchanges: [container.create.id],
        },
      ];
    });
    return [...builds, ...containers];
  },
});

/** A masked address shows the mask in the place of its password. */
function holdsLogin(value: string | Secret): boolean {
  return /:\/\/[^/\s]*@/.test(value.toString()) || (value instanceof Secret && value.toString() === MASK);
}
