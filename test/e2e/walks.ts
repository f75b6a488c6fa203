/** What somebody wants to know of a capture, and the keys that show it from a cold start. */
export interface Walk {
  /** Of its picture: docs/pictures/NAME.svg. */
  readonly name: string;
  readonly question: string;
  readonly capture: string;
  /** As they are named in docs/keys.md. */
  readonly keys: readonly string[];
  /** Stands on the screen then. */
  readonly answer: RegExp;
  /** Columns and rows of the picture. */
  readonly size: readonly [columns: number, rows: number];
}

/** The README shows these, each with its picture. */
export const walks: readonly Walk[] = [
  {
    name: 'largest-file',
    question: 'Which is the largest file in a build context?',
    capture: 'fixtures/classic-build/capture.pcapng',
    keys: ['4'],
    answer: /PATH +NOTE *\n +20 kB +3 times +60 kB .*public\/img\/hero\.webp/,
    size: [100, 14],
  },
  {
    name: 'accounts',
    question: 'Which registry accounts did a build send?',
    capture: 'fixtures/classic-build/capture.pcapng',
    keys: ['enter', '5'],
    answer: /ghcr\.example\.test +carol +identity token[\s\S]* alice +password[\s\S]* bob +password/,
    size: [100, 14],
  },
  {
    name: 'broken-cache',
    question: 'Which step broke the cache against an earlier build?',
    capture: 'fixtures/buildkit-stages/capture.pcapng',
    keys: ['m', 'j', 'j', 'j', 'c'],
    answer: /The cache broke at step final 2, COPY docs\/manual\.md \/: docs\/manual\.md changed\./,
    size: [100, 27],
  },
  {
    name: 'why-it-failed',
    question: 'Why did a build fail?',
    capture: 'fixtures/classic-build/capture.pcapng',
    keys: ['e', 'enter', '4'],
    answer: /output of step 7[\s\S]*wc: src\/sever\.js: No such file or directory/,
    size: [100, 30],
  },
  {
    name: 'beside-the-list',
    question: 'What did each command do?',
    capture: 'fixtures/run/capture.pcap',
    keys: ['j'],
    answer: /docker run --name failing [\s\S]* err +leaving[\s\S]* 5 calls\n[\s\S]* ping /,
    size: [160, 32],
  },
];
