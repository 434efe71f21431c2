import { spawn } from 'node:child_process';
import { waitUntil } from '@postrider/testing';
import type { RunningSystem } from '../targets/target.ts';
import { clock } from './figures.ts';
import { processTrees } from './process-figures.ts';
import { ReceiverProcess } from './receiver-process.ts';
import { deliveryTimeoutMs, System, type SystemOptions } from './system.ts';

const restartTimeoutMs = 120_000;

/** A running system, observed from outside: by its responses and by the requests that arrive. */
export class ExternalSystem extends System {
  readonly #running: RunningSystem;
  #isLate = false;

  private constructor(running: RunningSystem, receiver: ReceiverProcess) {
    super(running, receiver);
    this.#running = running;
  }

  /** Runs `work`, checks that nothing was lost, and deletes the created endpoints. */
  static async with<T>(
    running: RunningSystem,
    { unchecked = false }: SystemOptions,
    work: (system: System) => Promise<T>,
  ): Promise<T> {
    const system = new ExternalSystem(running, await ReceiverProcess.start());
    try {
      const result = await work(system);
      if (!unchecked && !system.#isLate) await system.verify();
      return result;
    } finally {
      for (const { id } of system.ledger.endpoints()) await system.target.deleteEndpoint(id).catch(() => undefined);
      await system.stop();
    }
  }

  async delivered(): Promise<number> {
    await this.receiver.arrived(this.expectedArrivals(), deliveryTimeoutMs);
    return clock();
  }

  async deliveredWithin(ms: number): Promise<void> {
    await this.receiver.arrived(this.expectedArrivals(), ms).catch(() => (this.#isLate = true));
  }

  async crash(): Promise<void> {
    const { processes, restart = '', url } = this.#running;
    for (const pid of await processTrees(processes)) process.kill(pid, 'SIGKILL');
    spawn(restart, { shell: true, detached: true, stdio: 'ignore' }).unref();
    await waitUntil(() => fetch(url).then(() => true), {
      what: `a response of ${url} after the restart`,
      timeoutMs: restartTimeoutMs,
    });
  }

  protected wrongRecords(): Promise<string[]> {
    return Promise.resolve([]);
  }
}
