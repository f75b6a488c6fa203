import { version } from './version.ts';

/**
 * Entry of the program: argv in, exit code out. Asking for the version loads nothing else, because scripts
 * ask often; what a command needs is loaded by that command.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const [first, ...rest] = argv.slice(2);
  if (rest.length === 0 && (first === '--version' || first === '-V')) {
    process.stdout.write(`dind-sniff ${version}\n`);
    return 0;
  }
  const { run } = await import('./run.ts');
  return run(argv.slice(2));
}
