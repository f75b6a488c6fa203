import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const read = (path: string): string => readFileSync(path, 'utf8');

/** Options of `dind-sniff` in a text, each with the command that it stands behind. */
function usedOptions(text: string): readonly (readonly [command: string, option: string])[] {
  return Array.from(text.matchAll(/dind-sniff (run|proxy|wait|check|report)\b(.*)$/gm)).flatMap(
    ([, command = '', rest = '']) =>
      Array.from(
        (rest.split(' -- ')[0] ?? '').matchAll(/(?<= )--?[a-z][a-z-]*/gi),
        ([option]) => [command, option] as const,
      ),
  );
}

const files = [
  'ci/gitlab/dind-sniff.gitlab-ci.yml',
  'ci/github/action.yml',
  'ci/github/workflow.yml',
  'ci/jenkins/Jenkinsfile',
  'ci/compose/compose.yml',
  'docs/ci.md',
];

describe('recipes of ci/', () => {
  const helps = new Map<string, string>();
  const helpOf = (command: string): string => {
    const known =
      helps.get(command) ??
      spawnSync(process.execPath, ['bin/dind-sniff.js', command, '--help'], { encoding: 'utf8' }).stdout;
    helps.set(command, known);
    return known;
  };

  test.each(files)('%s uses options that there are', (file) => {
    const used = usedOptions(read(file));
    expect(used.length).toBeGreaterThan(file === 'ci/github/workflow.yml' ? -1 : 0);
    for (const [command, option] of used) expect(helpOf(command), `${command} ${option}`).toContain(option);
  });

  test.each(files.filter((file) => file.endsWith('.yml')))('%s is YAML', (file) => {
    expect(parse(read(file))).toBeTypeOf('object');
  });

  test('compose: services use volumes and services that there are', () => {
    interface Service {
      readonly volumes?: readonly string[];
      readonly depends_on?: readonly string[];
      readonly build?: { readonly context: string; readonly dockerfile: string };
    }
    const { services, volumes } = parse(read('ci/compose/compose.yml')) as {
      readonly services: Readonly<Record<string, Service>>;
      readonly volumes: object;
    };
    for (const service of Object.values(services)) {
      for (const needed of service.depends_on ?? []) expect(services).toHaveProperty(needed);
      for (const volume of service.volumes ?? []) {
        const [name = ''] = volume.split(':');
        if (!name.startsWith('.')) expect(volumes).toHaveProperty(name);
      }
      if (service.build !== undefined) {
        expect(existsSync(join('ci/compose', service.build.context, service.build.dockerfile))).toBe(true);
      }
    }
  });

  test('docs/ci.md links to files that there are', () => {
    const links = Array.from(read('docs/ci.md').matchAll(/\]\(([^)#:]+)\)/g), ([, path]) =>
      join('docs', path as string),
    );
    expect(links.length).toBeGreaterThan(5);
    for (const link of links) expect(existsSync(link), link).toBe(true);
  });

  test('the package that they install holds what the program needs', () => {
    const folder = mkdtempSync(join(tmpdir(), 'dind-sniff-package-'));
    try {
      const args = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder];
      const { stdout } = spawnSync('npm', args, { encoding: 'utf8' });
      const tar = spawnSync('tar', ['-tzf', join(folder, stdout.trim())], { encoding: 'utf8' });
      const entries = tar.stdout.split('\n');
      for (const needed of [
        'bin/dind-sniff.js',
        'dist/dind-sniff.js',
        'dist/engine.js',
        'README.md',
        'LICENSE',
      ]) {
        expect(entries).toContain(`package/${needed}`);
      }
      expect(entries.filter((entry) => /package\/(src|test|bench)\//.test(entry))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
