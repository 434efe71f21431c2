import type { Attempt, DeliveryDetail } from '@postrider/contracts';
import { cutText } from '../result/cut.js';

/** The first and the last attempts show how it began and how it is now. */
const shownFirst = 1;
const shownLast = 4;
const longestError = 160;

/** What happened, a line each, oldest first. */
export function timelineOf({ created_at, attempts, status, completed_at, next_attempt_at }: DeliveryDetail): string[] {
  return [
    `${created_at} accepted`,
    ...attemptLines(attempts),
    ...(status === 'failed' && completed_at !== null ? [`${completed_at} failed`] : []),
    ...(next_attempt_at !== null ? [`${next_attempt_at} next attempt`] : []),
  ];
}

function attemptLines(attempts: readonly Attempt[]): string[] {
  const left = attempts.length - shownFirst - shownLast;
  if (left <= 0) return attempts.map(line);
  const first = attempts.slice(0, shownFirst).map(line);
  return [...first, `(${String(left)} more attempts)`, ...attempts.slice(-shownLast).map(line)];
}

function line({ number, trigger, started_at, duration_ms, response_status, error }: Attempt): string {
  const outcome = response_status ?? (error === null ? 'no response' : cutText(error, longestError));
  return `${started_at} attempt ${String(number)} (${trigger}): ${String(outcome)} in ${String(duration_ms)} ms`;
}
