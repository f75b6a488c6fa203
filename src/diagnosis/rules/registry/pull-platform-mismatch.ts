import type { Exchange } from '../../../model/exchange.ts';
import { textAt } from '../../members.ts';
import { quoted } from '../../quoted.ts';
import type { Found } from '../../rule.ts';
import { rule } from '../../rule.ts';
import { ids, toldErrors } from '../../told-errors.ts';
import type { Traffic } from '../../traffic.ts';

const NO_VARIANT =
  /no matching manifest for (\S+) in the manifest list|no match for platform in manifest|does not match the specified platform: wanted (\S+)|image with reference (\S+) was found but does not match the specified platform/i;
const WRONG_PROGRAM = /exec format error/i;

export const pullPlatformMismatch = rule({
  id: 'pull-platform-mismatch',
  phase: 'registry',
  severity: 'error',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'A pull finds no manifest, or a program does not start with `exec format error`.',
  cause: 'The image was not built for the architecture of the machine on which the daemon runs.',
  fix: 'Ask for a variant that exists with --platform, build the image for this architecture too, or use a runner of the right one.',
  evidence:
    '`no matching manifest for …` from a registry is sure; `exec format error` of a step or a container is likely.',
  judge: ({ traffic }) => {
    const found: Found[] = toldErrors(traffic, NO_VARIANT).map(({ text, match, exchanges }) => {
      const platform = match[1] ?? match[2];
      const variant =
        platform === undefined
          ? 'variant for the platform that was asked for'
          : `${quoted(platform)} variant`;
      return {
        message: `${imageWords(exchanges[0])} has no ${variant}${machineWords(traffic)}.`,
        details: [quoted(text)],
        exchanges: ids(exchanges),
      };
    });
    for (const exchange of traffic.exchanges) {
      const text = wrongProgram(exchange);
      if (text === null) continue;
      found.push({
        message: `A program of ${imageWords(exchange)} is made for another architecture${machineWords(traffic)}.`,
        certainty: 'likely',
        details: [quoted(text)],
        exchanges: [exchange.id],
      });
    }
    return found.length === 0 && traffic.exchanges.length === 0 ? null : found;
  },
});

function wrongProgram({ docker }: Exchange): string | null {
  const texts = [
    docker.error?.message ?? '',
    ...(docker.build?.steps ?? []).flatMap(({ error, output }) => [error ?? '', output]),
  ];
  const text = texts.find((one) => WRONG_PROGRAM.test(one));
  return text?.split('\n').find((line) => WRONG_PROGRAM.test(line)) ?? null;
}

function imageWords(exchange: Exchange | undefined): string {
  const image = exchange?.docker.images[0];
  return image === undefined ? 'the image' : quoted(image);
}

function machineWords(traffic: Traffic): string {
  for (const { docker } of traffic.of('SystemInfo')) {
    const architecture = textAt(docker.members.response, 'Architecture');
    if (architecture !== null) return `, and this daemon runs on ${quoted(architecture)}`;
  }
  return '';
}
