import type { BulkProgress } from '@postrider/event-store';
import type { ScheduledAttempt } from '@postrider/contracts';

/** What one page came to, and the attempts to make. */
export interface BulkPage extends BulkProgress {
  attempts: ScheduledAttempt[];
}
