import { expect, test } from 'vitest';
import { dockerfileImages } from '../../src/diagnosis/dockerfile-images.ts';

test('images of others, without stages and what is not known', () => {
  const dockerfile = [
    'ARG BASE=x',
    'FROM --platform=$BUILDPLATFORM golang:1.24 AS build',
    `FROM \${BASE} AS other`,
    'FROM build AS tested',
    'COPY --from=registry.example.test/tools:1 /bin/x /bin/x',
    'COPY --from=build /a /b',
    'COPY --from=0 /a /b',
    'FROM scratch',
  ].join('\n');
  expect(dockerfileImages(dockerfile)).toEqual(['golang:1.24', 'registry.example.test/tools:1']);
});
