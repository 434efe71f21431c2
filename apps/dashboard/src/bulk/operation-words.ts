import type { BulkOperation } from '@postrider/contracts';
import { count } from '../parts/format.js';
import { t } from '../texts/texts.js';

type Operation = Pick<BulkOperation, 'kind' | 'status' | 'total' | 'processed' | 'skipped' | 'file'>;

/** Title: "Replay of 1,840 deliveries"; without the number until it is counted. */
export function nameOf({ kind, total }: Operation): string {
  if (total === null) return t(($) => $.bulk.names[kind]);
  if (kind === 'replay') return t(($) => $.bulk.names.replayOf, { count: total });
  if (kind === 'recover') return t(($) => $.bulk.names.recoverFrom, { count: total });
  return t(($) => $.bulk.names.exportOf, { count: total });
}

/** Progress in percent; 0 until the matches are counted, and 100 for an operation without matches. */
export function percentOf({ status, total, processed }: Operation): number {
  if (status === 'completed' || total === 0) return 100;
  if (total === null) return 0;
  // Rows may enter the range after the count.
  return Math.min(100, Math.floor((processed / total) * 100));
}

/** Progress or result, as a sentence. */
export function progressOf(operation: Operation): string {
  const { kind, status, total, processed } = operation;
  if (status === 'running' && total === null) {
    if (kind === 'replay') return t(($) => $.bulk.progress.replayUncounted, { processed });
    if (kind === 'recover') return t(($) => $.bulk.progress.recoverUncounted, { processed });
    return t(($) => $.bulk.progress.exportUncounted, { processed });
  }
  const of = total === null ? count(processed) : t(($) => $.bulk.progress.of, { processed, total });
  if (status === 'running') return t(($) => $.bulk.progress[kind], { of });
  if (status === 'cancelled' && kind === 'export') return t(($) => $.bulk.progress.exportCancelled, { of });
  if (status === 'cancelled') return t(($) => $.bulk.progress.cancelled, { of });
  if (total === 0 && processed === 0) return t(($) => $.bulk.progress.nothing);
  if (kind === 'export') return exportResult(operation);
  return kind === 'replay' ? replayResult(operation) : recoveryResult(operation);
}

const exportResult = ({ processed, file }: Operation): string =>
  typeof file?.next_cursor === 'string'
    ? t(($) => $.bulk.progress.exportCut, { count: processed })
    : t(($) => $.bulk.progress.exported, { count: processed });

/** Whether an ended operation has sent nothing, though something matched. */
export const isInVain = ({ kind, status, processed, skipped }: Operation): boolean =>
  kind === 'replay' && status === 'completed' && processed > 0 && skipped === processed;

function replayResult(operation: Operation): string {
  if (isInVain(operation)) return t(($) => $.bulk.progress.nothingReplayed);
  const { processed, skipped } = operation;
  const replayed = t(($) => $.bulk.progress.replayed, { count: processed - skipped });
  return withSkipped(replayed, skipped);
}

function recoveryResult({ processed, skipped }: Operation): string {
  if (skipped > 0)
    return withSkipped(
      t(($) => $.bulk.progress.stopped),
      skipped,
    );
  return t(($) => $.bulk.progress.checked, { count: processed });
}

const withSkipped = (sentence: string, skipped: number): string =>
  skipped === 0 ? sentence : `${sentence} ${t(($) => $.bulk.progress.skipped, { count: skipped })}`;
