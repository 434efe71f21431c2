import type { Worker } from 'bullmq';

/** The right to make the attempts of one job, which a worker has for as long as it renews the job's lock. */
export interface Lease {
  /** Whether a request may go out now. False also while it is not known, such as after a lost connection to Redis. */
  isFresh: () => boolean;
  /** Resolves to whether the lease is fresh, after asking Redis where that is not known. */
  confirm: () => Promise<boolean>;
}

interface Held {
  token: string;
  /** On the monotonic clock, which goes on while the process is stopped. */
  freshUntil: number;
}

/** So many renewals fit into a lease: a stall of Redis or of this process may take three quarters of it. */
const renewalsPerLease = 4;

/** How often leases are renewed, and how often a worker looks for jobs whose lease ran out. */
export const renewalMs = (leaseMs: number): number => Math.ceil(leaseMs / renewalsPerLease);

/**
 * The leases of one worker. BullMQ's lock of a job lives in Redis; here is kept until when it surely does, counted from the
 * moment before it was asked for. A process that was stopped for longer than a lease, or whose Redis has forgotten the
 * lock, finds it out before it sends anything.
 */
export class Leases {
  readonly #held = new Map<string, Held>();
  #renewal: NodeJS.Timeout | undefined;
  #isRenewing = false;

  constructor(
    private readonly worker: Pick<Worker, 'extendJobLocks'>,
    private readonly leaseMs: number,
  ) {}

  start(): void {
    this.#renewal = setInterval(() => void this.#renewAll(), renewalMs(this.leaseMs));
  }

  stop(): void {
    clearInterval(this.#renewal);
  }

  /** A lease for a job that the worker has taken. Undefined where another worker has the job by now. Rejects without Redis. */
  async take(jobId: string, token: string): Promise<Lease | undefined> {
    this.#held.set(jobId, { token, freshUntil: -Infinity });
    try {
      await this.#renew([jobId]);
    } catch (error) {
      this.#held.delete(jobId);
      throw error;
    }
    if (!this.#isFresh(jobId)) {
      this.#held.delete(jobId);
      return undefined;
    }
    return { isFresh: () => this.#isFresh(jobId), confirm: () => this.#confirm(jobId) };
  }

  release(jobId: string): void {
    this.#held.delete(jobId);
  }

  /** No lease is known to be fresh any more: Redis may come back without the locks. */
  doubt(): void {
    for (const held of this.#held.values()) held.freshUntil = -Infinity;
  }

  #isFresh(jobId: string): boolean {
    return performance.now() < (this.#held.get(jobId)?.freshUntil ?? -Infinity);
  }

  async #confirm(jobId: string): Promise<boolean> {
    if (this.#isFresh(jobId)) return true;
    await this.#renew([jobId]);
    return this.#isFresh(jobId);
  }

  async #renewAll(): Promise<void> {
    if (this.#isRenewing || this.#held.size === 0) return;
    this.#isRenewing = true;
    try {
      await this.#renew([...this.#held.keys()]);
    } catch {
      // They run out by themselves, and are asked for again when they are needed.
    } finally {
      this.#isRenewing = false;
    }
  }

  async #renew(jobIds: string[]): Promise<void> {
    const tokens = jobIds.map((id) => this.#held.get(id)?.token ?? '');
    const askedAt = performance.now();
    const lost = new Set(await this.worker.extendJobLocks(jobIds, tokens, this.leaseMs));
    for (const id of jobIds) {
      const held = this.#held.get(id);
      if (held) held.freshUntil = lost.has(id) ? -Infinity : askedAt + this.leaseMs;
    }
  }
}
