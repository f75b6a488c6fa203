import { expect, test } from 'vitest';
import {
  connectionNoteText,
  readConnectionNote,
} from '../../../../src/capture/proxy/record/connection-note.ts';
import type { ConnectionNote } from '../../../../src/layer/connection-note.ts';

test.each<{ title: string; note: ConnectionNote }>([
  { title: 'addresses', note: { listener: 'unix:///run/p.sock', target: 'tcp://docker:2376' } },
  { title: 'the client', note: { pid: 4711, command: 'docker build "a b" é' } },
  {
    title: 'a failed handshake',
    note: {
      handshakeFailed: { side: 'client', reason: 'expired', detail: 'it is old', fix: 'get a new one' },
    },
  },
  { title: 'nothing', note: {} },
])('$title is read back', ({ note }) => {
  expect(readConnectionNote(connectionNoteText(note))).toEqual(note);
});

test.each([
  ['somebody else’s comment', 'packet 12 looks odd', null],
  ['no JSON', 'dind-sniff proxy: {', null],
  ['not an object', 'dind-sniff proxy: [1]', null],
  ['nothing known', 'dind-sniff proxy: {"later":1}', {}],
  ['fields of another type', 'dind-sniff proxy: {"pid":"1","listener":7,"handshakeFailed":3}', {}],
  [
    'a failure without words',
    'dind-sniff proxy: {"handshakeFailed":{"side":1}}',
    { handshakeFailed: { side: '', reason: '', detail: '', fix: '' } },
  ],
])('%s', (_title, comment, note) => {
  expect(readConnectionNote(comment)).toEqual(note);
});
