import { WebhookVerificationError } from '../verify/webhook-verification-error.js';

/** Collects the parts of a body, up to a limit. */
export class BodyParts {
  readonly #parts: Uint8Array[] = [];
  readonly #maxBytes: number;
  #length = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Throws a WebhookVerificationError if the `content-length` exceeds the limit. */
  expect(contentLength: string | null | undefined): void {
    if (Number(contentLength ?? 0) > this.#maxBytes) throw this.#tooLarge();
  }

  add(part: Uint8Array): void {
    this.#length += part.length;
    if (this.#length > this.#maxBytes) throw this.#tooLarge();
    this.#parts.push(part);
  }

  join(): Uint8Array {
    const body = new Uint8Array(this.#length);
    let offset = 0;
    for (const part of this.#parts) {
      body.set(part, offset);
      offset += part.length;
    }
    return body;
  }

  #tooLarge(): WebhookVerificationError {
    return new WebhookVerificationError('body_too_large', `body: expected at most ${this.#maxBytes} bytes`);
  }
}
