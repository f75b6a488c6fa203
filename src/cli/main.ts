/** Entry of the program: argv in, exit code out. */
export async function main(_argv: readonly string[]): Promise<void> {}
