import { unavailable } from '../http/api-error.js';

/** What a call holds until it is released. */
export interface HeldBytes {
  /** Counts another number of bytes from now on, also where that is more than is free. */
  resize: (bytes: number) => void;
  /** May be called twice. */
  release: () => void;
}

/** Bounds what the bodies and responses of calls under way hold in memory, however few calls they are. */
export class ByteBudget {
  #held = 0;
  readonly #heldBy = new Map<string, number>();

  /** `share` of the bytes is what one organization may hold. */
  constructor(
    private readonly maxBytes: number,
    private readonly share: number,
  ) {}

  /** Throws ApiError 503. A call is taken that is alone, or the only one of its organization where there is room. */
  take(organizationId: string, bytes: number): HeldBytes {
    const own = this.#heldBy.get(organizationId) ?? 0;
    if (this.#held > 0 && this.#held + bytes > this.maxBytes) {
      throw unavailable(
        `too many bytes in waiting calls (limit ${String(this.maxBytes)} bytes per gateway); try again`,
      );
    }
    const maxOwn = Math.floor(this.maxBytes * this.share);
    if (own > 0 && own + bytes > maxOwn) {
      throw unavailable(
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
    this.#held += bytes;
    const own = (this.#heldBy.get(organizationId) ?? 0) + bytes;
    if (own === 0) this.#heldBy.delete(organizationId);
    else this.#heldBy.set(organizationId, own);
  }
}
