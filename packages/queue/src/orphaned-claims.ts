import type { QueueShard } from '@postrider/contracts';
import { ownersKey, removeClaims } from './batched-attempts.js';
import { isUnfinishedLua, jobKeyPrefix } from './bullmq-layout.js';
import type { RedisClient } from './redis.js';
import { RedisScript } from './redis-script.js';

/** Claims that are read in one step. */
const pageSize = 1_000;

/**
 * KEYS: the hash of the owners, which names the slot. ARGV: what the keys of jobs begin with, then pairs of an attempt and its
 * job. Returns the pairs without unfinished job.
 */
const findOrphans = new RedisScript<string[]>(
  'postriderFindOrphans',
  1,
  `${isUnfinishedLua}
local orphans = {}
for i = 2, #ARGV, 2 do
  if not is_unfinished(ARGV[1] .. ARGV[i + 1]) then
    table.insert(orphans, ARGV[i])
    table.insert(orphans, ARGV[i + 1])
  end
end
return orphans`,
);

interface Suspect {
  job: string;
  since: number;
}

/**
 * Removes claims of shared jobs (BatchedAttempts) that outlive their job: Redis was away when the job ended, or a process
 * died before it added the job. Such a claim only takes memory.
 */
export class OrphanedClaims {
  #cursor = '0';
  #suspects = new Map<string, Suspect>();
  /** Suspects of the walk in progress. */
  #seen = new Map<string, Suspect>();
  readonly #owners: string;
  readonly #jobs: string;

  /** A claim is removed when its job was missing for `minAgeMs`, since a job is added a moment after its claim. */
  constructor(
    private readonly redis: RedisClient,
    prefix: string,
    shard: QueueShard,
    private readonly minAgeMs: number,
  ) {
    this.#owners = ownersKey(prefix, shard);
    this.#jobs = jobKeyPrefix(prefix, shard);
  }

  /** Does one step of an endless walk through the claims. Returns the number of claims that it removed. */
  async removePage(): Promise<number> {
    const [cursor, page] = await this.redis.hscan(this.#owners, this.#cursor, 'COUNT', pageSize);
    const found = page.length === 0 ? [] : await findOrphans.run(this.redis, this.#owners, this.#jobs, ...page);
    const now = performance.now();
    let removed = 0;
    for (let i = 0; i < found.length; i += 2) {
      const [attempt = '', job = ''] = found.slice(i, i + 2);
      const known = this.#suspects.get(attempt);
      const suspect = known?.job === job ? known : { job, since: now };
      if (now - suspect.since >= this.minAgeMs) {
        await removeClaims.run(this.redis, this.#owners, job, attempt);
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
}
