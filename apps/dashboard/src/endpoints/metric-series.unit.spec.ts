import { describe, expect, it } from '@jest/globals';
import { failureSeries } from './metric-series.js';

const failed = (response_status: number, attempts: number) => ({
  reason: 'http_error' as const,
  response_status,
  attempts,
});
const counts = {
  delivered: 0,
  failed: 0,
  first_attempts: 0,
  failed_first_attempts: 0,
  response_ms_p50: null,
  response_ms_p95: null,
};
const of = (...buckets: ReturnType<typeof failed>[][]) => ({
  totals: { ...counts, failures: buckets.flat() },
  buckets: buckets.map((failures, hour) => ({
    ...counts,
    start: new Date(Date.UTC(2026, 10, 23, hour)).toISOString(),
    failures,
  })),
});

describe('failures over time', () => {
  it('are by reason and status', () => {
    const series = failureSeries(of([failed(503, 2)], [failed(500, 1)]));
    expect(series.map(({ name, values }) => [name, values])).toEqual([
      ['HTTP 503', [2, 0]],
      ['HTTP 500', [0, 1]],
    ]);
  });

  it('have the rare reasons together', () => {
    const series = failureSeries(of([500, 501, 502, 503, 504, 505].map((status) => failed(status, 1))));
    expect(series.map(({ key }) => key)).toContain('others');
    expect(series.at(-1)?.values).toEqual([2]);
  });

  it('are none without any', () => {
    expect(failureSeries(of([], []))).toEqual([]);
  });
});
