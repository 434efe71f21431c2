import type { BulkOperation } from '@postrider/sdk';
import type { Screen } from '../output/output.js';
import { plural } from '../output/text.js';

const units: Record<BulkOperation['kind'], [string, string]> = {
  replay: ['delivery', 'deliveries'],
  recover: ['event', 'events'],
};

export function operationSummary(operation: BulkOperation, { colors }: Screen): string {
  const { id, kind, status, total, processed, skipped } = operation;
  const sign = { completed: colors.green('✔'), cancelled: colors.yellow('■'), running: colors.cyan('…') }[status];
  const what = kind === 'replay' ? 'Replay' : 'Recovery';
  const skippedText = skipped > 0 ? `, ${skipped} skipped (endpoint deleted or inactive)` : '';
  const of =
    total === null
      ? plural(processed, ...units[kind])
      : `${processed.toLocaleString('en')} of ${plural(total, ...units[kind])}`;
  const done = `${of}${skippedText}`;
  return `${sign} ${what} ${status}: ${done}  ${colors.dim(id)}`;
}
