import { describe, expect, it } from 'vitest';
import { stepsMaker } from '../../../src/views/view-model/detail-steps.ts';
import { dockerFacts, exchange } from '../../builders/exchange.ts';
import { webBuild } from '../../builders/web-build.ts';
import { paneText, paneView } from './pane-text.ts';

describe('steps', () => {
  it('begin at the one that failed, its output beneath, colours and controls taken out', () => {
    const text = paneText(stepsMaker(webBuild()));
    expect(stepsMaker(webBuild())(paneView()).start).toBe(3);
    expect(text).toContain('✗ exit code 1');
    expect(text).toContain('hit');
    expect(text).toContain('MISS, first one');
    expect(text).toContain('not reached');
    expect(text).toMatch(/output of step 4[^\n]*\n npm error code EUSAGE\n npm error `npm ci` can/);
    expect(text).not.toContain('\x1b');
  });

  it('show the end of a long output and say what is left out', () => {
    const long = webBuild();
    const step = {
      ...long.docker.build!.steps[0]!,
      output: Array.from({ length: 50 }, (_, n) => `line ${n}\n`).join(''),
    };
    const build = { ...long.docker.build!, steps: [step], error: null };
    const text = paneText(stepsMaker(exchange({ docker: dockerFacts({ build }) })), { height: 20 });
    expect(text).toContain('… 43 lines above\n line 43');
    expect(text.endsWith('line 49')).toBe(true);
  });

  it('have a time axis of round times', () => {
    expect(paneText(stepsMaker(webBuild()), { width: 150 }).split('\n')[0]).toMatch(
      /0 +500 ms +1 s +1.5 s +2 s/,
    );
  });
});
