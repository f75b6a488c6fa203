/**
 * Writes a capture of many calls on one connection that is kept alive: pings, and containers that are created,
 * started, waited for, looked at and removed, one in eight of them refused.
 *
 *   tsx bench/make-calls-capture.ts --calls 100000 --out FILE
 */
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { CaptureWriter } from './capture-writer.ts';

const { values } = parseArgs({
  options: { calls: { type: 'string', default: '100000' }, out: { type: 'string' } },
});
if (values.out === undefined) throw new Error('--out FILE is needed');

const capture = new CaptureWriter(values.out, '1500');

function call(method: string, path: string, status: string, answer: string, sent = ''): void {
  const head = `${method} ${path} HTTP/1.1\r\nHost: docker:2375\r\nUser-Agent: Docker-Client/26.1.5 (linux)\r\n`;
  const length = sent === '' ? '' : `Content-Type: application/json\r\nContent-Length: ${sent.length}\r\n`;
  capture.upload(Buffer.from(`${head}${length}\r\n${sent}`));
  capture.flush();
  const body =
    answer === '' ? 'Content-Length: 0\r\n\r\n' : `Content-Length: ${answer.length}\r\n\r\n${answer}`;
  capture.answer(
    Buffer.from(`HTTP/1.1 ${status}\r\nApi-Version: 1.45\r\nContent-Type: application/json\r\n${body}`),
  );
}

const wanted = Number(values.calls);
for (let container = 0, made = 0; made < wanted; container += 1) {
  const id = createHash('sha256').update(`${container}`).digest('hex');
  const at = `/v1.45/containers/${id}`;
  const image = JSON.stringify({
    Image: `web:${container % 40}`,
    Cmd: ['true'],
    Labels: { number: `${container}` },
  });
  const refused = container % 8 === 7;
  const calls: readonly (() => void)[] = [
    () => call('HEAD', '/_ping', '200 OK', ''),
    () =>
      refused
        ? call('POST', '/v1.45/containers/create', '404 Not Found', '{"message":"No such image: web"}', image)
        : call('POST', '/v1.45/containers/create', '201 Created', `{"Id":"${id}","Warnings":[]}`, image),
    () => call('POST', `${at}/start`, refused ? '404 Not Found' : '204 No Content', ''),
    () => call('POST', `${at}/wait`, '200 OK', '{"StatusCode":0}'),
    () => call('GET', `${at}/json`, '200 OK', JSON.stringify({ Id: id, Name: `/job-${container}` })),
    () => call('DELETE', at, '204 No Content', ''),
  ];
  for (const one of calls.slice(0, wanted - made)) one();
  made += Math.min(calls.length, wanted - made);
}
capture.close();
