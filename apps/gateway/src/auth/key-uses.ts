import { Inject, Injectable, Logger } from '@nestjs/common';
import { unnest, type Database, type DatabaseClock } from '@postrider/event-store';
import { CLOCK, DATABASE } from '../tokens.js';

/** A key in use is written once in this time, however many calls it makes: operators ask for days, not for seconds. */
const flushMs = 5_000;

/**
 * When each key was last used, for operators who look for keys that nobody needs. Calls do not wait for it and never
 * fail by it; what a killed gateway had not written is lost.
 */
@Injectable()
export class KeyUses {
  readonly #logger = new Logger('key-uses');
  readonly #uses = new Map<string, Date>();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
  ) {}

  note(keyId: string): void {
    this.#uses.set(keyId, this.clock.now());
    this.#timer ??= setTimeout(() => void this.flush(), flushMs);
  }

  /** Writes what is noted; what cannot be written is dropped, since the next use says more. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const uses = [...this.#uses].map(([id, used_at]) => ({ id, used_at }));
    this.#uses.clear();
    if (uses.length === 0) return;
    const { from, values } = unnest(uses, { id: 'text', used_at: 'timestamptz' }, { alias: 'u' });
    try {
      // Locked in one order: several gateways write the same keys at the same time.
      await this.database.query(
        `WITH used AS (SELECT k.id, u.used_at FROM ${from} JOIN api_keys k ON k.id = u.id
                        WHERE k.revoked_at IS NULL OR u.used_at < k.revoked_at
                        ORDER BY k.id FOR NO KEY UPDATE OF k)
         UPDATE api_keys k SET last_used_at = greatest(k.last_used_at, used.used_at) FROM used WHERE k.id = used.id`,
        values,
      );
    } catch (error) {
      this.#logger.warn(error, 'the last uses of API keys could not be written');
    }
  }
}
