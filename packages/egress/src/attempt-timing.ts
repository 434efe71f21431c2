import type { AttemptTiming } from '@postrider/contracts';
import type { Exchange } from './exchange.js';

/** Returns the phases of an exchange that began at `start`; undefined if no request was written. */
export function attemptTiming(
  { writtenAt, respondedAt, connection }: Pick<Exchange, 'writtenAt' | 'respondedAt' | 'connection'>,
  start: number,
): AttemptTiming | undefined {
  if (writtenAt === undefined) return undefined;
  const timing: AttemptTiming = {};
  let queue = writtenAt - start;
  if (connection !== undefined) {
    // The connection may have been begun for an earlier request, so that only its last part is of this attempt.
    const take = (phase: number): number => {
      const taken = Math.max(0, Math.min(phase, queue));
      queue -= taken;
      return Math.round(taken);
    };
    const { dns, connect, tls } = connection;
    if (tls !== undefined) timing.tls = take(tls);
    timing.connect = take(connect);
    if (dns !== undefined) timing.dns = take(dns);
  }
  if (queue >= 0.5) timing.queue = Math.round(queue);
  if (respondedAt !== undefined) timing.first_byte = Math.round(respondedAt - writtenAt);
  return timing;
}
