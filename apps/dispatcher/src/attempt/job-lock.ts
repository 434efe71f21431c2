import type { Job } from 'bullmq';

/**
 * Whether the worker may still begin the job. A worker takes jobs before it begins them, and while Redis is away one that
 * is taken waits, its lock not renewed: by the time it begins it may have been given to somebody else.
 */
export async function isStillOurs(job: Job, token: string | undefined, lockMs: number): Promise<boolean> {
  const heldMs = Date.now() - (job.processedOn ?? 0);
  if (token === undefined || heldMs < lockMs / 2) return true;
  return job.extendLock(token, lockMs).then(
    (extended) => extended > 0,
    () => false,
  );
}
