import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import { unnest, type Database, type DatabaseClock } from '@postrider/event-store';
import { CLOCK, DATABASE, SETTINGS } from '../../tokens.js';

/** Writes when each key was last used, so that operators find unused keys. Calls neither wait for it nor fail by it. */
@Injectable()
export class KeyUses {
  readonly #logger = new Logger('key-uses');
  readonly #uses = new Map<string, Date>();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'keys'>,
  ) {}

  note(keyId: string): void {
    this.#uses.set(keyId, this.clock.now());
    this.#timer ??= setTimeout(() => void this.flush(), this.settings.keys.usesMs);
  }

  /** Writes the noted uses. Drops them if that fails: the next use overwrites them anyway. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const uses = [...this.#uses].map(([id, used_at]) => ({ id, used_at }));
    this.#uses.clear();
    if (uses.length === 0) return;
    const { from, values } = unnest(uses, { id: 'text', used_at: 'timestamptz' }, { alias: 'u' });
    try {
      // Rows are locked in one order, since several gateways write the same keys.
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
