import { checkOptions, type VerifyOptions } from '../verify/verify.js';

export interface ReceiveOptions extends VerifyOptions {
  /**
   * Longest body that is read: 1 MiB unless given. An event's `data` has at most 256 KiB, unless the operator allows
   * more (`POSTRIDER_EVENT_MAX_BYTES`).
   */
  maxBodyBytes?: number | undefined;
}

export interface Receiving extends VerifyOptions {
  maxBodyBytes: number;
}

/** Throws a TypeError, when the receiver starts, for what would else refuse every webhook. */
export function readOptions({ maxBodyBytes = 1_048_576, ...options }: ReceiveOptions): Receiving {
  if (!(maxBodyBytes >= 0)) throw new TypeError('maxBodyBytes: expected a number from 0');
  checkOptions(options);
  return { ...options, maxBodyBytes };
}
