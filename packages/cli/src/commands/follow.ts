import type { BulkOperation } from '@postrider/sdk';
import cliProgress from 'cli-progress';
import { onInterrupt } from '../interrupt.js';
import type { Session } from '../session.js';
import { Interrupted } from '../usage-error.js';
import { operationSummary } from '../views/operations.js';

export interface FollowOptions {
  detach?: boolean;
}

export const detachOption = ['--detach', 'do not wait for the operation to end'] as const;

/** Shows the progress of a bulk operation until it ends, and its result. Ctrl-C cancels it. */
export async function follow(session: Session, started: BulkOperation, { detach }: FollowOptions): Promise<void> {
  const { output } = session;
  if (detach) {
    output.show(started, operationSummary);
    output.note(nextCommands(started));
    return;
  }
  const showIt = (operation: BulkOperation): void => {
    output.show(operation, operationSummary);
  };
  showIt(await untilEnded(session, started, { signal: onInterrupt(), onCancelled: showIt }));
}

interface UntilEndedOptions {
  signal: AbortSignal;
  onCancelled?: (operation: BulkOperation) => void;
}

/** Shows the progress of a bulk operation until it ends. The signal cancels it. */
export async function untilEnded(
  { client, output }: Session,
  started: BulkOperation,
  { signal, onCancelled }: UntilEndedOptions,
): Promise<BulkOperation> {
  const progress = output.isJson ? undefined : progressOf(started);
  const watch = { signal, maxRetries: 10, onProgress: (now: BulkOperation) => progress?.update(now) };
  try {
    const ended = await client.operations.wait(started.id, watch);
    progress?.end();
    return ended;
  } catch (error) {
    progress?.end();
    if (!signal.aborted) {
      output.note(`The operation continues on the server: ${nextCommands(started)}`);
      throw error;
    }
    const operation = await client.operations.cancel(started.id);
    onCancelled?.(operation);
    throw new Interrupted(afterCancelling(operation));
  }
}

function afterCancelling({ id, kind, status }: BulkOperation): string {
  if (kind !== 'export') return 'Deliveries already scheduled are still sent.';
  return status === 'completed'
    ? `The export was completed before: postrider operations file ${id}`
    : 'The export is cancelled: there is no file.';
}

const nextCommands = ({ id, kind }: BulkOperation): string =>
  `postrider operations wait ${id}${kind === 'export' ? ` && postrider operations file ${id}` : ''}`;

interface Progress {
  update: (operation: BulkOperation) => void;
  end: () => void;
}

/** A bar on a terminal, else a line for each change. */
function progressOf(started: BulkOperation): Progress {
  return process.stderr.isTTY ? bar(started) : lines();
}

/** By kind. A later server may have other kinds. */
const verbs: Partial<Record<string, string>> = { replay: 'Replaying', recover: 'Recovering', export: 'Exporting' };

function bar({ total, kind }: BulkOperation): Progress {
  const shown = new cliProgress.SingleBar({
    format: `${verbs[kind] ?? kind}  {bar}  {done}  {percentage} %   Ctrl-C cancels`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 30,
    hideCursor: true,
    clearOnComplete: true,
    gracefulExit: false,
    stream: process.stderr,
  });
  shown.start(total ?? 1, 0, { done: doneOf({ processed: 0, total }) });
  return {
    update: ({ processed, total: known }) => {
      shown.setTotal(known ?? 1);
      // No percentage before the matches are counted.
      shown.update(known === null ? 0 : processed, { done: doneOf({ processed, total: known }) });
    },
    end: () => {
      shown.stop();
    },
  };
}

const doneOf = ({ processed, total }: Pick<BulkOperation, 'processed' | 'total'>): string =>
  total === null ? `${processed}, still counting` : `${processed} of ${total}`;

function lines(): Progress {
  let shown = 0;
  return {
    update: ({ status, processed, total }) => {
      if (status !== 'running' || processed === shown) return;
      shown = processed;
      process.stderr.write(`${doneOf({ processed, total })}\n`);
    },
    end: () => undefined,
  };
}
