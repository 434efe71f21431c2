import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import { dropOldTallies, dropPartitionsBefore, ensurePartitions, type Database } from '@postrider/event-store';
import { DATABASE, SETTINGS } from '../tokens.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * Hourly: makes the coming weeks' partitions, drops what is past retention, forgets old keys,
 * counts and sessions. Any number of gateways may run it.
 */
@Injectable()
export class Maintenance {
  readonly #logger = new Logger('maintenance');
  #timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  start(): void {
    void this.#run();
    this.#timer = setInterval(() => void this.#run(), hourMs);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #run(): Promise<void> {
    try {
      const refused = await ensurePartitions(this.database);
      if (refused.length > 0) this.#logger.warn({ refused }, 'partitions whose rows are in the default partition');
      const retained = new Date(Date.now() - this.settings.POSTRIDER_RETENTION_DAYS * dayMs);
      const dropped = await dropPartitionsBefore(this.database, retained);
      if (dropped.length > 0) this.#logger.log({ dropped }, 'dropped partitions past retention');
      await this.#forgetKeys(retained);
      await dropOldTallies(this.database);
      await this.database.query('DELETE FROM sessions WHERE expires_at < now()');
      await this.database.query('DELETE FROM sign_in_links WHERE expires_at < now()');
    } catch (error) {
      this.#logger.error(error, 'maintenance failed; it runs again within the hour');
    }
  }

  async #forgetKeys(retained: Date): Promise<void> {
    const expired = new Date(Date.now() - this.settings.POSTRIDER_IDEMPOTENCY_TTL_MS);
    await this.database.query('DELETE FROM idempotency_keys WHERE created_at < $1', [expired]);
    await this.database.query(`DELETE FROM publish_keys WHERE kind = 'request' AND created_at < $1`, [expired]);
    await this.database.query(`DELETE FROM publish_keys WHERE kind = 'event_id' AND created_at < $1`, [retained]);
  }
}
