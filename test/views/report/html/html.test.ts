import fc from 'fast-check';
import { expect, test } from 'vitest';
import { html } from '../../../../src/views/report/html/html.ts';

test.each([
  ['text', html`<p>${'<b>&"\'</b>'}</p>`, '<p>&lt;b&gt;&amp;&quot;&#39;&lt;/b&gt;</p>'],
  ['HTML in HTML', html`<p>${html`<b>${'<'}</b>`}</p>`, '<p><b>&lt;</b></p>'],
  ['lists', html`${['<', html`<i>`, 3]}`, '&lt;<i>3'],
  ['nothing', html`a${null}${false}b`, 'ab'],
  ['zero is something', html`${0}`, '0'],
])('%s', (_name, made, written) => {
  expect(made.toString()).toBe(written);
});

test('no text whatever leaves its attribute or its element', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const [, attribute, element] = /^<p title="([^"]*)">([^<]*)<\/p>$/.exec(
        html`<p title="${text}">${text}</p>`.toString(),
      ) as unknown as readonly string[];
      expect(attribute).toBe(element);
      expect(element).not.toMatch(/[<>"']|&(?!amp;|lt;|gt;|quot;|#39;)/);
    }),
    { numRuns: 200 },
  );
});
