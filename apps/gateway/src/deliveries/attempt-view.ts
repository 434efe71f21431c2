import type { AttemptHeader, AttemptPhases, AttemptTiming } from '@postrider/contracts';

/** Headers from their names and values in turn. */
export function namedHeaders(flat: readonly string[]): AttemptHeader[] {
  const headers: AttemptHeader[] = [];
  for (let i = 0; i + 1 < flat.length; i += 2) headers.push({ name: flat[i] ?? '', value: flat[i + 1] ?? '' });
  return headers;
}

/** The phases of an attempt. The download is what remains of the duration. */
export function attemptPhases(timing: AttemptTiming, duration_ms: number): AttemptPhases {
  const { queue = 0, dns, connect, tls, first_byte } = timing;
  const before = queue + (dns ?? 0) + (connect ?? 0) + (tls ?? 0);
  return {
    queue_ms: queue,
    dns_ms: dns ?? null,
    connect_ms: connect ?? null,
    tls_ms: tls ?? null,
    first_byte_ms: first_byte ?? null,
    // Each phase is rounded by itself, so that their sum may exceed the duration.
    download_ms: first_byte === undefined ? null : Math.max(0, duration_ms - before - first_byte),
  };
}
