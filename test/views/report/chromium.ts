import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

export const hasChromium = spawnSync('chromium', ['--version']).status === 0;

/** How a page is looked at. */
export interface Look {
  readonly width: number;
  readonly scheme: 'light' | 'dark';
  readonly media?: 'screen' | 'print';
  /** Sent as the page's Content-Security-Policy, in place of none. */
  readonly policy?: string;
}

interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly sessionId?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}

/** Where pages are served from: nothing listens there, the browser asks us. */
const ADDRESS = 'http://report.test/';

/**
 * A headless Chromium, spoken to in its DevTools protocol over a pipe: no port, no library. Whatever a page
 * asks for but itself is refused and kept in `asked`, what it complains about in `complaints`.
 */
export class Chromium {
  readonly complaints: string[] = [];
  readonly asked: string[] = [];
  readonly #child: ChildProcess;
  readonly #folder = mkdtempSync(join(tmpdir(), 'dind-sniff-chromium-'));
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  readonly #loaded: (() => void)[] = [];
  #session = '';
  #next = 1;
  #page = '';
  #policy: string | undefined;

  private constructor() {
    const options = ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--no-first-run'];
    const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];
    this.#child = spawn(
      'chromium',
      [...options, ...quiet, `--user-data-dir=${this.#folder}`, '--remote-debugging-pipe', 'about:blank'],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
    );
    let text = '';
    (this.#child.stdio[4] as Readable).setEncoding('utf8').on('data', (piece: string) => {
      const messages = (text + piece).split('\0');
      text = messages.pop() ?? '';
      for (const message of messages) this.#take(JSON.parse(message) as Answer);
    });
  }

  static async start(): Promise<Chromium> {
    const chromium = new Chromium();
    const { targetId } = await chromium.send('Target.createTarget', { url: 'about:blank' });
    const attached = await chromium.send('Target.attachToTarget', { targetId, flatten: true });
    chromium.#session = attached.sessionId as string;
    for (const domain of ['Page', 'Log', 'Runtime']) await chromium.send(`${domain}.enable`);
    await chromium.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
    return chromium;
  }

  async show(page: string, { width, scheme, media = 'screen', policy }: Look): Promise<void> {
    this.#page = page;
    this.#policy = policy;
    await this.send('Emulation.setDeviceMetricsOverride', {
      width,
      height: 900,
      deviceScaleFactor: 1,
      mobile: width < 600,
    });
    const features = [{ name: 'prefers-color-scheme', value: scheme }];
    await this.send('Emulation.setEmulatedMedia', { media, features });
    const loaded = new Promise<void>((resolve) => this.#loaded.push(resolve));
    await this.send('Page.navigate', { url: ADDRESS });
    await loaded;
  }

  /** The value of an expression, evaluated in the page. */
  async evaluate<Value>(expression: string): Promise<Value> {
    const { result, exceptionDetails } = (await this.send('Runtime.evaluate', {
      expression,
      returnByValue: true,
    })) as { result: { value: Value }; exceptionDetails?: { text: string } };
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.text);
    return result.value;
  }

  /** All of the page, as PNG. */
  async picture(clip?: { readonly width: number; readonly height: number }): Promise<Buffer> {
    const { data } = await this.send('Page.captureScreenshot', {
      captureBeyondViewport: true,
      ...(clip === undefined ? {} : { clip: { x: 0, y: 0, scale: 1, ...clip } }),
    });
    return Buffer.from(data as string, 'base64');
  }

  async close(): Promise<void> {
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#session = '';
    await this.send('Browser.close');
    await gone;
    // Its helpers end a little later, and write until then.
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }

  send(method: string, params: object = {}): Promise<Readonly<Record<string, unknown>>> {
    const id = this.#next++;
    const session = this.#session === '' ? {} : { sessionId: this.#session };
    (this.#child.stdio[3] as Writable).write(`${JSON.stringify({ id, method, params, ...session })}\0`);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ result, error }) => {
        if (error === undefined) resolve(result ?? {});
        else reject(new Error(`${method}: ${error.message}`));
      });
    });
  }

  #take(message: Answer): void {
    const { id, method, params = {} } = message;
    if (id !== undefined) {
      this.#waiting.get(id)?.(message);
      this.#waiting.delete(id);
    } else if (method === 'Page.loadEventFired') {
      for (const resolve of this.#loaded.splice(0)) resolve();
    } else if (method === 'Log.entryAdded') {
      this.complaints.push((params.entry as { text: string }).text);
    } else if (method === 'Runtime.consoleAPICalled' || method === 'Runtime.exceptionThrown') {
      this.complaints.push(JSON.stringify(params));
    } else if (method === 'Fetch.requestPaused') {
      this.#serve(params as unknown as { requestId: string; request: { url: string } });
    }
  }

  #serve({ requestId, request }: { requestId: string; request: { url: string } }): void {
    if (request.url !== ADDRESS) {
      // Browsers ask for it on their own.
      if (!request.url.endsWith('/favicon.ico')) this.asked.push(request.url);
      void this.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
      return;
    }
    const policy =
      this.#policy === undefined ? [] : [{ name: 'Content-Security-Policy', value: this.#policy }];
    void this.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: 200,
      responseHeaders: [{ name: 'Content-Type', value: 'text/html; charset=utf-8' }, ...policy],
      body: Buffer.from(this.#page).toString('base64'),
    });
  }
}
