import type { BulkOperation } from '@postrider/sdk';
import { sanitizeLines } from '@postrider/terminal';
import { replaceFile, type WritePart } from '../output/replace-file.js';
import { writeOut } from '../output/standard-output.js';
import type { Session } from '../session.js';
import { Interrupted, UsageError } from '../usage-error.js';
import { operationSummary } from '../views/operations.js';

export interface FileOptions {
  output?: string;
}

export const outputOption = [
  '--output <path>',
  'write the file here when it is complete (default: standard output)',
] as const;

/** Gets a completed export, or throws. Its file goes to `--output`, or to standard output, which then has nothing else. */
export async function saveExport(
  session: Session,
  { output: path }: FileOptions,
  { signal, completed }: { signal: AbortSignal; completed: () => Promise<BulkOperation> },
): Promise<void> {
  const { output } = session;
  if (path === undefined && session.given.jq !== undefined) {
    throw new UsageError('--jq filters the operation, and standard output has the file: pass --output, too');
  }
  const save = async (write: WritePart): Promise<BulkOperation> => {
    const operation = await completed();
    await download(session, operation, signal, write);
    return operation;
  };
  const operation = path === undefined ? await save(partWriter(session)) : await replaceFile(path, save);
  if (path !== undefined) {
    output.show(operation, (shown, screen) => `${operationSummary(shown, screen)}\nThe file is ${path}`);
  }
  const cursor = operation.file?.next_cursor;
  if (cursor) {
    output.note(
      `The server cut the file at a limit. The rest, with the same filters: postrider deliveries list --all --cursor ${cursor}`,
    );
  }
}

async function download(
  { client, output }: Session,
  { id, file }: BulkOperation,
  signal: AbortSignal,
  write: WritePart,
): Promise<void> {
  let bytes = 0;
  try {
    for await (const part of await client.operations.file(id, { signal })) {
      await write(part);
      bytes += part.length;
    }
    if (file && bytes !== file.bytes) throw new Error(`the file is incomplete: ${bytes} of ${file.bytes} bytes`);
  } catch (error) {
    if (file?.expires_at) {
      output.note(`The server has the file until ${file.expires_at}: postrider operations file ${id}`);
    }
    throw signal.aborted ? new Interrupted('The download was interrupted.') : error;
  }
}

/** The server's bytes, except on a terminal, which would act on their control characters. */
function partWriter({ output }: Session): WritePart {
  if (!output.screen.isTerminal) return writeOut;
  const decoder = new TextDecoder();
  return (part) => writeOut(sanitizeLines(decoder.decode(part, { stream: true }).replaceAll('\r', '')));
}
