import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makePrivateDirectory } from '../../capture/proxy/private-directory.ts';
import {
  type ProxyEnd,
  parseProxyAddress,
  proxyAddressText,
  usuallySpeaksTls,
} from '../../capture/proxy/proxy-address.ts';
import { type ProxyProcess, startProxyProcess } from '../../capture/proxy/proxy-process.ts';
import type { EngineRequest } from '../../engine/messages.ts';
import { safeText } from '../../views/view-model/safe-text.ts';
import { type Context, warn } from '../context.ts';
import { daemonTarget, daemonText, type TargetOptions } from '../daemon-target.ts';
import { displayFilter } from '../display-filter.ts';
import { engineInLines, type LineOptions, linePrinterFor } from '../engine-lines.ts';
import { EXIT_DONE, ProgramError } from '../exit.ts';
import { hasScreen } from '../keyboard.ts';
import { Notes } from '../notes.ts';
import { exportLine, openListenerWarnings, proxyFailure, proxyWarning } from '../proxy-words.ts';
import { engineFor } from '../start-engine.ts';
import { version } from '../version.ts';

export interface ProxyCommandOptions extends TargetOptions, LineOptions {
  readonly listen?: readonly string[];
  readonly keylog?: string;
  readonly allowRemote?: true;
  readonly write?: string;
  readonly displayFilter?: string;
  readonly hash?: true;
}

/** `dind-sniff proxy`: until it is interrupted, or its screen is left. */
export async function proxy(
  _args: readonly string[],
  options: ProxyCommandOptions,
  context: Context,
): Promise<number> {
  const onScreen = options.format === undefined && hasScreen(context);
  // What is no filter is said before anything listens.
  await displayFilter(options.displayFilter);
  const folder = makePrivateDirectory(tmpdir());
  const notes = new Notes(context, onScreen);
  try {
    const record = options.write ?? join(folder.path, 'capture.pcapng');
    const running = await start(options, folder.path, record, notes, context);
    const gone = new AbortController();
    void running.ended.then(() => gone.abort());
    const interrupted = AbortSignal.any([context.interrupted, gone.signal]);
    try {
      await show(running, record, onScreen, options, { ...context, interrupted });
    } finally {
      await running.close();
    }
    if (!(await running.ended)) {
      throw new ProgramError('the proxy ended unexpectedly, and its connections with it; run it again');
    }
    if (options.write !== undefined) {
      notes.add(
        safeText(`${options.write} holds the capture, with every secret in it; only you can read it`),
      );
    }
    return EXIT_DONE;
  } finally {
    notes.tell();
    folder.remove();
  }
}

async function start(
  options: ProxyCommandOptions,
  folder: string,
  record: string,
  notes: Notes,
  context: Context,
): Promise<ProxyProcess> {
  const target = daemonTarget(options, context);
  const certificates = options.certs ?? target.certificates;
  const listen = listenEnds(options.listen, folder, certificates !== null);
  try {
    const running = await startProxyProcess({
      listen,
      target,
      record,
      application: `dind-sniff ${version}`,
      ...(certificates === null ? {} : { certificates }),
      ...(options.keylog === undefined ? {} : { keylog: options.keylog }),
      ...(options.allowRemote === undefined ? {} : { allowRemote: true }),
      onEvent: (event) => {
        const words = proxyWarning(event);
        if (words !== null) notes.add(words);
      },
    });
    const addresses = running.listening.map(({ address }) => safeText(proxyAddressText(address)));
    warn(context, `listening on ${addresses.join(', ')}; the daemon is at ${daemonText(target)}`);
    warn(context, `point clients there: ${exportLine(running.environment)}`);
    for (const words of openListenerWarnings(running.listening, target)) warn(context, words);
    return running;
  } catch (error) {
    throw proxyFailure(error);
  }
}

/** Without a wish, a socket that only this user can use. */
function listenEnds(
  wishes: readonly string[] | undefined,
  folder: string,
  tls: boolean,
): readonly ProxyEnd[] {
  if (wishes === undefined)
    return [{ address: { kind: 'unix', path: join(folder, 'docker.sock') }, tls: false }];
  try {
    return wishes.map((wish) => {
      const address = parseProxyAddress(wish, tls);
      return { address, tls: tls && usuallySpeaksTls(address) };
    });
  } catch (error) {
    throw proxyFailure(error);
  }
}

async function show(
  running: ProxyProcess,
  record: string,
  onScreen: boolean,
  options: ProxyCommandOptions,
  context: Context,
): Promise<void> {
  const request: EngineRequest = {
    capture: {
      kind: 'follow',
      path: record,
      name: options.write ?? null,
      source: `proxy ${running.listening.map(({ address }) => proxyAddressText(address)).join(' ')}`,
    },
    decoding: options.hash === true ? { hash: true } : {},
    wants: onScreen ? 'screen' : 'records',
    filter: onScreen ? (options.displayFilter ?? null) : null,
  };
  if (!onScreen) {
    await showLines(running, request, options, context);
    return;
  }
  const engine = await engineFor(request);
  // The terminal UI's libraries take a while to load; clients are served meanwhile.
  const { engineOnScreen } = await import('../engine-screen.ts');
  await engineOnScreen(engine, { state: 'live', color: options.color, filter: request.filter }, context);
}

/** When the decoder breaks, that is told, and clients notice nothing. */
async function showLines(
  running: ProxyProcess,
  request: EngineRequest,
  options: ProxyCommandOptions,
  context: Context,
): Promise<void> {
  const shown = await displayFilter(options.displayFilter);
  const print = linePrinterFor(options, context);
  try {
    const engine = await engineFor(request);
    await engineInLines(engine, { print, shown, complete: () => running.close() }, context);
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error;
    warn(context, `${error.message}; nothing more is shown, and connections go on`);
    await interruption(context.interrupted);
  }
}

function interruption(interrupted: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (interrupted.aborted) resolve();
    else interrupted.addEventListener('abort', () => resolve(), { once: true });
  });
}
