import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import { SETTINGS } from '../tokens.js';

/**
 * The time between SIGTERM and the end of serving. The gateway is not ready, so load balancers send it no new calls, and
 * it still serves those that arrive until they have noticed.
 */
@Injectable()
export class Drain {
  #hasBegun = false;

  constructor(@Inject(SETTINGS) private readonly settings: Pick<Settings, 'process'>) {}

  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  async run(): Promise<void> {
    this.#hasBegun = true;
    await sleep(this.settings.process.drainMs);
  }
}
