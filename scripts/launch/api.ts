import { setTimeout as sleep } from 'node:timers/promises';

import { type JsonObject, parseObject } from './json.ts';
import { LaunchError } from './launch-error.ts';
import { terminal } from './terminal.ts';

export interface Answer {
  readonly status: number;
  readonly body: JsonObject;
}

const TOO_MANY_REQUESTS = 429;
const LONGEST_WAIT_S = 60;
const ANSWER_MS = 15_000;

/** The management API as a client of it sees it. */
export class Api {
  readonly #url: string;
  readonly #key: string;
  readonly #signal: AbortSignal;

  constructor(url: string, key: string, signal: AbortSignal) {
    this.#url = url;
    this.#key = key;
    this.#signal = signal;
  }

  /** The body of an answer with the status `expected`; any other is a failure. */
  async call(expected: number, method: string, path: string, body?: object): Promise<JsonObject> {
    const answer = await this.request(method, path, body);
    if (answer.status === expected) return answer.body;
    throw new LaunchError(
      `${method} ${path} answered ${answer.status}, not ${expected}: ${JSON.stringify(answer.body)}`,
    );
  }

  async request(method: string, path: string, body?: object): Promise<Answer> {
    for (;;) {
      const response = await this.#fetch(method, path, body);
      const waitS = Number(response.headers.get('retry-after') ?? 1);
      if (response.status !== TOO_MANY_REQUESTS || !(waitS <= LONGEST_WAIT_S)) {
        const text = await response.text();
        return {
          status: response.status,
          body: text === '' ? {} : parseObject(text, `The answer to ${method} ${path}`),
        };
      }
      terminal.note(`The API asks for patience: trying again in ${waitS} s`);
      await response.body?.cancel();
      await sleep(waitS * 1000, undefined, { signal: this.#signal });
    }
  }

  async #fetch(method: string, path: string, body: object | undefined): Promise<Response> {
    try {
      return await fetch(this.#url + path, {
        method,
        headers: {
          authorization: `Bearer ${this.#key}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.any([this.#signal, AbortSignal.timeout(ANSWER_MS)]),
      });
    } catch (cause) {
      throw new LaunchError(`${method} ${path} got no answer`, { cause });
    }
  }
}
