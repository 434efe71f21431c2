import { checkOptions, type VerifyOptions } from '../verify/verify.js';
import type { OnRefused } from './refusal.js';

export interface ReceiveOptions<Request = unknown> extends VerifyOptions {
  /**
   * Maximum size of a body. Default: 1 MiB. An event's `data` has at most 256 KiB, unless the operator raises that limit
   * (`POSTRIDER_EVENT_MAX_BYTES`).
   */
  maxBodyBytes?: number | undefined;
  /** Called with each refused request before the response, for logs and metrics. */
  onRefused?: OnRefused<Request> | undefined;
}

export interface Receiving<Request = unknown> extends ReceiveOptions<Request> {
  maxBodyBytes: number;
}

/** Throws a TypeError at the start of the receiver, rather than with every webhook. */
export function readOptions<Request>({
  maxBodyBytes = 1_048_576,
  ...options
}: ReceiveOptions<Request>): Receiving<Request> {
  if (!(maxBodyBytes >= 0)) throw new TypeError('maxBodyBytes: expected a number from 0');
  checkOptions(options);
  return { ...options, maxBodyBytes };
}
