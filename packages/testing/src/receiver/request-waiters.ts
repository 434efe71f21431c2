import type { ReceivedRequest } from './received-request.js';

type Listener = (request: ReceivedRequest) => void;

/** Promises that resolve with requests to come. */
export class RequestWaiters {
  readonly #listeners = new Set<Listener>();

  constructor(private readonly requests: readonly ReceivedRequest[]) {}

  notify(request: ReceivedRequest): void {
    for (const listener of this.#listeners) listener(request);
  }

  async count(count: number, timeoutMs: number): Promise<ReceivedRequest[]> {
    await this.#until(() => this.requests.length >= count || undefined, `${count} requests`, timeoutMs);
    return [...this.requests];
  }

  async match(predicate: (request: ReceivedRequest) => boolean, timeoutMs: number): Promise<ReceivedRequest> {
    return this.#until(() => this.requests.find(predicate), 'a matching request', timeoutMs);
  }

  async #until<T>(find: () => T | undefined, what: string, timeoutMs: number): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const listener = () => {
      try {
        const found = find();
        if (found !== undefined) resolve(found);
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    const timer = setTimeout(() => {
      reject(new Error(`Waited ${timeoutMs} ms for ${what}; ${this.#summary()}`));
    }, timeoutMs);
    this.#listeners.add(listener);
    listener();
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      this.#listeners.delete(listener);
    }
  }

  #summary(): string {
    if (this.requests.length === 0) return 'nothing was received';
    const latest = this.requests
      .slice(-10)
      .map(({ method, path, rawBody }) => `  ${method} ${path} ${rawBody.slice(0, 200)}`);
    return `${this.requests.length} received, the latest:\n${latest.join('\n')}`;
  }
}
