import { describe, expect, it } from 'vitest';
import { readCreatedProcess, readExitCode } from '../../../src/docker/processes/created-process.ts';

describe('readCreatedProcess', () => {
  it('reads what docker run -i --rm -p -v -e sends', () => {
    const process = readCreatedProcess('ContainerCreate', {
      Image: 'alpine',
      Cmd: ['cat', '-n'],
      OpenStdin: true,
      Tty: false,
      AttachStdout: true,
      Env: ['COLOUR=blue', 'NPM_TOKEN=hunter2'],
      HostConfig: {
        AutoRemove: true,
        NetworkMode: 'none',
        Binds: ['/src:/dst:ro'],
        PortBindings: {
          '80/tcp': [{ HostIp: '', HostPort: '8080' }],
          '53/udp': [{ HostIp: '::1', HostPort: '' }],
        },
      },
    });
    expect(process).toMatchObject({
      image: 'alpine',
      command: ['cat', '-n'],
      entrypoint: [],
      stdin: true,
      tty: false,
      attached: true,
      autoRemove: true,
      network: 'none',
      volumes: ['/src:/dst:ro'],
      ports: ['8080:80', '::1::53/udp'],
    });
    expect(process?.env.map(String)).toEqual(['COLOUR=blue', 'NPM_TOKEN=••••']);
  });

  it('reads an exec, whose standard input is attached and not opened', () => {
    expect(
      readCreatedProcess('ContainerExec', { Cmd: ['sh'], AttachStdin: true, Tty: true, User: 'www' }),
    ).toMatchObject({ image: null, command: ['sh'], stdin: true, tty: true, attached: false, user: 'www' });
  });

  it.each([
    ['another operation', 'ContainerStart', { Image: 'alpine' }],
    ['no body', 'ContainerCreate', undefined],
    ['a body that is no object', 'ContainerCreate', ['Image']],
  ])('gives null for %s', (_, operation, body) => {
    expect(readCreatedProcess(operation, body)).toBeNull();
  });

  it('takes members of any kind', () => {
    const body = {
      Image: 7,
      Cmd: 'echo hi',
      Entrypoint: [1, null, 'sh'],
      Env: {},
      HostConfig: { PortBindings: { '80/tcp': 'x' } },
    };
    expect(readCreatedProcess('ContainerCreate', body)).toMatchObject({
      image: null,
      command: ['echo hi'],
      entrypoint: ['sh'],
      env: [],
      ports: [],
    });
  });
});

it.each([
  ['ContainerWait', { StatusCode: 7, Error: null }, 7],
  ['ContainerWait', { StatusCode: -1, Error: { Message: 'context canceled' } }, null],
  ['ExecInspect', { Running: false, ExitCode: 9 }, 9],
  ['ExecInspect', { Running: true, ExitCode: 0 }, null],
  ['ContainerStart', { StatusCode: 1 }, null],
  ['ContainerWait', undefined, null],
])('the exit code of %s answered by %j is %j', (operation, answer, code) => {
  expect(readExitCode(operation, answer)).toBe(code);
});
