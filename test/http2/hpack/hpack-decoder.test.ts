import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UNKNOWN } from '../../../src/http/unknown-field.ts';
import { type HeaderBlock, HpackDecoder } from '../../../src/http2/hpack/hpack-decoder.ts';
import { ascii, concat, hex } from '../../builders/bytes.ts';

type Fields = readonly (readonly [string, string])[];

/** A change of the table's size to 256 (RFC 7541, section 6.3), which the examples agree on beforehand. */
const SIZE_256 = '3fe101';

const requests: readonly Fields[] = [
  [
    [':method', 'GET'],
    [':scheme', 'http'],
    [':path', '/'],
    [':authority', 'www.example.com'],
  ],
  [
    [':method', 'GET'],
    [':scheme', 'http'],
    [':path', '/'],
    [':authority', 'www.example.com'],
    ['cache-control', 'no-cache'],
  ],
  [
    [':method', 'GET'],
    [':scheme', 'https'],
    [':path', '/index.html'],
    [':authority', 'www.example.com'],
    ['custom-key', 'custom-value'],
  ],
];
const cookie = 'foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1';
const responses: readonly Fields[] = [
  [
    [':status', '302'],
    ['cache-control', 'private'],
    ['date', 'Mon, 21 Oct 2013 20:13:21 GMT'],
    ['location', 'https://www.example.com'],
  ],
  [
    [':status', '307'],
    ['cache-control', 'private'],
    ['date', 'Mon, 21 Oct 2013 20:13:21 GMT'],
    ['location', 'https://www.example.com'],
  ],
  [
    [':status', '200'],
    ['cache-control', 'private'],
    ['date', 'Mon, 21 Oct 2013 20:13:22 GMT'],
    ['location', 'https://www.example.com'],
    ['content-encoding', 'gzip'],
    ['set-cookie', cookie],
  ],
];

describe('RFC 7541, appendix C', () => {
  test.each<[string, string, readonly string[], readonly Fields[]]>([
    [
      'C.2.1 literal with indexing',
      '',
      ['400a637573746f6d2d6b65790d637573746f6d2d686561646572'],
      [[['custom-key', 'custom-header']]],
    ],
    ['C.2.2 literal without indexing', '', ['040c2f73616d706c652f70617468'], [[[':path', '/sample/path']]]],
    ['C.2.3 literal never indexed', '', ['100870617373776f726406736563726574'], [[['password', 'secret']]]],
    ['C.2.4 indexed', '', ['82'], [[[':method', 'GET']]]],
    [
      'C.3 requests without Huffman coding',
      '',
      [
        '828684410f7777772e6578616d706c652e636f6d',
        '828684be58086e6f2d6361636865',
        '828785bf400a637573746f6d2d6b65790c637573746f6d2d76616c7565',
      ],
      requests,
    ],
    [
      'C.4 requests with Huffman coding',
      '',
      [
        '828684418cf1e3c2e5f23a6ba0ab90f4ff',
        '828684be5886a8eb10649cbf',
        '828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf',
      ],
      requests,
    ],
    [
      'C.5 responses without Huffman coding, with evictions',
      SIZE_256,
      [
        '4803333032580770726976617465611d4d6f6e2c203231204f637420323031332032303a31333a323120474d546e1768747470733a2f2f7777772e6578616d706c652e636f6d',
        '4803333037c1c0bf',
        '88c1611d4d6f6e2c203231204f637420323031332032303a31333a323220474d54c05a04677a69707738666f6f3d4153444a4b48514b425a584f5157454f50495541585157454f49553b206d61782d6167653d333630303b2076657273696f6e3d31',
      ],
      responses,
    ],
    [
      'C.6 responses with Huffman coding, with evictions',
      SIZE_256,
      [
        '488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff6e919d29ad171863c78f0b97c8e9ae82ae43d3',
        '4883640effc1c0bf',
        '88c16196d07abe941054d444a8200595040b8166e084a62d1bffc05a839bd9ab77ad94e7821dd7f2e6c7b335dfdfcd5b3960d5af27087f3672c1ab270fb5291f9587316065c003ed4ee5b1063d5007',
      ],
      responses,
    ],
  ])('%s', (_, before, blocks, expected) => {
    const decoder = new HpackDecoder(false);
    decoder.decode(hex(before));
    for (const [index, block] of blocks.entries()) {
      expect(decoder.decode(hex(block))).toEqual({ fields: expected[index], unknown: 0, outcome: 'whole' });
    }
  });
});

interface Story {
  readonly cases: readonly { readonly wire: string; readonly headers: readonly Record<string, string>[] }[];
}

const stories = 'fixtures/third-party/hpack-test-case';
const storyFiles = readdirSync(stories, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.json'),
);

test.each(storyFiles)("another encoder's blocks: %s", (name) => {
  const decoder = new HpackDecoder(false);
  const { cases } = JSON.parse(readFileSync(`${stories}/${name}`, 'utf8')) as Story;
  expect(cases.length).toBeGreaterThan(2);
  for (const { wire, headers } of cases) {
    const fields = headers.flatMap((field) => Object.entries(field));
    expect(decoder.decode(hex(wire))).toEqual({ fields, unknown: 0, outcome: 'whole' });
  }
});

/** A literal that is added to the table, its name and value without Huffman coding. */
function added(name: string, value: string): Uint8Array {
  const text = (words: string) => concat(Uint8Array.of(words.length), ascii(words));
  return concat(Uint8Array.of(0x40), text(name), text(value));
}

describe('a table of which a part was never seen', () => {
  test.each<[string, string, Fields, number]>([
    ['an index beyond what is known', 'be', [[UNKNOWN, UNKNOWN]], 1],
    ['a value whose name is unknown, which may be a secret', '7e0161', [[UNKNOWN, UNKNOWN]], 1],
    ['a static index', '83', [[':method', 'POST']], 0],
    ['a literal with a name of the static table', '04022f61', [[':path', '/a']], 0],
  ])('%s', (_, block, fields, unknown) => {
    expect(new HpackDecoder(true).decode(hex(block))).toEqual({ fields, unknown, outcome: 'whole' });
  });

  test('what was added since is known by its number', () => {
    const decoder = new HpackDecoder(true);
    decoder.decode(added('one', '1'));
    decoder.decode(added('two', '2'));
    expect(decoder.decode(hex('bebfc0')).fields).toEqual([
      ['two', '2'],
      ['one', '1'],
      [UNKNOWN, UNKNOWN],
    ]);
  });

  test('a lost block makes all that was known before unknown', () => {
    const decoder = new HpackDecoder(false);
    decoder.decode(added('one', '1'));
    decoder.lose();
    expect(decoder.decode(hex('be')).unknown).toBe(1);
    decoder.decode(added('two', '2'));
    expect(decoder.decode(hex('bebf')).fields).toEqual([
      ['two', '2'],
      [UNKNOWN, UNKNOWN],
    ]);
  });

  test('an entry with an unknown name moves the others on', () => {
    const decoder = new HpackDecoder(true);
    decoder.decode(added('one', '1'));
    // Name of the second newest, which nobody saw, with a value of its own.
    decoder.decode(hex('7f000161'));
    expect(decoder.decode(hex('bebf')).unknown).toBe(2);
  });
});

describe('broken blocks give the fields before the break', () => {
  test.each<[string, string]>([
    ['index 0', '8280'],
    ['an index that nobody has added', '82be'],
    ['a length beyond the block', '82000561'],
    ['an integer without an end', '827fffffffffffffffffffff'],
    ['an integer that is cut', '827f80'],
    ['a literal that is cut', '8240'],
    ['Huffman padding that is not all ones', '8200810000'],
    ['the end-of-string symbol', '820084ffffffff00'],
    ['eight bits of padding', '82008207ff00'],
  ])('%s', (_, block) => {
    const decoder = new HpackDecoder(false);
    expect(decoder.decode(hex(block))).toEqual({
      fields: [[':method', 'GET']],
      unknown: 0,
      outcome: 'broken',
    });
    // And from there on the table is not known.
    expect(decoder.decode(hex('be')).unknown).toBe(1);
  });
});

test('a few bytes that stand for very much are bounded, and the table stays right', () => {
  const decoder = new HpackDecoder(false);
  const long = 'x'.repeat(3000);
  const coded = concat(hex('40016e'), hex('7fb916'), ascii(long));
  expect(decoder.decode(coded).fields).toEqual([['n', long]]);
  const block = decoder.decode(concat(new Uint8Array(5000).fill(0xbe), added('one', '1')));
  expect(block.outcome).toBe('too-long');
  expect(block.fields.length).toBeLessThan(400);
  expect(decoder.decode(hex('be')).fields).toEqual([['one', '1']]);
});

test('no bytes whatever make it throw', () => {
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 6 }),
      (late, blocks) => {
        const decoder = new HpackDecoder(late);
        const decoded: HeaderBlock[] = blocks.map((block) => decoder.decode(block));
        expect(decoded.every(({ fields, unknown }) => unknown <= fields.length)).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});
