import { InvalidArgumentError } from 'commander';
import type { Speed } from '../engine/pace.ts';
import { exporters } from '../views/export/exporters.ts';
import type { OptionSpec } from './command-spec.ts';
import { EXTRACTABLE } from './extractable.ts';

/** Every option, in one place, so that the same letter means the same thing in all commands. */
export const options = {
  read: { flags: '-r, --read <file>', description: 'read a saved capture: short for the command replay' },
  speed: {
    flags: '--speed <n>',
    description: "play with the capture's own timing, N times as fast; max does not wait at all",
    default: 'max',
    parse: speed,
  },
  format: {
    flags: '--format <format>',
    description: 'what to write, see below; it must be given',
    choices: Object.keys(exporters),
    required: true,
  },
  output: {
    flags: '-o, --output <file>',
    description: 'write there, readable by you alone, instead of to standard output',
  },
  hash: { flags: '--hash', description: 'add SHA-256 of bodies, files and streams' },
  showSecrets: {
    flags: '--show-secrets',
    description: 'write passwords, tokens and headers that hold them as they were sent',
  },
  exchange: {
    flags: '--exchange <n>',
    description: 'number of the exchange: its id in the exports; it must be given',
    required: true,
    parse: exchangeNumber,
  },
  out: { flags: '--out <dir>', description: 'folder to write into; it must be given', required: true },
  what: {
    flags: '--what <part>',
    description: 'what to write, see below',
    choices: EXTRACTABLE,
    default: 'files',
  },
  force: { flags: '--force', description: 'replace files that are there already' },
  color: {
    flags: '--color <when>',
    description: 'colour in text: auto follows NO_COLOR, FORCE_COLOR and the terminal',
    choices: ['auto', 'always', 'never'],
    default: 'auto',
  },
  debug: { flags: '--debug', description: 'show where an error came from' },
} as const satisfies Record<string, OptionSpec>;

function speed(text: string): Speed {
  if (text === 'max') return 'max';
  const times = Number(text);
  if (text.trim() === '' || !Number.isFinite(times) || times <= 0) {
    throw new InvalidArgumentError('It is a number above 0, or max.');
  }
  return times;
}

function exchangeNumber(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError('It is a whole number from 1.');
  return Number(text);
}
