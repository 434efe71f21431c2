import type { BulkOperation } from '@postrider/contracts';
import { count, countOf } from '../parts/format.js';

type Operation = Pick<BulkOperation, 'kind' | 'status' | 'total' | 'processed' | 'skipped'>;

/** Title: "Replay of 1,840 deliveries"; without the number until it is counted. */
export function nameOf({ kind, total }: Operation): string {
  if (total === null) return kind === 'replay' ? 'Replay of deliveries' : 'Recovery from events';
  return kind === 'replay'
    ? `Replay of ${countOf(total, 'delivery', 'deliveries')}`
    : `Recovery from ${countOf(total, 'event')}`;
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
  const of = total === null ? count(processed) : `${count(processed)} of ${count(total)}`;
  const verb = kind === 'replay' ? 'scheduled' : 'checked';
  if (status === 'running') return total === null ? `${of} ${verb}; counting the rest` : `${of} ${verb}`;
  if (status === 'cancelled') return `Cancelled after ${of}. Deliveries scheduled before that are still sent.`;
  if (total === 0 && processed === 0) return 'Nothing matched.';
  return kind === 'replay' ? replayResult(operation) : recoveryResult(operation);
}

function replayResult({ processed, skipped }: Operation): string {
  if (skipped === processed) return 'Nothing was replayed: all endpoints are deleted or inactive.';
  return `${countOf(processed - skipped, 'delivery was', 'deliveries were')} replayed.${skippedOf(skipped)}`;
}

function recoveryResult({ processed, skipped }: Operation): string {
  if (skipped > 0) return `Stopped: the endpoint was deactivated or deleted.${skippedOf(skipped)}`;
  return `All ${countOf(processed, 'event')} checked; missed ones are delivered.`;
}

const skippedOf = (skipped: number): string =>
  skipped === 0 ? '' : ` ${count(skipped)} skipped: their endpoint is deleted or inactive.`;
