import { CommandError } from './command.mjs';

const OLDEST_NODE = 20;

/**
 * Runs a script and sets its exit code: the one that `work` returns, or 1 after an error.
 * @param {() => Promise<number>} work
 */
export async function main(work) {
  const major = Number(process.versions.node.split('.', 1)[0]);
  if (major < OLDEST_NODE) {
    console.error(`Postrider needs Node.js ${OLDEST_NODE} or later; this is ${process.version}.`);
    process.exit(1);
  }
  try {
    process.exitCode = await work();
  } catch (error) {
    report(error);
    process.exitCode = 1;
  }
}

/**
 * Prints an error, and the output of a command that failed.
 * @param {unknown} error
 */
export function report(error) {
  if (error instanceof CommandError && error.output !== '') console.error(error.output);
  console.error(error instanceof Error ? error.message : error);
}
