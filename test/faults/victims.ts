import { setTimeout as sleep } from 'node:timers/promises';

import { describeExit, type ProcessExit, type RestartableServer, type Service } from '@postrider/testing';

import type { VictimName } from './plan.js';
import type { World } from './world.js';

/** One kill -9. */
export interface Kill {
  readonly victim: VictimName;
  readonly struckAt: number;
  /** When the last request of the victim has reached its receiver. */
  readonly overAt: number;
}

/** A process or a server that can be killed and started. */
interface Supervised {
  start(): Promise<void>;
  kill(): Promise<unknown>;
  exited(): Promise<ProcessExit>;
}

/** Requests of a killed process arrive within this time. */
const settleMs = 100;
/** A busy receiver notes a request this much later than a killed process sent it. The process takes longer to start again. */
const noticeMs = 300;
const startPauseMs = 200;
/** A gateway without Postgres ends, and is started again. */
const maxStarts = 100;

/** A process that is killed and restarted. Any other end of it counts as a crash. */
export class Victim {
  readonly kills: Kill[] = [];
  /** Ends of the process without a kill. */
  readonly crashes: string[] = [];
  /** Starts that failed because a server was down. */
  failedStarts = 0;
  #isStruck = false;
  #strikes: Promise<void> = Promise.resolve();

  constructor(
    readonly name: VictimName,
    private readonly supervised: Supervised,
  ) {
    this.#watch();
  }

  /** Strikes run one after the other: the victim is started before it is killed again. */
  strike(downMs: number): void {
    this.#strikes = this.#strikes.then(() => this.#strike(downMs));
    // `recovered` rejects with the error.
    this.#strikes.catch(() => undefined);
  }

  /** Resolves when the victim runs again after the last strike. */
  recovered(): Promise<void> {
    return this.#strikes;
  }

  async #strike(downMs: number): Promise<void> {
    const struckAt = Date.now();
    this.#isStruck = true;
    await this.supervised.kill();
    await sleep(settleMs);
    const diedAt = Date.now();
    await sleep(downMs);
    await this.#start();
    this.#isStruck = false;
    this.#watch();
    // Dispatchers work on jobs of a killed Redis while it is down.
    const overAt = this.name === 'redis' ? Date.now() + settleMs : diedAt + noticeMs;
    this.kills.push({ victim: this.name, struckAt, overAt });
  }

  async #start(): Promise<void> {
    for (let starts = 1; ; starts++) {
      try {
        await this.supervised.start();
        return;
      } catch (error) {
        if (starts === maxStarts) throw error;
        this.failedStarts += 1;
        await sleep(startPauseMs);
      }
    }
  }

  #watch(): void {
    void this.supervised.exited().then((exit) => {
      if (!this.#isStruck) this.crashes.push(`${this.name} ended: ${describeExit(exit)}`);
    });
  }
}

export function victimsOf({ postrider, postgres, redis }: World): Record<VictimName, Victim> {
  const [one, two] = postrider.dispatchers;
  if (!one || !two) throw new Error('a fault run has two dispatchers');
  return {
    gateway: new Victim('gateway', service(postrider.gateway)),
    'dispatcher 1': new Victim('dispatcher 1', service(one)),
    'dispatcher 2': new Victim('dispatcher 2', service(two)),
    redis: new Victim('redis', server(redis)),
    postgres: new Victim('postgres', server(postgres)),
  };
}

const service = (it: Service): Supervised => ({
  start: () => it.start(),
  kill: () => it.kill(),
  exited: () => it.process.exited,
});

const server = (it: RestartableServer): Supervised => ({
  start: () => it.start(),
  kill: () => it.kill(),
  exited: () => it.current.exited,
});
