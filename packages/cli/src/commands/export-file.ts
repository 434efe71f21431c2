import type { BulkOperation } from '@postrider/sdk';
import { sanitizeLines } from '@postrider/terminal';
import { replaceFile, type WritePart } from '../output/replace-file.js';
import { writeOut } from '../output/standard-output.js';
import { withoutLines } from '../output/without-lines.js';
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

interface ExportSource {
  signal: AbortSignal;
  /** Gets a completed export, or throws. */
  completed: () => Promise<BulkOperation>;
  /** Exports the rest behind a file that the server has cut. Without it, a file is saved as it is. */
  rest?: (cursor: string) => Promise<BulkOperation>;
}

/** The file goes to `--output`, or to standard output, which then has nothing else. The rest of a file that was cut follows it. */
export async function saveExport(
  session: Session,
  { output: path }: FileOptions,
  { signal, completed, rest }: ExportSource,
): Promise<void> {
  const { output } = session;
  if (path === undefined && session.given.jq !== undefined) {
    throw new UsageError('--jq filters the operation, and standard output has the file: pass --output, too');
  }
  const save = async (write: WritePart): Promise<BulkOperation> => {
    let operation = await completed();
    let deliveries = 0;
    for (let isFirst = true; ; isFirst = false) {
      const cursor = rest && operation.file?.next_cursor;
      await download(session, operation, signal, partOf(write, operation, { isFirst, isLast: !cursor }));
      deliveries += operation.processed;
      if (!rest || !cursor) {
        if (!isFirst && operation.file?.format === 'ndjson') await write(endLine(deliveries));
        return operation;
      }
      operation = await rest(cursor);
    }
  };
  const operation = path === undefined ? await save(partWriter(session)) : await replaceFile(path, save);
  if (path !== undefined) {
    output.show(operation, (shown, screen) => `${operationSummary(shown, screen)}\nThe file is ${path}`);
  }
  const cursor = operation.file?.next_cursor;
  if (cursor) {
    output.note(
      `The server cut the file at a limit. The rest, with the same filters: postrider deliveries export --cursor ${cursor}`,
    );
  }
}

/** Leaves out what would be in the middle of the joined file: heads of tables, and the lines with which files end. */
function partOf(
  write: WritePart,
  { file }: BulkOperation,
  { isFirst, isLast }: { isFirst: boolean; isLast: boolean },
): WritePart {
  const isTable = file?.format === 'csv';
  return withoutLines(write, { first: isTable && !isFirst, last: isTable ? !isLast : !isFirst || !isLast });
}

const endLine = (deliveries: number): Uint8Array =>
  Buffer.from(`${JSON.stringify({ export: { deliveries, next_cursor: null } })}\n`);

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
