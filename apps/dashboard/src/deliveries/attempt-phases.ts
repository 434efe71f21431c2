import type { Attempt } from '@postrider/contracts';

export interface Phase {
  key: 'queue' | 'dns' | 'connect' | 'tls' | 'first_byte' | 'download' | 'rest';
  name: string;
  ms: number;
}

/** The phases of an attempt in order, as far as it came. Undefined if they are not known. */
export function phasesOf({ timing, duration_ms }: Pick<Attempt, 'timing' | 'duration_ms'>): Phase[] | undefined {
  if (timing === null) return undefined;
  const phases: readonly (readonly [Phase['key'], string, number | null])[] = [
    ['queue', 'Wait for a free connection', timing.queue_ms === 0 ? null : timing.queue_ms],
    ['dns', 'Name resolution (DNS)', timing.dns_ms],
    ['connect', 'Connection (TCP)', timing.connect_ms],
    ['tls', 'Encryption (TLS)', timing.tls_ms],
    ['first_byte', 'Wait for the response', timing.first_byte_ms],
    ['download', 'Download of the response', timing.download_ms],
  ];
  const known = phases.flatMap(([key, name, ms]) => (ms === null ? [] : [{ key, name, ms }]));
  if (timing.first_byte_ms !== null) return known;
  const spent = known.reduce((sum, { ms }) => sum + ms, 0);
  return [...known, { key: 'rest', name: 'Wait without a response', ms: Math.max(0, duration_ms - spent) }];
}
