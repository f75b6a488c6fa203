import { expect, test } from 'vitest';
import { logLines } from '../../../../src/views/report/text/job-log.ts';

const head = ['it failed', '  ::error::not mine'];
const sections = [{ title: 'Steps ##[error]', lines: ['::set-output name=a::b', 'see a::b'] }];

test('GitLab folds by markers with the time', () => {
  expect(logLines(head, sections, 'gitlab', 1_700_000_000)).toEqual([
    'it failed',
    '  ::error::not mine',
    '\x1b[0Ksection_start:1700000000:dind_sniff_1700000000_1[collapsed=true]\r\x1b[0KSteps ##[error]',
    '::set-output name=a::b',
    'see a::b',
    '\x1b[0Ksection_end:1700000000:dind_sniff_1700000000_1\r\x1b[0K',
  ]);
});

test('GitHub folds by commands, and what is printed is none', () => {
  expect(logLines(head, sections, 'github', 0)).toEqual([
    'it failed',
    '  : :error::not mine',
    '::group::Steps # #[error]',
    ': :set-output name=a::b',
    'see a::b',
    '::endgroup::',
  ]);
});

test('elsewhere a title stands above', () => {
  expect(logLines(['head'], [{ title: 'Steps', lines: ['one'] }], 'plain', 0)).toEqual([
    'head',
    '',
    'Steps',
    'one',
  ]);
});
