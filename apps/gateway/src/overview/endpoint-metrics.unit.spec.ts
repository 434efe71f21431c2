import { expect, it } from '@jest/globals';
import { metricsOf, summed } from './endpoint-metrics.js';

const bucket = {
  delivered: 4,
  failed_attempts: 2,
  first_attempts: 5,
  failed_first_attempts: 1,
  failures: [
    { reason: 'timeout' as const, response_status: null, attempts: 1 },
    { reason: 'http_error' as const, response_status: 503, attempts: 1 },
  ],
  times: [
    { step: 0, attempts: 4 },
    { step: 40, attempts: 1 },
  ],
};

it('the totals of an endpoint add up counts, reasons and response times', () => {
  const later = { ...bucket, failures: bucket.failures.slice(1), times: [{ step: 20, attempts: 7 }] };
  expect(metricsOf(summed([bucket, later]))).toEqual({
    delivered: 8,
    failed: 4,
    first_attempts: 10,
    failed_first_attempts: 2,
    response_ms_p50: 32,
    response_ms_p95: 1_024,
    failures: [
      { reason: 'http_error', response_status: 503, attempts: 2 },
      { reason: 'timeout', response_status: null, attempts: 1 },
    ],
  });
});

it('without attempts there are no response times, and nothing is unknown', () => {
  expect(metricsOf(summed([]))).toEqual({
    delivered: 0,
    failed: 0,
    first_attempts: 0,
    failed_first_attempts: 0,
    response_ms_p50: null,
    response_ms_p95: null,
    failures: [],
  });
});

it('counts of an earlier release have no first attempts', () => {
  const old = { ...bucket, first_attempts: null, failed_first_attempts: null };
  expect(metricsOf(summed([old])).first_attempts).toBeNull();
  expect(metricsOf(summed([old, bucket])).first_attempts).toBe(5);
});
