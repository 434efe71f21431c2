import type { Transport } from '../transport.js';

/** Calls for one kind of object. The transport is not a field, so that a printed client stays short. */
export abstract class Resource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  protected get transport(): Transport {
    return this.#transport;
  }
}
