import { expect, test } from 'vitest';
import { findingsFormats } from '../../../src/views/findings/formats.ts';
import { finding, findingsReport, hostileFinding } from '../../builders/finding.ts';

test.each(Object.entries(findingsFormats))(
  '%s: ends its last line, with and without findings',
  (_name, { write }) => {
    for (const findings of [[], [finding(), hostileFinding]]) {
      const text = write(findingsReport(findings));
      expect(text.endsWith('\n')).toBe(true);
      expect(text).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f]/);
    }
  },
);
