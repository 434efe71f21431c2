import { queuePrefix, queues, type QueueName } from '@postrider/contracts';
import type { Redis } from 'ioredis';
import { forgetScript, isToRun } from './batched-attempts.js';

/** Entries that are looked at in one step. */
const pageSize = 1_000;

/** Of the attempts and jobs in ARGV, pairs whose job is not going to run. */
const orphansScript = `${isToRun}
local orphans = {}
for i = 2, #ARGV, 2 do
  if not is_to_run(ARGV[i + 1]) then
    table.insert(orphans, ARGV[i])
    table.insert(orphans, ARGV[i + 1])
  end
end
return orphans`;

interface Suspect {
  job: string;
  since: number;
}

/**
 * Removes the entries of shared jobs (BatchedAttempts) that outlive their job: Redis was away when the job ended, or the
 * process that claimed them died before it added the job. Such an entry does no harm but takes memory.
 */
export class OrphanedClaims {
  #cursor = '0';
  #suspects = new Map<string, Suspect>();
  /** Those of the walk that is in progress. */
  #seen = new Map<string, Suspect>();
  readonly #key: string;
  readonly #jobs: string;

  /** An entry goes when its job was missing for `minAgeMs`: between a claim and its job there is a moment. */
  constructor(
    private readonly redis: Redis,
    prefix: string,
    queue: QueueName,
    private readonly minAgeMs: number,
  ) {
    this.#key = `${queuePrefix(prefix, queue)}:batched`;
    this.#jobs = `${queuePrefix(prefix, queue)}:${queues[queue].name}:`;
  }

  /** One step of an endless walk through the entries. Returns how many it removed. */
  async removePage(): Promise<number> {
    const [cursor, page] = await this.redis.hscan(this.#key, this.#cursor, 'COUNT', pageSize);
    const found = page.length === 0 ? [] : await this.#eval(orphansScript, [this.#jobs, ...page]);
    const now = performance.now();
    let removed = 0;
    for (let i = 0; i < found.length; i += 2) {
      const [attempt = '', job = ''] = found.slice(i, i + 2);
      const known = this.#suspects.get(attempt);
      const suspect = known?.job === job ? known : { job, since: now };
      if (now - suspect.since >= this.minAgeMs) {
        await this.#eval(forgetScript, [job, attempt]);
        removed += 1;
      } else this.#seen.set(attempt, suspect);
    }
    this.#cursor = cursor;
    if (cursor === '0') {
      this.#suspects = this.#seen;
      this.#seen = new Map();
    }
    return removed;
  }

  async #eval(script: string, args: readonly string[]): Promise<string[]> {
    return ((await this.redis.eval(script, 1, this.#key, ...args)) as string[] | null) ?? [];
  }
}
