import type { Context } from './context.ts';

/** One option as the help shows it and commander reads it. */
export interface OptionSpec {
  /** commander's notation: `-o, --output <file>`. */
  readonly flags: string;
  readonly description: string;
  readonly choices?: readonly string[];
  readonly default?: string;
  /** The command does not run without it. */
  readonly required?: true;
  /**
   * Reads the argument; throws commander's `InvalidArgumentError` for what it cannot take. `previous` is what
   * it gave for the same option before it, undefined at first.
   */
  readonly parse?: (text: string, previous: unknown) => unknown;
}

/** Lines of two columns: a command and what it does, a name and what it means. */
export type Rows = readonly (readonly [term: string, meaning: string])[];

/** Runs a command: its arguments and options in, an exit code out. */
export type CommandAction<Options> = (
  args: readonly string[],
  options: Options,
  context: Context,
) => Promise<number>;

export interface CommandSpec {
  readonly name: string;
  /** Heading that the command stands under in the help. */
  readonly group: 'Capture' | 'Read' | 'Analyse';
  /** commander's notation: `<file>`. */
  readonly args: string;
  readonly summary: string;
  /** What the help says beyond the summary; one paragraph. */
  readonly description: string;
  readonly options: readonly OptionSpec[];
  /** Two or more, as a user would type them. */
  readonly examples: Rows;
  /** Everything behind its first argument belongs to that: a command with options of its own. */
  readonly passesThrough?: true;
  /** Further lists for the help, by their titles. */
  readonly lists?: Readonly<Record<string, Rows>>;
  /** Brings the command's code, which is loaded only when it runs. */
  readonly load: () => Promise<CommandAction<never>>;
}
