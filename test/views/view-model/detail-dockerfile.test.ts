import { expect, it } from 'vitest';
import { dockerfileMaker } from '../../../src/views/view-model/detail-dockerfile.ts';
import { webBuild } from '../../builders/web-build.ts';
import { paneText } from './pane-text.ts';

it('the Dockerfile has each step beside its instruction', () => {
  expect(paneText(dockerfileMaker(webBuild()))).toBe(
    [
      ' Dockerfile, as it was in the context',
      '',
      '  1                 # The web front end',
      '  2  ✓ 4 ms         FROM node:20',
      '  3  ✓ cached       WORKDIR /app',
      '  4  ! 61 ms miss   COPY package*.json ./',
      '  5',
      '  6  ✗ exit code 1  RUN npm ci \\',
      '  7                     # no scripts of others',
      '  8                     --ignore-scripts',
      '  9                 COPY . .',
      ' 10                 CMD ["node","server.js"]',
    ].join('\n'),
  );
});
