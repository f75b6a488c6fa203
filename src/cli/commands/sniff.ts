import { safeText } from '../../views/view-model/safe-text.ts';
import { type Context, warn } from '../context.ts';
import { displayFilter } from '../display-filter.ts';
import { engineInLines, linePrinterFor } from '../engine-lines.ts';
import { EXIT_DONE, EXIT_FAILED, UsageError } from '../exit.ts';
import { hasScreen } from '../keyboard.ts';
import { type SniffCommandOptions, sniffRequest } from '../sniff-request.ts';
import { engineFor } from '../start-engine.ts';

/** `dind-sniff [sniff]`: captures, on the screen where there is one and no format is asked for. */
export async function sniff(
  _args: readonly string[],
  options: SniffCommandOptions,
  context: Context,
): Promise<number> {
  const onScreen = options.format === undefined && hasScreen(context);
  const shown = await displayFilter(options.displayFilter);
  const request = sniffRequest(options, onScreen ? 'screen' : 'records', await namespaceOf(options, context));
  const engine = await engineFor(request);
  if (options.debug === true) warn(context, safeText(`captures with ${engine.ready.reason}`));
  let why: string | null;
  if (onScreen) {
    // The terminal UI's libraries take a while to load; the capture has begun by then.
    const { engineOnScreen } = await import('../engine-screen.ts');
    why = await engineOnScreen(
      engine,
      { state: 'live', color: options.color, filter: request.filter },
      context,
    );
  } else why = await engineInLines(engine, { print: linePrinterFor(options, context), shown }, context);
  if (why !== null) warn(context, safeText(why));
  if (options.write !== undefined) {
    warn(
      context,
      safeText(`${options.write} holds the capture, with every secret in it; only you can read it`),
    );
  }
  return why === null ? EXIT_DONE : EXIT_FAILED;
}

async function namespaceOf(
  { container, pid }: SniffCommandOptions,
  context: Context,
): Promise<{ readonly pid: number; readonly name: string } | null> {
  if (container !== undefined && pid !== undefined) {
    throw new UsageError('--container and --pid both name a network namespace; give one of them');
  }
  if (container !== undefined) {
    // Most captures ask no daemon anything.
    const [{ daemonTarget }, { proxyAddressText }, { containerProcess }] = await Promise.all([
      import('../daemon-target.ts'),
      import('../../capture/proxy/proxy-address.ts'),
      import('../daemon/container-process.ts'),
    ]);
    const { address, certificates } = daemonTarget({}, context);
    const daemon = { host: proxyAddressText(address), certificates };
    return { pid: await containerProcess(container, daemon), name: container };
  }
  return pid === undefined ? null : { pid, name: `process ${pid}` };
}
