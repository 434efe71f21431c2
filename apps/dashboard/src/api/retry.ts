import { ApiError } from './api-error.js';

const attempts = 3;

/** Retries only errors that may pass by themselves: not wrong input, missing resources or ended sessions. */
export function shouldRetry(failures: number, error: unknown): boolean {
  if (failures >= attempts) return false;
  return !(error instanceof ApiError) || error.status === 429 || error.status >= 500;
}

/** Delay in milliseconds: the response's Retry-After, or 1, 2, 4 s. */
export function retryDelay(failures: number, error: unknown): number {
  if (error instanceof ApiError && error.retryAfter !== undefined) return Math.min(error.retryAfter, 60) * 1000;
  return 1000 * 2 ** Math.min(failures, 4);
}
