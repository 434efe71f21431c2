import { createInterface } from 'node:readline/promises';
import { Interrupted, UsageError } from '../usage-error.js';

/** Asks for confirmation on a terminal. Without a terminal, `--yes` must say it. */
export async function confirm(question: string, isSure: boolean | undefined): Promise<void> {
  if (isSure) return;
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new UsageError(`${question} There is no terminal to ask: pass --yes`);
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const stop = new AbortController();
  terminal.once('close', () => {
    stop.abort();
  });
  const answer = await terminal.question(`${question} [y/N] `, { signal: stop.signal }).catch(() => '');
  terminal.close();
  if (!/^y(es)?$/i.test(answer.trim())) throw new Interrupted('Nothing was changed.');
}
