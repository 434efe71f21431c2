import type { ScheduledAttempt } from '@postrider/queue';

/** What one page came to: streams dealt with, the last of them, and the attempts to make. */
export interface BulkPage {
  processed: number;
  skipped: number;
  last: string | undefined;
  attempts: ScheduledAttempt[];
}
