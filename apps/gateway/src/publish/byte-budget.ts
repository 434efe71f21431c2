import { tooManyCalls, unavailable } from '../http/api-error.js';

/** The bytes of one call. */
export interface BytePermit {
  /** Sets the number of bytes, even to more than are available. */
  resize: (bytes: number) => void;
  /** May be called twice. */
  release: () => void;
}

/** Limits the memory that the bodies and responses of calls in progress take. */
export class ByteBudget {
  #acquired = 0;
  readonly #acquiredBy = new Map<string, number>();

  /** An organization may acquire the given `share` of the bytes, between 0 and 1. */
  constructor(
    private readonly maxBytes: number,
    private readonly share: number,
  ) {}

  /**
   * Throws ApiError 503 at capacity, 429 at the organization's. The only call in progress is never refused, nor is the only one of an organization
   * while the budget of all has enough bytes available.
   */
  acquire(organizationId: string, bytes: number): BytePermit {
    const own = this.#acquiredBy.get(organizationId) ?? 0;
    if (this.#acquired > 0 && this.#acquired + bytes > this.maxBytes) {
      throw unavailable(
        `too many bytes in waiting calls (limit ${String(this.maxBytes)} bytes per gateway); try again`,
      );
    }
    const maxOwn = Math.floor(this.maxBytes * this.share);
    if (own > 0 && own + bytes > maxOwn) {
      throw tooManyCalls(
        `too many bytes in waiting calls for this organization (limit ${String(maxOwn)} bytes per gateway); try again`,
      );
    }
    let counted = 0;
    const resize = (to: number): void => {
      this.#count(organizationId, to - counted);
      counted = to;
    };
    resize(bytes);
    return {
      resize,
      release: () => {
        resize(0);
      },
    };
  }

  #count(organizationId: string, bytes: number): void {
    this.#acquired += bytes;
    const own = (this.#acquiredBy.get(organizationId) ?? 0) + bytes;
    if (own === 0) this.#acquiredBy.delete(organizationId);
    else this.#acquiredBy.set(organizationId, own);
  }
}
