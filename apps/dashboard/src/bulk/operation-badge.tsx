import type { BulkOperation } from '@postrider/contracts';
import { StatusBadge, type Tone } from '../parts/status-badge.js';
import { t } from '../texts/texts.js';
import { isInVain } from './operation-words.js';

const tones: Record<BulkOperation['status'], Tone> = { running: 'wait', completed: 'good', cancelled: 'idle' };

/** The state of an operation. One that has sent nothing is not good. */
export function OperationBadge({ operation }: { operation: BulkOperation }) {
  const { status } = operation;
  return (
    <StatusBadge tone={isInVain(operation) ? 'bad' : tones[status]}>{t(($) => $.bulk.statuses[status])}</StatusBadge>
  );
}
