import type { TargetConfig } from '../targets/target.ts';
import { clock } from './figures.ts';
import { ReceiverProcess } from './receiver-process.ts';
import { deliveryTimeoutMs, System } from './system.ts';

/** A running system, observed from outside: by its responses and by the requests that arrive. */
export class ExternalSystem extends System {
  /** Runs `work`, checks that nothing was lost, and deletes the created endpoints. */
  static async with<T>(config: TargetConfig, work: (system: System) => Promise<T>): Promise<T> {
    const system = new ExternalSystem(config, await ReceiverProcess.start());
    try {
      const result = await work(system);
      await system.verify();
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

  protected wrongRecords(): Promise<string[]> {
    return Promise.resolve([]);
  }
}
