import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { evidence } from '../builders/evidence.ts';
import { captured } from './captured.ts';

/** Scenarios in which something went wrong that no exit code in client.txt shows. */
const troubled = new Map([
  ['run-tty', 'its last shell ends with 3, which script(1) does not pass on'],
  ['half-close-lost', 'the proxy in it loses output, and the client ends well'],
]);

const scenarios = readdirSync('fixtures').filter((name) => existsSync(`fixtures/${name}/client.txt`));

/** Every command of it ended well, as its client says. */
function endedWell(name: string): boolean {
  const codes = readFileSync(`fixtures/${name}/client.txt`, 'utf8').match(/^\[exit \d+\]$/gm) ?? [];
  return codes.length > 0 && codes.every((code) => code === '[exit 0]');
}

async function errorsOf(name: string): Promise<readonly string[]> {
  const file = readdirSync(`fixtures/${name}`).find((each) => each.startsWith('capture.pcap'));
  const traffic = await captured(`fixtures/${name}/${file}`);
  const { findings } = diagnose(evidence({ traffic }));
  return findings.flatMap(({ severity, rule, message }) =>
    severity === 'error' ? [`${rule}: ${message}`] : [],
  );
}

const green = scenarios.filter((name) => endedWell(name) && !troubled.has(name));

test('there are green fixtures', () => {
  expect(green.length).toBeGreaterThan(15);
});

describe('where all went well, nothing is called an error', () => {
  test.each(green)('%s', async (name) => {
    expect(await errorsOf(name)).toEqual([]);
  });
});

test.each([...troubled])('%s is rightly left out: %s', async (name) => {
  expect(endedWell(name)).toBe(true);
  expect(await errorsOf(name)).not.toEqual([]);
});
