import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { containerProcess } from '../../../src/cli/daemon/container-process.ts';
import { ProgramError } from '../../../src/cli/exit.ts';

const answers: Readonly<Record<string, readonly [number, string]>> = {
  '/containers/here/json': [200, JSON.stringify({ State: { Pid: process.pid } })],
  '/containers/stopped/json': [200, '{"State":{"Pid":0}}'],
  '/containers/elsewhere/json': [200, '{"State":{"Pid":4194305}}'],
  '/containers/odd/json': [200, 'null'],
  '/containers/broken/json': [500, '{"message":"broken"}'],
  '/containers/a%2Fb/json': [200, JSON.stringify({ State: { Pid: process.pid } })],
};
let folder: string;
let server: Server;
let host: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'container-process-'));
  server = createServer((request, response) => {
    const [status, body] = answers[request.url ?? ''] ?? [404, '{"message":"No such container"}'];
    response.writeHead(status).end(body);
  });
  const path = join(folder, 'docker.sock');
  host = `unix://${path}`;
  await new Promise<void>((resolve) => server.listen(path, resolve));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const ask = (container: string, at = host) => containerProcess(container, { host: at, certificates: null });

test('the process of a container that runs here', async () => {
  expect(await ask('here')).toBe(process.pid);
  expect(await ask('a/b')).toBe(process.pid);
});

test.each([
  ['nosuch', /^there is no container nosuch at unix:/],
  ['stopped', /^container stopped is not running/],
  ['elsewhere', /^container elsewhere runs on another host/],
  ['odd', /it answered 200$/],
  ['broken', /it answered 500$/],
])('%s is said in one line', async (container, message) => {
  await expect(ask(container)).rejects.toThrow(ProgramError);
  await expect(ask(container)).rejects.toThrow(message);
});

test('a daemon that cannot be reached, over what cannot be spoken', async () => {
  await expect(ask('x', 'unix:///nowhere.sock')).rejects.toThrow(/^cannot ask unix:\/\/\/nowhere\.sock/);
  await expect(ask('x', 'ssh://host')).rejects.toThrow(/only unix:\/\/ and tcp:\/\//);
});
