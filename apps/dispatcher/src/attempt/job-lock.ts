import type { Job } from 'bullmq';

/**
 * Whether the worker may still begin an attempt of the job. A worker takes jobs before it begins what they ask for. While
 * Redis is away a job that is taken waits, its lock not renewed; and a Redis that comes back may have forgotten that it was
 * taken (`lostAt` is when the connection broke last): so it may have been given to somebody else meanwhile.
 */
export async function isStillOurs(
  job: Job,
  token: string | undefined,
  { lockMs, lostAt }: { lockMs: number; lostAt: number },
): Promise<boolean> {
  const takenAt = job.processedOn ?? 0;
  if (token === undefined || (Date.now() - takenAt < lockMs / 2 && takenAt > lostAt)) return true;
  return job.extendLock(token, lockMs).then(
    (extended) => extended > 0,
    () => false,
  );
}
