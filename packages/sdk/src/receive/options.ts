import { checkOptions, type VerifyOptions } from '../verify/verify.js';

export interface ReceiveOptions extends VerifyOptions {
  /**
   * Maximum size of a body. Default: 1 MiB. An event's `data` has at most 256 KiB, unless the operator raises that limit
   * (`POSTRIDER_EVENT_MAX_BYTES`).
   */
  maxBodyBytes?: number | undefined;
}

export interface Receiving extends VerifyOptions {
  maxBodyBytes: number;
}

/** Throws a TypeError at the start of the receiver, rather than with every webhook. */
export function readOptions({ maxBodyBytes = 1_048_576, ...options }: ReceiveOptions): Receiving {
  if (!(maxBodyBytes >= 0)) throw new TypeError('maxBodyBytes: expected a number from 0');
  checkOptions(options);
  return { ...options, maxBodyBytes };
}
