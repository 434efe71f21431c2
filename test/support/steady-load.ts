import { setTimeout as sleep } from 'node:timers/promises';

import { type Bootstrapped, waitUntil } from '@postrider/testing';

import { Api, type ApiResponse } from './api.js';
import { patienceMs } from './patience.js';

const producers = 6;
/** A reader's pause between two calls: the load is that of the producers. */
const readPauseMs = 20;

/** Producers that publish without pause, and a reader. A call is not repeated. */
export class SteadyLoad {
  static readonly type = 'budget.exceeded';

  readonly #project: Api;
  readonly #manage: Api;
  readonly #accepted: string[] = [];
  readonly #refused: ApiResponse[] = [];
  readonly #producing: Promise<unknown>;
  #calls = 0;
  #isOver = false;

  constructor(url: string, keys: Bootstrapped) {
    this.#project = new Api(url, keys.project_key);
    this.#manage = new Api(url, keys.management_key);
    this.#producing = Promise.all([...Array.from({ length: producers }, () => this.#produce()), this.#read()]);
    // A failed call is reported by whoever waits for the end.
    this.#producing.catch(() => {
      this.#isOver = true;
    });
  }

  /** Resolves when so many more events were accepted than now. */
  async another(count: number): Promise<void> {
    const goal = this.#accepted.length + count;
    const isReached = waitUntil(() => this.#accepted.length >= goal, { what: 'more events', timeoutMs: patienceMs });
    await Promise.race([isReached, this.#producing.then(() => isReached)]);
  }

  async end(): Promise<{ accepted: readonly string[]; refused: readonly ApiResponse[] }> {
    this.#isOver = true;
    await this.#producing;
    return { accepted: this.#accepted, refused: this.#refused };
  }

  async #produce(): Promise<void> {
    while (!this.#isOver) {
      const id = `steady-${this.#calls++}`;
      const response = await this.#project.send('POST', '/events', { json: { id, type: SteadyLoad.type, data: {} } });
      if (response.status === 202) this.#accepted.push(id);
      else this.#refused.push(response);
    }
  }

  async #read(): Promise<void> {
    while (!this.#isOver) {
      const response = await this.#manage.send('GET', '/deliveries?limit=20');
      if (response.status !== 200) this.#refused.push(response);
      await sleep(readPauseMs);
    }
  }
}
