import { describe, expect, test } from 'vitest';
import { ExchangeLines } from '../../../src/views/text/exchange-lines.ts';
import { textOptions } from '../../../src/views/text/text-options.ts';
import { textWidth } from '../../../src/views/view-model/fit-text.ts';
import { utc } from '../../../src/views/view-model/format-time.ts';
import { buildExchange, dockerFacts, exchange, response } from '../../builders/exchange.ts';

const plain = { color: false, unicode: true, width: null, utcOffset: utc };
const records = [
  exchange(),
  buildExchange(),
  exchange({
    summary: 'GET /v1.24/info',
    response: response(400, { body: { ...response().body, bytes: 118 } }),
    docker: dockerFacts({
      client: { name: 'curl', version: '8.5.0', os: null, userAgent: 'curl/8.5.0' },
      error: { code: 400, message: 'client version 1.24 is too old' },
    }),
  }),
];

function printed(wanted: Parameters<typeof textOptions>[0]): readonly string[] {
  const lines = new ExchangeLines(textOptions(wanted));
  return records.flatMap((record) => lines.lines(record));
}

describe('into a pipe', () => {
  test('columns line up and nothing is cut', () => {
    expect(printed(plain)).toEqual([
      '10:31:02.123  docker 28.2  172.17.0.1:41234 → 172.17.0.2:2375  ping                                200            2 ms',
      '10:31:02.131  docker 28.2  172.17.0.1:41234 → 172.17.0.2:2375  build web:latest                  ✗ step 4/6      3.4 s  up 1.9 MB  down 2.1 kB',
      '              context 1.9 MB, 5 files; largest node_modules/typescript (1.1 MB)',
      '              X-Registry-Config: bob@index.docker.io, alice@registry.example.com, ghcr.example (identity token)',
      '              steps 6, cached 2, failed 4/6 RUN npm ci: exit code 1',
      '10:31:02.123  curl 8.5     172.17.0.1:41234 → 172.17.0.2:2375  GET /v1.24/info                   ! 400 too old     2 ms  down 118 B',
      '              error: client version 1.24 is too old',
    ]);
  });

  test('columns grow with what passes and do not shrink again', () => {
    const lines = new ExchangeLines(textOptions(plain));
    const [wide = ''] = lines.lines(exchange({ summary: 'push registry.example.test:5000/team/web' }));
    const [after = ''] = lines.lines(exchange());
    expect(after.indexOf('200')).toBe(wide.indexOf('200'));
  });

  test('the clock is that of the zone', () => {
    expect(printed({ ...plain, utcOffset: () => -90 })[0]).toMatch(/^09:01:02\.123 /);
  });
});

describe('on a terminal', () => {
  test('80 columns leave the addresses out', () => {
    expect(printed({ ...plain, width: 80 })).toEqual([
      '10:31:02.123  docker 28.2  ping                              200            2 ms',
      '10:31:02.131  docker 28.2  build web:latest                ✗ step 4/6      3.4 s',
      '              context 1.9 MB, 5 files; largest node_modules/typescript (1.1 MB)',
      '              X-Registry-Config: bob@index.docker.io, alice@registry.example.co…',
      '              steps 6, cached 2, failed 4/6 RUN npm ci: exit code 1',
      '10:31:02.123  curl 8.5     GET /v1.24/info                ! 400 too old     2 ms',
      '              error: client version 1.24 is too old',
    ]);
  });

  test.each([1, 10, 20, 40, 60, 80, 100, 120, 200])('no line is wider than %d columns', (width) => {
    for (const line of printed({ ...plain, width })) expect(textWidth(line)).toBeLessThanOrEqual(width);
    const wide = new ExchangeLines(textOptions({ ...plain, width }));
    for (const line of wide.lines(exchange({ summary: '文件'.repeat(100) }))) {
      expect(textWidth(line)).toBeLessThanOrEqual(width);
    }
  });

  test('colour changes nothing but colour', () => {
    const colored = printed({ ...plain, color: true, width: 100 });
    expect(colored.join('\n')).toContain('\x1b[31m✗ step 4/6\x1b[39m');
    expect(colored.map((line) => line.replace(/\x1b\[\d+m/g, ''))).toEqual(printed({ ...plain, width: 100 }));
  });

  test('ASCII only, where the terminal shows no more', () => {
    for (const line of printed({ ...plain, unicode: false, width: 80 }))
      expect(line).toMatch(/^[\x20-\x7e]*$/);
  });
});
