import type { ApiError } from '../http/api-error.js';
import type { Credentials } from './credentials.js';

const pauseMs = 5_000;

interface OpenStream {
  credential: string;
  end: (refusal: ApiError) => void;
}

/** Ends streams whose key or session has ended, within seconds. */
export class CredentialChecks {
  #checkedAt = 0;

  constructor(private readonly credentials: Credentials) {}

  /** Of the streams that are open; does nothing if the last check was moments ago. */
  async endRefused(open: readonly OpenStream[]): Promise<void> {
    const now = performance.now();
    if (now - this.#checkedAt < pauseMs) return;
    const streams = Map.groupBy(open, ({ credential }) => credential);
    const ended = await this.credentials.ended([...streams.keys()]);
    this.#checkedAt = now;
    for (const credential of ended) {
      const refusal = this.credentials.refusal(credential);
      for (const { end } of streams.get(credential) ?? []) end(refusal);
    }
  }
}
