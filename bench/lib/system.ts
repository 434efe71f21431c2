import { openTarget } from '../targets/open-target.ts';
import type { Target, TargetConfig } from '../targets/target.ts';
import { Ledger } from './ledger.ts';
import { LoadGenerator } from './load-generator.ts';
import type { LoadRun, Published } from './load-generator.ts';
import type { ReceiverProcess } from './receiver-process.ts';

export const settleMs = 600_000;

let acknowledged = 0;

/** Events that any system has acknowledged in this run. */
export const acknowledgedEvents = (): number => acknowledged;

/** A system that delivers, between a load generator and a receiver; what is acknowledged is kept account of. */
export abstract class System {
  readonly receiver: ReceiverProcess;
  readonly load = new LoadGenerator();
  protected readonly ledger = new Ledger();
  readonly #config: TargetConfig;
  protected readonly target: Target;

  constructor(config: TargetConfig, receiver: ReceiverProcess) {
    this.#config = config;
    this.target = openTarget(config);
    this.receiver = receiver;
  }

  /** Subscribes a path of the receiver to a type. No two endpoints that share a type may share a path. */
  async createEndpoint(path: string, type: string): Promise<string> {
    const id = await this.target.createEndpoint(`${this.receiver.url}${path}`, type);
    this.ledger.subscribed({ id, path, type });
    return id;
  }

  /** Publishes as told; fails when an event is refused. */
  async publish(run: Omit<LoadRun, 'target'>): Promise<Published> {
    const published = await this.load.run({ target: this.#config, ...run });
    this.ledger.publish(run.types, published.accepted);
    acknowledged += published.accepted;
    return published;
  }

  /** Waits until all that was acknowledged is delivered and, where the system tells, recorded; answers when that was. */
  abstract settled(): Promise<number>;

  /** Fails unless all that was acknowledged was delivered, once, and is recorded so. */
  async verify(): Promise<void> {
    await this.settled();
    failOn([...(await this.#wrongArrivals()), ...(await this.wrongRecords())]);
  }

  /** What the system has recorded otherwise than it was. */
  protected abstract wrongRecords(): Promise<string[]>;

  async stop(): Promise<void> {
    await Promise.all([this.receiver.stop(), this.load.stop()]);
  }

  /** Deliveries that have to arrive. */
  protected expectedArrivals(): number {
    return this.ledger.endpoints().reduce((sum, { answers, deliveries }) => sum + (answers ? deliveries : 0), 0);
  }

  async #wrongArrivals(): Promise<string[]> {
    const arrivals = await this.receiver.arrivals();
    const expected = new Map<string, number>();
    for (const { path, answers, deliveries } of this.ledger.endpoints()) {
      if (answers) expected.set(path, (expected.get(path) ?? 0) + deliveries);
    }
    return [...expected].flatMap(([path, deliveries]) => {
      const { requests, events } = arrivals[path] ?? { requests: 0, events: 0 };
      // Delivery is at least once; but nothing died here, so that once it is.
      return requests === deliveries && events === deliveries
        ? []
        : [`${path}: ${deliveries} acknowledged, ${events} arrived, in ${requests} requests`];
    });
  }
}

/** Throws if there is any problem. */
export function failOn(problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(`the run lost or repeated something:\n${problems.join('\n')}`);
}
