import type { Attempt } from '@postrider/contracts';
import { t } from '../texts/texts.js';

export interface Phase {
  key: 'queue' | 'dns' | 'connect' | 'tls' | 'first_byte' | 'download' | 'rest';
  name: string;
  ms: number;
}

/** The phases of an attempt in order, as far as it came. Undefined if they are not known. */
export function phasesOf({ timing, duration_ms }: Pick<Attempt, 'timing' | 'duration_ms'>): Phase[] | undefined {
  if (timing === null) return undefined;
  const phases: readonly (readonly [Phase['key'], string, number | null])[] = [
    ['queue', t(($) => $.deliveries.phases.queue), timing.queue_ms === 0 ? null : timing.queue_ms],
    ['dns', t(($) => $.deliveries.phases.dns), timing.dns_ms],
    ['connect', t(($) => $.deliveries.phases.connect), timing.connect_ms],
    ['tls', t(($) => $.deliveries.phases.tls), timing.tls_ms],
    ['first_byte', t(($) => $.deliveries.phases.firstByte), timing.first_byte_ms],
    ['download', t(($) => $.deliveries.phases.download), timing.download_ms],
  ];
  const known = phases.flatMap(([key, name, ms]) => (ms === null ? [] : [{ key, name, ms }]));
  if (timing.first_byte_ms !== null) return known;
  const spent = known.reduce((sum, { ms }) => sum + ms, 0);
  return [...known, { key: 'rest', name: t(($) => $.deliveries.phases.rest), ms: Math.max(0, duration_ms - spent) }];
}
