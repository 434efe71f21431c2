import { openTarget } from '../targets/open-target.ts';
import type { Target, TargetConfig } from '../targets/target.ts';
import { kindOf, Ledger } from './ledger.ts';
import { LoadGenerator } from './load-generator.ts';
import type { LoadRun, Published } from './load-generator.ts';
import type { ReceiverProcess } from './receiver-process.ts';

export const deliveryTimeoutMs = 600_000;

export interface SystemOptions {
  /** The work keeps its own account of what arrives. */
  unchecked?: boolean;
}

let acknowledged = 0;

/** Number of events that were acknowledged in this run. */
export const acknowledgedEvents = (): number => acknowledged;

/** A system under test with a load generator and a receiver. It keeps account of acknowledged events. */
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

  /** Subscribes a path of the receiver to an event type. Endpoints with the same type need different paths. */
  async createEndpoint(path: string, type: string): Promise<string> {
    const id = await this.target.createEndpoint(`${this.receiver.url}${path}`, type);
    this.ledger.subscribed({ id, path, type });
    return id;
  }

  /** Publishes events. Throws if an event is refused, unless it may be. */
  async publish(run: Omit<LoadRun, 'target'> & { mayRefuse?: boolean }): Promise<Published> {
    const published = await this.load.run({ target: this.#config, ...run });
    const { types, customers } = run;
    const kinds = customers?.map((customer, i) => kindOf(types[i % types.length] ?? '', customer)) ?? types;
    this.ledger.publish(kinds, published.accepted);
    acknowledged += published.accepted;
    return published;
  }

  /** Waits until all that was acknowledged is delivered and, where the system tells, recorded; responds when that was. */
  abstract delivered(): Promise<number>;

  /** Waits until all that was acknowledged is delivered, or, for a system that is not ours, until the time is over. */
  abstract deliveredWithin(ms: number): Promise<void>;

  /** Kills all processes at once and starts them again; responds when the API does. */
  abstract crash(): Promise<void>;

  /** Throws unless each acknowledged event was delivered, once or at least once, and is recorded as delivered. */
  async verify(mayRepeat = false): Promise<void> {
    await this.delivered();
    failOn([...(await this.#wrongArrivals(mayRepeat)), ...(await this.wrongRecords())]);
  }

  /** Describes wrong records of the system. */
  protected abstract wrongRecords(): Promise<string[]>;

  async stop(): Promise<void> {
    await Promise.all([this.receiver.stop(), this.load.stop()]);
  }

  /** Number of deliveries that must arrive. */
  protected expectedArrivals(): number {
    return this.ledger.endpoints().reduce((sum, { responds, deliveries }) => sum + (responds ? deliveries : 0), 0);
  }

  async #wrongArrivals(mayRepeat: boolean): Promise<string[]> {
    const arrivals = await this.receiver.arrivals();
    const expected = new Map<string, number>();
    for (const { path, responds, deliveries } of this.ledger.endpoints()) {
      if (responds) expected.set(path, (expected.get(path) ?? 0) + deliveries);
    }
    return [...expected].flatMap(([path, deliveries]) => {
      const { requests, events } = arrivals[path] ?? { requests: 0, events: 0 };
      // Delivery is at least once, but exactly once without a crash.
      return (mayRepeat || requests === deliveries) && events === deliveries
        ? []
        : [`${path}: ${deliveries} acknowledged, ${events} arrived, in ${requests} requests`];
    });
  }
}

/** Throws if there is any problem. */
export function failOn(problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(`the run lost or repeated deliveries:\n${problems.join('\n')}`);
}
