import { Command, type CommanderError, Option } from 'commander';
import type { CommandAction, CommandSpec, OptionSpec, Rows } from './command-spec.ts';
import { commands } from './commands.ts';
import type { Context } from './context.ts';
import { EXIT_DONE, UsageError } from './exit.ts';
import { options } from './options.ts';
import { version } from './version.ts';

const DESCRIPTION = 'Shows what a Docker client and a Docker daemon say to each other, as Docker operations.';

/** Makes the command line from its tables. What it gives back runs one command line to its exit code. */
export function makeProgram(context: Context): (args: readonly string[]) => Promise<number> {
  let exitCode = EXIT_DONE;
  const finish = (code: number): void => {
    exitCode = code;
  };
  const program = new Command('dind-sniff')
    .description(DESCRIPTION)
    .version(`dind-sniff ${version}`, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    // `help export` works, but the list of commands has no room for it.
    .helpCommand(true)
    .configureHelp({ visibleCommands: (command) => [...command.commands] })
    // An option belongs to the command that it follows.
    .enablePositionalOptions()
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      // Said by whoever runs this, in one line.
      writeErr: () => {},
    });
  program.exitOverride((error) => endParsing(error, program));
  for (const spec of commands) addCommand(program, spec, context, finish);
  addRoot(program, context, finish);
  return async (args) => {
    try {
      await program.parseAsync(args, { from: 'user' });
    } catch (error) {
      if (!(error instanceof HelpPrinted)) throw error;
    }
    return exitCode;
  };
}

/** Help or the version was asked for and printed; there is nothing more to do. */
class HelpPrinted extends Error {
  override name = 'HelpPrinted';
}

/** commander ends the process where it is told nothing else; it prints an error over several lines. */
function endParsing(error: CommanderError, command: Command): never {
  if (error.exitCode === 0) throw new HelpPrinted();
  const message = error.message
    .replace(/^error: /, '')
    .replaceAll('\n', ' ')
    .replace(/\.$/, '');
  throw new UsageError(`${message}; see ${helpCommand(command)}`);
}

function helpCommand(command: Command): string {
  return command.parent === null ? 'dind-sniff --help' : `dind-sniff ${command.name()} --help`;
}

function addCommand(
  program: Command,
  spec: CommandSpec,
  context: Context,
  finish: (exitCode: number) => void,
): void {
  const command = program
    .command(`${spec.name} ${spec.args}`)
    .summary(spec.summary)
    .description(spec.description)
    .helpGroup(`${spec.group}:`);
  command.exitOverride((error) => endParsing(error, command)).passThroughOptions(spec.passesThrough === true);
  for (const option of [...spec.options, options.debug]) command.addOption(toOption(option));
  const lists = { ...spec.lists, Examples: spec.examples };
  for (const [title, rows] of Object.entries(lists)) command.addHelpText('after', listText(title, rows));
  command.action(async () => {
    if (program.opts<{ read?: string }>().read !== undefined) {
      throw new UsageError(`-r is short for the command replay; leave out either -r or ${spec.name}`);
    }
    for (const option of spec.options) requireOption(option, command);
    const action = (await spec.load()) as CommandAction<object>;
    finish(await action(command.args, command.opts(), context));
  });
}

/** Without a command: `-r FILE` replays that file, anything else captures. */
function addRoot(program: Command, context: Context, finish: (exitCode: number) => void): void {
  const replay = commandNamed('replay');
  const sniff = commandNamed('sniff');
  for (const option of new Set([options.read, ...sniff.options, ...replay.options, options.debug])) {
    program.addOption(toOption(option));
  }
  const examples = commands.flatMap((spec) => spec.examples.slice(0, 1));
  program.addHelpText(
    'after',
    listText('Examples', [...examples, ['dind-sniff export --help', 'more about one command']]),
  );
  program.allowExcessArguments().action(async () => {
    const [unknown] = program.args;
    const { read, ...rest } = program.opts<{ read?: string }>();
    if (unknown !== undefined) {
      const names = commands.map((spec) => spec.name).join(', ');
      throw new UsageError(`there is no command '${unknown}', only ${names}; see ${helpCommand(program)}`);
    }
    const action = (await (read === undefined ? sniff : replay).load()) as CommandAction<object>;
    finish(await action(read === undefined ? [] : [read], rest, context));
  });
}

function commandNamed(name: string): CommandSpec {
  return commands.find((spec) => spec.name === name) as CommandSpec;
}

function toOption(spec: OptionSpec): Option {
  const option = new Option(spec.flags, spec.description);
  if (spec.choices !== undefined) option.choices(spec.choices);
  if (spec.parse !== undefined) option.argParser(spec.parse);
  if (spec.default !== undefined) option.default(spec.default);
  return option;
}

/** commander would name a missing option before a misspelt one, which is the same mistake more often than not. */
function requireOption(spec: OptionSpec, command: Command): void {
  if (spec.required !== true) return;
  const option = toOption(spec);
  if (command.opts()[option.attributeName()] !== undefined) return;
  const choices = spec.choices === undefined ? '' : ` (${spec.choices.join(', ')})`;
  throw new UsageError(`${command.name()} needs ${option.long}${choices}; see ${helpCommand(command)}`);
}

function listText(title: string, rows: Rows): string {
  const widest = Math.max(...rows.map(([term]) => term.length));
  const lines = rows.map(([term, meaning]) => `  ${term.padEnd(widest)}  ${meaning}`);
  return `\n${title}:\n${lines.join('\n')}`;
}
