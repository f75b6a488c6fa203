import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Exchange } from '../../../../src/model/exchange.ts';
import { reportPage } from '../../../../src/views/report/html/page.ts';
import { safeText } from '../../../../src/views/view-model/safe-text.ts';
import { archiveEntry } from '../../../builders/archive-entry.ts';
import { connection } from '../../../builders/connection.ts';
import { build, buildExchange, dockerFacts, exchange, response, step } from '../../../builders/exchange.ts';
import { webBuild } from '../../../builders/web-build.ts';
import { Chromium, hasChromium, type Look } from '../chromium.ts';
import { exportedRecords } from '../exported-records.ts';
import { finding, reported, reportOf } from '../reported.ts';

const HOSTILE = '"><script>alert(1)</script><img src=http://evil.test/x onerror=alert(2)>\u202e\x1b[31m';
/** Rules and commands make their texts safe for a terminal themselves. */
const SAFE = safeText(HOSTILE);
const LONG = 'a-very-long-name-without-any-place-to-break-it-'.repeat(12);

/** Everything that comes from the wire is markup, and much of it too long. */
function hostileExchange(): Exchange {
  const hostile = build({
    tags: [HOSTILE, LONG],
    dockerfile: `FROM ${HOSTILE}\nRUN ${LONG}\nRUN ${HOSTILE}\n`,
    buildArgs: { [HOSTILE]: HOSTILE, LONG },
    context: {
      compression: 'none',
      bytes: 1000,
      sha256: null,
      fileBytes: 990,
      entries: [
        archiveEntry(`${HOSTILE}/${LONG}`, 500),
        archiveEntry(HOSTILE, 300),
        archiveEntry(`.env`, 100),
        archiveEntry('</title></svg><script>alert(3)</script>', 90),
      ],
    },
    steps: [
      step({ instruction: `FROM ${HOSTILE}` }),
      step({ number: 2, instruction: `RUN ${LONG}`, cached: false }),
      step({
        number: 3,
        instruction: `RUN ${HOSTILE}`,
        cached: false,
        error: HOSTILE,
        output: `${HOSTILE}\n${LONG}\n</pre><script>alert(4)</script>\n`,
      }),
    ],
    error: { code: null, message: HOSTILE },
  });
  return exchange({ id: 1, summary: `build ${HOSTILE} ${LONG}`, docker: dockerFacts({ build: hostile }) });
}

const hostilePage = (): string =>
  reportPage(
    reportOf([hostileExchange(), exchange({ id: 2, summary: LONG, response: response(500) })], {
      file: HOSTILE,
      findings: [
        finding({ severity: 'error', message: SAFE, fix: `\`${SAFE}\``, details: [SAFE, LONG] }),
        finding({ message: LONG, place: { file: SAFE, line: 3 }, exchanges: [2, 77] }),
      ],
      run: { command: SAFE, ending: 'exited with 1', succeeded: false },
    }),
  );

describe('the page', () => {
  test('has no script, no address outside, no style attribute, whatever is in it', () => {
    const page = hostilePage();
    // No text has these signs, so what is between them was meant to be a tag.
    const whole: readonly string[] = page.match(/<[^>]*>/g) ?? [];
    const tags = whole.map((tag) => tag.replace(/"[^"]*"/g, ''));
    const names = tags.flatMap((tag) => /^<([a-z][a-z0-9]*)/.exec(tag)?.[1] ?? []);
    for (const name of ['script', 'img', 'link', 'iframe', 'object', 'base'])
      expect(names).not.toContain(name);
    const attributes = new Set(
      tags.flatMap((tag) => [...tag.matchAll(/\s([a-z-]+)/g)].map(([, name]) => name)),
    );
    for (const name of attributes)
      expect(name).not.toMatch(/^(on.*|style|src.*|action|formaction|background)$/);
    expect(whole.join()).not.toMatch(/https?:/);
    expect(/<style>(.*)<\/style>/s.exec(page)?.[1]).not.toMatch(/https?:|url\(|@import/);
    expect([...page.matchAll(/\shref="([^"]*)"/g)].every(([, address]) => address?.startsWith('#'))).toBe(
      true,
    );
    expect(page).not.toContain('\u202e');
  });

  test('links only to what is there', () => {
    const page = hostilePage();
    const ids = new Set([...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id));
    for (const [, id] of page.matchAll(/\shref="#([^"]*)"/g)) expect(ids).toContain(id);
  });

  test('masks secrets', () => {
    expect(reportPage(reportOf([webBuild(), buildExchange()]))).not.toMatch(
      /npm_topsecret|hunter2|s3cret|idtoken/,
    );
  });

  test('of very much stays below 2 MB, and says what is left out', () => {
    const instruction = `RUN ${'<&>'.repeat(300)}`;
    const entries = Array.from({ length: 2000 }, (_, index) =>
      archiveEntry(`${index % 90}/${'"'.repeat(250)}${index}`, 1000 + index),
    );
    const context = { compression: 'none', bytes: 1, sha256: null, fileBytes: 1, entries } as const;
    const steps = Array.from({ length: 200 }, (_, index) =>
      step({ number: index + 1, total: 200, instruction }),
    );
    const dockerfile = `${instruction}\n`.repeat(500);
    const builds = Array.from({ length: 30 }, (_, index) => ({
      ...buildExchange({ context, steps, dockerfile }),
      id: index + 1,
    }));
    const others = Array.from({ length: 3000 }, (_, index) =>
      exchange({
        id: 100 + index,
        summary: '&'.repeat(300),
        response: response(500),
        docker: dockerFacts({ error: { code: 500, message: '<'.repeat(1000) } }),
      }),
    );
    const findings = Array.from({ length: 300 }, () =>
      finding({ message: '"'.repeat(3000), details: Array(40).fill('<'.repeat(900)) }),
    );
    const page = reportPage(reportOf([...builds, ...others], { findings }));
    expect(Buffer.byteLength(page)).toBeLessThan(2_000_000);
    expect(page).toMatch(/\d+ more builds are left out here/);
    expect(page).toMatch(/[\d,]+ shorter ones are left out here/);
  });
});

test.each(['classic-build', 'build-26', 'buildkit-20-stages', 'buildkit-stages'])(
  'areas of contexts in %s add up to the bytes of the NDJSON, and their files to its files',
  async (name) => {
    const path = `fixtures/${name}/capture.pcapng`;
    const page = reportPage(await reported(path));
    const maps = [...page.matchAll(/<svg class="map (\w+)"[^>]*>(.*?)<\/svg>/gs)];
    const contexts = (await exportedRecords(path)).flatMap(({ docker }) => {
      const context = docker?.build?.context;
      return context == null || context.fileBytes === 0 ? [] : [context];
    });
    const files = contexts.map(({ entries }) => entries.filter(({ type }) => type !== 'directory').length);
    const told = [...page.matchAll(/class="map broad"[^>]*aria-label="([\d,]+) file/g)];
    expect(told.map(([, count = '']) => Number(count.replaceAll(',', '')))).toEqual(files);
    for (const sheet of ['broad', 'middle', 'narrow']) {
      const sums = maps
        .filter(([, drawn]) => drawn === sheet)
        .map(([, , svg = '']) => {
          const leaves = [...svg.matchAll(/<title>([^<]*)<\/title><rect class="([^"]*)"/g)].filter(
            ([, , look]) => !look?.includes('opened'),
          );
          return leaves.reduce((sum, [, title = '']) => {
            const [, bytes = ''] = /: ([\d,]+) bytes/.exec(title) ?? [];
            return sum + Number(bytes.replaceAll(',', ''));
          }, 0);
        });
      expect(sums).toEqual(contexts.map(({ fileBytes }) => fileBytes));
    }
  },
);

const tls = reportOf([], {
  connections: [
    connection({ protocol: 'tls', exchanges: 0 }),
    connection({ id: 2, client: LONG, exchanges: 0 }),
  ],
});

const PAGES: Readonly<Record<string, () => Promise<string> | string>> = {
  'a failing build': async () => reportPage(await reported('fixtures/classic-build/capture.pcapng')),
  'a BuildKit build of three stages': async () =>
    reportPage(await reported('fixtures/buildkit-20-stages/capture.pcapng')),
  'failing BuildKit builds': async () =>
    reportPage(await reported('fixtures/buildkit-failures/capture.pcapng')),
  'nothing but TLS': () => reportPage(tls),
  'an empty capture': () => reportPage(reportOf([])),
  'hostile names and logs': hostilePage,
};

const LOOKS: readonly Look[] = [
  { width: 390, scheme: 'light' },
  { width: 390, scheme: 'dark' },
  { width: 761, scheme: 'light' },
  { width: 1280, scheme: 'dark' },
  { width: 1920, scheme: 'light' },
  { width: 794, scheme: 'light', media: 'print' },
];

/**
 * In the page, everything unfolded: what is wider than its box, sticks out of the screen, its cell or its tile,
 * or covers another label.
 */
const MEASURE = `(() => {
  for (const details of document.querySelectorAll('details')) details.open = true;
  const wrong = [];
  const told = (what, node) => wrong.push(what + ': ' + (node.textContent || '').trim().slice(0, 60));
  const width = document.documentElement.clientWidth;
  for (const element of document.querySelectorAll('body *:not(svg *)')) {
    if (element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1) told('cut off', element);
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    if (text.parentElement.closest('svg, style')) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const cell = text.parentElement.closest('td, th')?.getBoundingClientRect();
    for (const box of range.getClientRects()) {
      if (box.right > width + 1 || box.left < -1) told('off the screen', text);
      else if (cell && (box.right > cell.right + 1 || box.left < cell.left - 1)) told('out of its cell', text);
    }
  }
  const maps = [...document.querySelectorAll('svg.map')].filter((map) => map.getBoundingClientRect().width > 0);
  const labels = maps.flatMap((map) => [...map.querySelectorAll('text')]);
  const boxes = labels.map((label) => label.getBoundingClientRect());
  for (const [index, label] of labels.entries()) {
    const box = boxes[index];
    const tile = label.closest('g').querySelector('rect').getBoundingClientRect();
    const inside = box.left >= tile.left - 1 && box.right <= tile.right + 1 && box.bottom <= tile.bottom + 3;
    if (!inside) told('out of its tile', label);
    for (let other = index + 1; other < boxes.length; other += 1) {
      const { left, right, top, bottom } = boxes[other];
      if (left < box.right - 1 && right > box.left + 1 && top < box.bottom - 3 && bottom > box.top + 3) {
        told('covers another', label);
      }
    }
  }
  return { wrong: wrong.slice(0, 10), labels: labels.length, maps: maps.length };
})()`;

describe.skipIf(!hasChromium)('in Chromium', () => {
  let chromium: Chromium;
  beforeAll(async () => {
    chromium = await Chromium.start();
  }, 30_000);
  afterAll(() => chromium.close());

  describe.each(Object.keys(PAGES))('%s', (name) => {
    test('no text is cut off or covered at any width, and nothing is asked for', async () => {
      const page = await (PAGES[name] as () => Promise<string> | string)();
      for (const look of LOOKS) {
        await chromium.show(page, look);
        const measured = await chromium.evaluate<{ readonly wrong: readonly string[] }>(MEASURE);
        expect([look, measured.wrong]).toEqual([look, []]);
      }
      expect([chromium.complaints, chromium.asked]).toEqual([[], []]);
    });
  });

  test('one map is shown at each width, with labels', async () => {
    const page = reportPage(reportOf([webBuild()]));
    for (const width of [390, 1000, 1280, 1920]) {
      await chromium.show(page, { width, scheme: 'light' });
      const { maps, labels } = await chromium.evaluate<{ maps: number; labels: number }>(MEASURE);
      expect([width, maps]).toEqual([width, 1]);
      expect(labels).toBeGreaterThan(4);
    }
  });

  test('light and dark differ, and text stands out in both', async () => {
    const page = reportPage(reportOf([webBuild()]));
    const colours: string[] = [];
    for (const scheme of ['light', 'dark'] as const) {
      await chromium.show(page, { width: 1280, scheme });
      const contrasts = await chromium.evaluate<readonly number[]>(CONTRASTS);
      expect(Math.min(...contrasts)).toBeGreaterThanOrEqual(4.5);
      colours.push(await chromium.evaluate<string>('getComputedStyle(document.body).backgroundColor'));
    }
    expect(colours).toEqual(['rgb(255, 255, 255)', 'rgb(20, 23, 27)']);
  });

  test('under the policy of Jenkins it has no style, and all words and drawings', async () => {
    const page = reportPage(reportOf([webBuild()]));
    const policy = "sandbox; default-src 'none'; img-src 'self'; style-src 'self';";
    await chromium.show(page, { width: 1280, scheme: 'light', policy });
    const seen = await chromium.evaluate<string>('document.body.innerText');
    expect(seen).toContain('Build web:latest failed');
    expect(seen).toMatch(/RUN npm ci\s+--ignore-scripts/);
    const { maps, wrong } = await chromium.evaluate<{ maps: number; wrong: readonly string[] }>(MEASURE);
    expect([maps, wrong]).toEqual([1, []]);
    const complaints = chromium.complaints.splice(0);
    expect(complaints.every((text) => text.includes('inline style'))).toBe(true);
  });
});

/** WCAG 2.1, "contrast ratio", of each element with text against the page's own colour. */
const CONTRASTS = `(() => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map(Number);
  const light = (colour) => {
    const [r, g, b] = numbers(colour).map((v) => v / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const paper = light(getComputedStyle(document.body).backgroundColor);
  return [...document.querySelectorAll('body *:not(svg *)')]
    .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== ''))
    .map((element) => light(getComputedStyle(element).color))
    .map((ink) => (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05));
})()`;
