import type { Finding, FindingPlace, Phase } from '../../model/finding.ts';

/** The file in which a person would mend it, for formats that want one. */
const USUAL_FILES: Readonly<Record<Phase, string>> = {
  connect: '.gitlab-ci.yml',
  tls: '.gitlab-ci.yml',
  version: '.gitlab-ci.yml',
  auth: '.gitlab-ci.yml',
  context: '.dockerignore',
  build: 'Dockerfile',
  registry: '.gitlab-ci.yml',
  container: '.gitlab-ci.yml',
  session: '.gitlab-ci.yml',
  network: '.gitlab-ci.yml',
  security: '.gitlab-ci.yml',
};

export function placeOrUsual({ place, phase }: Finding): FindingPlace {
  return place ?? { file: USUAL_FILES[phase], line: null };
}
