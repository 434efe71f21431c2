import type { BulkProgress } from '@postrider/event-store';
import type { ScheduledAttempt } from '@postrider/contracts';

/** The progress of one page, and the attempts that it schedules. */
export interface BulkPage extends BulkProgress {
  attempts: ScheduledAttempt[];
}
