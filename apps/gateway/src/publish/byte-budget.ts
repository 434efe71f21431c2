import { unavailable } from '../http/api-error.js';

/** Bounds what the bodies of calls under way hold in memory, however few calls they are. */
export class ByteBudget {
  #held = 0;

  constructor(private readonly maxBytes: number) {}

  /** Does `work`, and counts `bytes` until it is done. Throws ApiError 503; a call that is alone is always taken. */
  async hold<T>(bytes: number, work: () => Promise<T>): Promise<T> {
    if (this.#held > 0 && this.#held + bytes > this.maxBytes) {
      throw unavailable('the calls that are waiting are too large together, try again');
    }
    this.#held += bytes;
    try {
      return await work();
    } finally {
      this.#held -= bytes;
    }
  }
}
