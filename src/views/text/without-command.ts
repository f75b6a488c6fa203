/**
 * GitHub obeys commands in what a job prints, at the start of a line behind any spaces, and of the old form
 * anywhere in it (actions/runner, src/Runner.Common/ActionCommand.cs). What a build printed must not be one.
 */
export function withoutCommand(line: string): string {
  return line.replace(/^(\s*):(?=:)/, '$1: ').replaceAll('##[', '# #[');
}
