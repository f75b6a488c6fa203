/** Takes the picture of a report that docs/report.md shows: `tsx scripts/picture-of-report.ts` (needs chromium). */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { Chromium } from '../test/views/report/chromium.ts';

const WIDTH = 1000;
const HEIGHT = 1100;

const args = ['bin/dind-sniff.js', 'report', 'fixtures/classic-build/capture.pcapng', '-T', 'html'];
const page = execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 10_000_000 });
const chromium = await Chromium.start();
await chromium.show(page, { width: WIDTH, scheme: 'light' });
mkdirSync('docs/pictures', { recursive: true });
writeFileSync('docs/pictures/report.png', await chromium.picture({ width: WIDTH, height: HEIGHT }));
await chromium.close();
