import type { Worker } from 'bullmq';
import type { Lease } from '../attempt/attempts.js';

interface JobLease extends Lease {
  readonly token: string;
  /** On the monotonic clock, which goes on while the process is stopped. */
  freshUntil: number;
  /** Final: another run of the job, perhaps in this worker, has the lock. */
  isLost: boolean;
}

/** A stall of Redis or of this process may take three quarters of a lease. */
const renewalsPerLease = 4;

/** How often leases are renewed, and how often BullMQ checks for stalled jobs. */
export const renewalMs = (leaseMs: number): number => Math.ceil(leaseMs / renewalsPerLease);

/**
 * The leases of one worker. BullMQ's lock of a job is a key in Redis. A lease is the time until which that key certainly
 * exists, counted from the moment before the renewal was sent. So a process that was stopped for longer than a lease
 * learns that its lease has expired before it sends a request.
 *
 * A lease is in one of three states:
 * - `fresh`: the worker has the lock.
 * - `expired`: it is unknown whether the worker has the lock.
 * - `lost`: another run of the job has the lock, or no run has it.
 *
 * Transitions:
 * - fresh → expired: no renewal succeeded for the time of a lease, or the connection to Redis was lost.
 * - expired → fresh, fresh → fresh: a renewal succeeds.
 * - fresh, expired → lost: a renewal finds the lock gone, or this worker acquires a new lease of the job.
 */
export class Leases {
  readonly #leases = new Map<string, JobLease>();
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

  /** Returns undefined if another worker has the job. Rejects if Redis fails. */
  async acquire(jobId: string, token: string): Promise<Lease | undefined> {
    const lease: JobLease = {
      jobId,
      token,
      freshUntil: -Infinity,
      isLost: false,
      isFresh: () => isFresh(lease),
      confirm: () => this.#confirm(lease),
    };
    const earlier = this.#leases.get(jobId);
    if (earlier) earlier.isLost = true;
    this.#leases.set(jobId, lease);
    try {
      await this.#renew([lease]);
    } catch (error) {
      this.release(lease);
      throw error;
    }
    if (isFresh(lease)) return lease;
    this.release(lease);
    return undefined;
  }

  /** Renews this lease no more. Another lease of the same job is not affected. */
  release(lease: Lease): void {
    if (this.#leases.get(lease.jobId) === lease) this.#leases.delete(lease.jobId);
  }

  /** To be called when the connection is lost: Redis may come back without the locks. */
  expireAll(): void {
    for (const lease of this.#leases.values()) lease.freshUntil = -Infinity;
  }

  async #confirm(lease: JobLease): Promise<boolean> {
    if (!isFresh(lease) && !lease.isLost) await this.#renew([lease]);
    return isFresh(lease);
  }

  async #renewAll(): Promise<void> {
    if (this.#isRenewing || this.#leases.size === 0) return;
    this.#isRenewing = true;
    try {
      await this.#renew([...this.#leases.values()]);
    } catch {
      // Leases expire by themselves, and are confirmed when they are needed.
    } finally {
      this.#isRenewing = false;
    }
  }

  async #renew(leases: readonly JobLease[]): Promise<void> {
    const sentAt = performance.now();
    const lost = new Set(
      await this.worker.extendJobLocks(
        leases.map(({ jobId }) => jobId),
        leases.map(({ token }) => token),
        this.leaseMs,
      ),
    );
    for (const lease of leases) {
      if (lost.has(lease.jobId)) lease.isLost = true;
      else lease.freshUntil = sentAt + this.leaseMs;
    }
  }
}

const isFresh = ({ isLost, freshUntil }: JobLease): boolean => !isLost && performance.now() < freshUntil;
