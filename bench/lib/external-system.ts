import type { TargetConfig } from '../targets/target.ts';
import { clock } from './figures.ts';
import { ReceiverProcess } from './receiver-process.ts';
import { settleMs, System } from './system.ts';

/** A system that runs already, wherever: it is seen from outside alone, by what it acknowledges and what arrives. */
export class ExternalSystem extends System {
  /** Does the work with it, checks that nothing was lost, and leaves it without the endpoints that were made. */
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

  async settled(): Promise<number> {
    await this.receiver.arrived(this.expectedArrivals(), settleMs);
    return clock();
  }

  protected wrongRecords(): Promise<string[]> {
    return Promise.resolve([]);
  }
}
