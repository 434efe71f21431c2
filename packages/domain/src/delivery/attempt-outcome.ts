import type { AttemptRecord, FailureReason } from '@postrider/contracts';

/** The outcome of one HTTP exchange with a receiver. */
export type AttemptOutcome = Exchanged & (Response | NoResponse);

interface Exchanged extends Pick<
  AttemptRecord,
  'request_headers' | 'own_headers' | 'response_headers' | 'response_headers_truncated' | 'timing'
> {
  started_at: Date;
  duration_ms: number;
}

interface Response {
  kind: 'response';
  status: number;
  /** The kept part of the body, decoded as UTF-8. */
  body: string;
  truncated: boolean;
  /** The `Retry-After` header in milliseconds from the response on, or null. */
  retry_after_ms: number | null;
}

interface NoResponse {
  kind: 'no_response';
  failure_reason: FailureReason;
  error: string;
}

const isSuccess = (status: number): boolean => status >= 200 && status <= 299;

/** Returns the reason why a response is a failure, or undefined for 2xx. */
export function classifyStatus(status: number): { failure_reason: FailureReason; error: string } | undefined {
  if (isSuccess(status)) return undefined;
  if (status === 410) return { failure_reason: 'endpoint_gone', error: 'the endpoint responded with 410 Gone' };
  if (status >= 300 && status <= 399) {
    return {
      failure_reason: 'redirect',
      error: `the endpoint responded with ${String(status)}; redirects are not followed`,
    };
  }
  return { failure_reason: 'http_error', error: `the endpoint responded with ${String(status)}` };
}

/** Parses `Retry-After` (seconds or an HTTP date) into milliseconds from `now`; null if it is absent or invalid. */
export function parseRetryAfter(header: string | undefined, now: Date): number | null {
  const value = header?.trim() ?? '';
  if (/^\d{1,10}$/.test(value)) return Number(value) * 1000;
  // Date.parse accepts any sentence with a year. An HTTP date begins with the day of the week.
  const date = /^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,? /i.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now.getTime());
}
