import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { Writable } from 'node:stream';
import { Interrupted } from '../usage-error.js';

/** Nothing that is typed is shown. */
const nowhere = new Writable({
  write(_chunk, _encoding, done) {
    done();
  },
});

/** Asks for a line on a terminal without showing it; otherwise reads standard input. */
export async function readSecretLine(question: string): Promise<string> {
  if (!process.stdin.isTTY) return (await text(process.stdin)).trim();
  process.stderr.write(question);
  const answer = await ask('', nowhere);
  process.stderr.write('\n');
  return answer;
}

/** Asks for a line on a terminal. */
export const readLine = (question: string): Promise<string> => ask(question, process.stderr);

async function ask(question: string, output: NodeJS.WritableStream): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output, terminal: true });
  const stop = new AbortController();
  terminal.once('close', () => {
    stop.abort();
  });
  try {
    return (await terminal.question(question, { signal: stop.signal })).trim();
  } catch {
    throw new Interrupted('Nothing was changed.');
  } finally {
    terminal.close();
  }
}
