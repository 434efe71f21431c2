import { open, rm } from 'node:fs/promises';
import { UsageError } from '../usage-error.js';

/** Writes lines to a new file that only its owner can read. A file that is not complete is removed. */
export async function writeNewFile(path: string, lines: AsyncIterable<string>): Promise<number> {
  const file = await open(path, 'wx', 0o600).catch((error: unknown) => {
    throw new UsageError(`--output: ${error instanceof Error ? error.message : String(error)}`);
  });
  let count = 0;
  try {
    for await (const line of lines) {
      await file.write(`${line}\n`);
      count += 1;
    }
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  return count;
}
