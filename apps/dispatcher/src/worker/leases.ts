import type { Worker } from 'bullmq';

/** The right to make the attempts of one job in one run, which a worker has for as long as it renews the job's lock. */
export interface Lease {
  readonly jobId: string;
  /** Whether a request may go out now. False also while it is not known, such as after a lost connection to Redis. */
  isFresh: () => boolean;
  /** Resolves to whether the lease is fresh, after asking Redis where that is not known. */
  confirm: () => Promise<boolean>;
}

interface Held extends Lease {
  readonly token: string;
  /** On the monotonic clock, which goes on while the process is stopped. */
  freshUntil: number;
  /** For ever: the job may be taken again, also by this worker, and is another run's then. */
  isLost: boolean;
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
    const held: Held = {
      jobId,
      token,
      freshUntil: -Infinity,
      isLost: false,
      isFresh: () => isFresh(held),
      confirm: () => this.#confirm(held),
    };
    const earlier = this.#held.get(jobId);
    if (earlier) earlier.isLost = true;
    this.#held.set(jobId, held);
    try {
      await this.#renew([held]);
    } catch (error) {
      this.release(held);
      throw error;
    }
    if (isFresh(held)) return held;
    this.release(held);
    return undefined;
  }

  /** Ends a lease, and no other of the same job. */
  release(lease: Lease): void {
    if (this.#held.get(lease.jobId) === lease) this.#held.delete(lease.jobId);
  }

  /** No lease is known to be fresh any more: Redis may come back without the locks. */
  doubt(): void {
    for (const held of this.#held.values()) held.freshUntil = -Infinity;
  }

  async #confirm(held: Held): Promise<boolean> {
    if (!isFresh(held) && !held.isLost) await this.#renew([held]);
    return isFresh(held);
  }

  async #renewAll(): Promise<void> {
    if (this.#isRenewing || this.#held.size === 0) return;
    this.#isRenewing = true;
    try {
      await this.#renew([...this.#held.values()]);
    } catch {
      // They run out by themselves, and are asked for again when they are needed.
    } finally {
      this.#isRenewing = false;
    }
  }

  async #renew(leases: readonly Held[]): Promise<void> {
    const askedAt = performance.now();
    const lost = new Set(
      await this.worker.extendJobLocks(
        leases.map(({ jobId }) => jobId),
        leases.map(({ token }) => token),
        this.leaseMs,
      ),
    );
    for (const held of leases) {
      if (lost.has(held.jobId)) held.isLost = true;
      else held.freshUntil = askedAt + this.leaseMs;
    }
  }
}

const isFresh = ({ isLost, freshUntil }: Held): boolean => !isLost && performance.now() < freshUntil;
