import { ascii, concat } from './bytes.ts';
import { frame as streamFrame } from './docker-frames.ts';
import { fsutilPackets } from './fsutil.ts';
import {
  data,
  grpcMessage,
  request as grpcRequest,
  headers,
  preface,
  response,
  settings,
} from './http2-frames.ts';
import { mapEntry, protobuf, protobufTime } from './protobuf.ts';
import { basic, registryHeader } from './registry-header.ts';
import { scriptPcap } from './script-pcap.ts';
import { tarFile } from './tar.ts';
import { Conversation, type ScriptPacket, type Side, START } from './tcp-conversation.ts';

/**
 * What a terminal or a reader would obey: a window title, a colour that no theme of ours uses, a cleared
 * screen, C1 controls, backspace, an OSC 52 that sets the clipboard, bidirectional
 * overrides and isolates, a zero-width space, a line separator, an invisible tag.
 */
const EVIL =
  '\x1b]0;owned\x07\x1b[45m\x1b[2J\x9b31m\x9d0;owned\x9c\b\x7f\x1b]52;c;b3duZWQ=\x07\u202egpj.\u2066\u200b\u2028\u{e0041}';

/** Where in the capture it stands; each place has its own word, so that a test can see that it was shown. */
export const hostilePlaces = [
  'tag',
  'arg',
  'label',
  'path',
  'link',
  'dockerfile',
  'server',
  'user',
  'step',
  'failure',
  'agent',
  'header',
  'target',
  'container',
  'stdout',
  'stderr',
  'logged',
  'event',
  'layer',
  'message',
  'json',
  'plain',
  'grpcMethod',
  'grpcStatus',
  'dirName',
  'syncPath',
  'vertex',
  'vertexLog',
  'secretId',
] as const;

type HostilePlace = (typeof hostilePlaces)[number];

/** A carriage return first: of a line of output only what is behind the last one is left on a terminal. */
const evil = (place: HostilePlace): string => `\revil-${place}-${EVIL}-`;
/** In a request's target, where bytes outside ASCII are escaped. */
const inTarget = (place: HostilePlace): string => encodeURIComponent(evil(place));
/** What fits in a header line: everything but CR and NUL, as bytes. */
const inHeader = (place: HostilePlace): string =>
  Buffer.from(evil(place).replaceAll('\r', '')).toString('latin1');
const json = (value: unknown): string => JSON.stringify(value);

/** A capture of a peer who attacks the terminal of whoever looks. */
export function hostileCapture(): Uint8Array {
  return scriptPcap([build(), containers(), streams(), answers(), session(), control()].flat());
}

/** A whole connection in which `talk` is said. */
function conversation(
  aPort: number,
  talk: (client: Side, daemon: Side) => readonly ScriptPacket[],
): readonly ScriptPacket[] {
  const made = new Conversation({ aPort });
  return [...made.handshake(), ...talk(made.a, made.b), made.a.fin(), made.b.fin(), made.a.ack()];
}

const request = (
  method: string,
  target: string,
  fields: readonly string[] = [],
  body: string | Uint8Array = '',
) =>
  concat(
    ascii(
      [`${method} ${target} HTTP/1.1`, 'Host: docker', `User-Agent: ${inHeader('agent')}`, ...fields].join(
        '\r\n',
      ),
    ),
    ascii(body.length > 0 ? `\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n` : '\r\n\r\n'),
    typeof body === 'string' ? Buffer.from(body) : body,
  );

const answer = (status: string, type: string, body: string | Uint8Array, fields: readonly string[] = []) =>
  concat(
    ascii(
      [`HTTP/1.1 ${status}`, 'Api-Version: 1.41', `Content-Type: ${type}`, ...fields].join('\r\n') +
        `\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`,
    ),
    typeof body === 'string' ? Buffer.from(body) : body,
  );

function build(): readonly ScriptPacket[] {
  const context = tarFile(
    { name: 'Dockerfile', content: `FROM scratch\nRUN ${evil('dockerfile')}\n` },
    { name: evil('path').slice(0, 60), content: `content ${EVIL}` },
    { name: 'link', typeFlag: '2', linkName: evil('link').slice(0, 60) },
  );
  const steps = [
    { stream: 'Step 1/2 : FROM scratch\n' },
    { stream: `Step 2/2 : RUN ${evil('step')}\n` },
    { stream: ` ---> Running in 0123456789ab\n` },
    { stream: `${evil('stdout')}\n` },
    { errorDetail: { message: evil('failure') }, error: evil('failure') },
  ];
  const registries = { [evil('server')]: { auth: basic(evil('user'), 'pa55word') } };
  const target = `/v1.41/build?t=${inTarget('tag')}&buildargs=${encodeURIComponent(json({ A: evil('arg') }))}&labels=${encodeURIComponent(json({ l: evil('label') }))}`;
  return conversation(40_001, (a, b) => [
    a.data(
      request(
        'POST',
        target,
        ['Content-Type: application/x-tar', `X-Registry-Config: ${registryHeader(registries)}`],
        context,
      ),
    ),
    b.data(answer('200 OK', 'application/json', steps.map((step) => `${json(step)}\r\n`).join(''))),
  ]);
}

function containers(): readonly ScriptPacket[] {
  const id = '4f'.repeat(32);
  const created = json({ Image: evil('container'), Cmd: [EVIL], Env: [`E=${EVIL}`], Labels: { l: EVIL } });
  return conversation(40_002, (a, b) => [
    a.data(
      request(
        'POST',
        `/v1.41/containers/create?name=${inTarget('container')}`,
        ['Content-Type: application/json'],
        created,
      ),
    ),
    b.data(answer('201 Created', 'application/json', json({ Id: id, Warnings: [EVIL] }))),
    a.data(
      request('POST', `/v1.41/containers/${id}/attach?stdout=1&stderr=1&stream=1`, [
        'Connection: Upgrade',
        'Upgrade: tcp',
      ]),
    ),
    b.data(
      'HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.multiplexed-stream\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n',
    ),
    b.data(streamFrame(1, Buffer.from(`${evil('stdout')}\n`))),
    b.data(streamFrame(2, Buffer.from(`${evil('stderr')}\n`))),
  ]);
}

function streams(): readonly ScriptPacket[] {
  const logged = streamFrame(1, Buffer.from(`${evil('logged')}\nsecond ${EVIL}`));
  const event = {
    Type: 'container',
    Action: evil('event'),
    Actor: { ID: evil('event'), Attributes: { name: EVIL } },
  };
  const layers = [
    { status: `Pulling from ${evil('layer')}`, id: evil('layer') },
    { status: evil('layer'), progressDetail: { current: 1, total: 2 }, id: `l${EVIL}` },
    { errorDetail: { message: evil('message') }, error: evil('message') },
  ];
  return conversation(40_003, (a, b) => [
    a.data(request('GET', '/v1.41/containers/web/logs?stdout=1')),
    b.data(answer('200 OK', 'application/vnd.docker.multiplexed-stream', logged)),
    a.data(request('GET', '/v1.41/events')),
    b.data(answer('200 OK', 'application/json', `${json(event)}\n`)),
    a.data(request('POST', `/v1.41/images/create?fromImage=${inTarget('tag')}&tag=1`)),
    b.data(answer('200 OK', 'application/json', layers.map((layer) => `${json(layer)}\r\n`).join(''))),
  ]);
}

function answers(): readonly ScriptPacket[] {
  return conversation(40_004, (a, b) => [
    a.data(request('GET', `/v1.41/info?${inTarget('target')}`, [`X-Evil: ${inHeader('header')}`])),
    b.data(
      answer('500 Internal Server Error', 'application/json', json({ message: evil('json'), [EVIL]: EVIL }), [
        `Server: ${inHeader('header')}`,
      ]),
    ),
    a.data(request('GET', '/v1.41/version')),
    b.data(answer(`200 OK${inHeader('plain').replaceAll('\n', '')}`, 'text/plain', evil('plain'))),
    // What is no HTTP at all.
    a.data(Buffer.from(`${EVIL}\n${EVIL}`)),
  ]);
}

/** Header values of HTTP/2 in the builder are shorter than 127 bytes. */
const inField = (place: HostilePlace): string => `evil-${place}-\x1b]0;o\x07\x1b[45m\x9b1m\r\u00ad-`;

const call = (stream: number, path: string, more: readonly (readonly [string, string])[] = []) =>
  headers(stream, grpcRequest(path, [['content-type', 'application/grpc'], ...more]));
const answered = (stream: number) => headers(stream, response(200, [['content-type', 'application/grpc']]));
const sent = (stream: number, message: Uint8Array) => data(stream, grpcMessage(message));
const lastSent = (stream: number, message: Uint8Array) =>
  data(stream, grpcMessage(message), { endStream: true });
const status = (stream: number, code: string, words: string) =>
  headers(
    stream,
    [
      ['grpc-status', code],
      ['grpc-message', words],
    ],
    { endStream: true },
  );
/** As gRPC escapes it; the builder's field values are shorter than 127 bytes. */
const FAILED = encodeURIComponent(evil('grpcStatus')).slice(0, 96);

const UPGRADED = 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n';

/** A BuildKit session: the daemon is the client of the calls on it. */
function session(): readonly ScriptPacket[] {
  return conversation(40_005, (a, b) => [
    a.data(
      request('POST', '/session', [
        'Connection: Upgrade',
        'Upgrade: h2c',
        'X-Docker-Expose-Session-Uuid: s1',
        `X-Docker-Expose-Session-Name: ${inHeader('dirName')}`,
      ]),
    ),
    b.data(UPGRADED),
    b.data(concat(preface, settings())),
    a.data(settings()),
    b.data(call(1, '/moby.filesync.v1.FileSync/DiffCopy', [['dir-name', inField('dirName')]])),
    a.data(answered(1)),
    a.data(sent(1, fsutilPackets.stat(evil('syncPath').slice(0, 50), { size: 4 }))),
    a.data(sent(1, fsutilPackets.end())),
    b.data(sent(1, fsutilPackets.request(0))),
    a.data(sent(1, fsutilPackets.data(0, EVIL.slice(0, 20)))),
    a.data(sent(1, fsutilPackets.close(0))),
    a.data(status(1, '2', FAILED)),
    b.data(call(3, '/moby.buildkit.secrets.v1.Secrets/GetSecret')),
    b.data(lastSent(3, protobuf([1, evil('secretId').slice(0, 60)]))),
    a.data(answered(3)),
    a.data(sent(3, protobuf([1, 'secret']))),
    a.data(status(3, '0', '')),
    b.data(call(5, `/evil.${inField('grpcMethod')}/Do`)),
    b.data(lastSent(5, protobuf([1, EVIL.slice(0, 30)]))),
    a.data(answered(5)),
    a.data(status(5, '12', FAILED)),
  ]);
}

const DIGEST = `sha256:${'1'.repeat(64)}`;

/** A build by BuildKit's own service, with one step. */
function control(): readonly ScriptPacket[] {
  const short = (place: HostilePlace): string => evil(place).slice(0, 60);
  const vertex = protobuf(
    [1, DIGEST],
    [3, `[1/1] RUN ${short('vertex')}`],
    [7, short('failure')],
    [5, protobufTime(START)],
    [6, protobufTime(START + 1000)],
  );
  const log = protobuf([1, DIGEST], [2, protobufTime(START)], [3, 1], [4, short('vertexLog')]);
  return conversation(40_006, (a, b) => [
    a.data(request('POST', '/grpc', ['Connection: Upgrade', 'Upgrade: h2c'])),
    b.data(UPGRADED),
    a.data(concat(preface, settings())),
    b.data(settings()),
    a.data(call(1, '/moby.buildkit.v1.Control/Solve')),
    a.data(
      lastSent(
        1,
        protobuf(
          [1, 'ref'],
          [5, 's1'],
          [6, 'dockerfile.v0'],
          [7, mapEntry('build-arg:A', EVIL.slice(0, 30))],
        ),
      ),
    ),
    a.data(call(3, '/moby.buildkit.v1.Control/Status')),
    a.data(lastSent(3, protobuf([1, 'ref']))),
    b.data(answered(3)),
    b.data(sent(3, protobuf([1, vertex]))),
    b.data(sent(3, protobuf([3, log]))),
    b.data(status(3, '0', '')),
    b.data(answered(1)),
    b.data(status(1, '2', FAILED)),
  ]);
}
