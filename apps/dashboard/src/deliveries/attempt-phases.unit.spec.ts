import { describe, expect, it } from '@jest/globals';
import { phasesOf } from './attempt-phases.js';

const reused = {
  queue_ms: 0,
  dns_ms: null,
  connect_ms: null,
  tls_ms: null,
  first_byte_ms: 20,
  download_ms: 2,
};

describe('the phases of an attempt', () => {
  const keysOf = (attempt: Parameters<typeof phasesOf>[0]): unknown[] | undefined =>
    phasesOf(attempt)?.map(({ key, ms }) => [key, ms]);

  it('are unknown if they are not stored', () => {
    expect(phasesOf({ timing: null, duration_ms: 12 })).toBeUndefined();
  });

  it('of a reused connection are the wait and the download', () => {
    expect(keysOf({ timing: reused, duration_ms: 22 })).toEqual([
      ['first_byte', 20],
      ['download', 2],
    ]);
  });

  it('have the wait for a free connection only if there was one', () => {
    expect(keysOf({ timing: { ...reused, queue_ms: 5 }, duration_ms: 27 })?.[0]).toEqual(['queue', 5]);
  });

  it('end with the wait for a response that did not come', () => {
    const timing = { ...reused, dns_ms: 1, connect_ms: 2, tls_ms: 3, first_byte_ms: null, download_ms: null };
    expect(keysOf({ timing, duration_ms: 106 })).toEqual([
      ['dns', 1],
      ['connect', 2],
      ['tls', 3],
      ['rest', 100],
    ]);
  });
});
