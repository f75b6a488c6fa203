import { expect, it } from 'vitest';
import { authMaker } from '../../../src/views/view-model/detail-auth.ts';
import { webBuild } from '../../builders/web-build.ts';
import { paneText } from './pane-text.ts';

it('auth lists the registries, masked, and what they went over', () => {
  const text = paneText(authMaker(webBuild()), { width: 120 });
  expect(text).toMatch(/https:\/\/index.docker.io\/v1\/ +bob +password +•••• +172.17.0.2:2375 +! plain TCP/);
  expect(text).toMatch(/ghcr.example +– +identity token/);
  const local = paneText(authMaker(webBuild({ server: '/var/run/docker.sock' })), { width: 120 });
  expect(local).toMatch(/docker.sock +unix socket/);
});
