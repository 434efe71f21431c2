import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { open, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { UsageError } from '../usage-error.js';

export type WritePart = (part: Uint8Array) => Promise<void>;

/**
 * Makes the file at `path` of what `work` writes. An earlier file stays as it is until the new one is complete: the parts go to
 * a file beside it, which then takes its place, and which is removed if `work` fails. A new file is its owner's alone.
 */
export async function replaceFile<T>(path: string, work: (write: WritePart) => Promise<T>): Promise<T> {
  const { place, partial, file } = await openBeside(path);
  const remove = (): void => {
    rmSync(partial, { force: true });
  };
  // The second Ctrl-C ends the process at once.
  process.once('exit', remove);
  try {
    const result = await work(async (part) => {
      await file.writeFile(part);
    });
    // Else a crash of the machine could leave an empty file in the place of the earlier one.
    await file.sync();
    await file.close();
    await rename(partial, place);
    return result;
  } catch (error) {
    await file.close();
    await rm(partial, { force: true });
    throw error;
  } finally {
    process.off('exit', remove);
  }
}

/** Fails before anything is sent if the file could not be written. */
async function openBeside(path: string): Promise<{ place: string; partial: string; file: FileHandle }> {
  try {
    const earlier = await stat(path).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    });
    if (earlier && !earlier.isFile()) throw new Error(`${path} is no regular file`);
    // A link stays one.
    const place = earlier ? await realpath(path) : path;
    const partial = `${place}.${randomUUID()}.part`;
    const file = await open(partial, 'wx', 0o600);
    if (earlier) await file.chmod(earlier.mode & 0o777);
    return { place, partial, file };
  } catch (error) {
    throw new UsageError(`--output: ${error instanceof Error ? error.message : String(error)}`);
  }
}
