import { DatabaseUnavailable, isStatementTimeout } from '@postrider/event-store';
import type { CallCost } from './call-cost.js';
import { isolateFailures } from './isolate-failures.js';
import type { PublishRequest } from './publish-request.js';
import type { SubscribersOf } from './subscriber.js';

/** By how much the bound grows with each statement that succeeds. */
const growth = 1.25;

/**
 * Inserts calls by statements with a bounded number of rows; usually one is enough. The bound halves when a statement
 * times out, and grows back to its maximum while statements succeed.
 */
export class BoundedStatements {
  #bound: number;

  constructor(
    private readonly maxRows: number,
    private readonly cost: CallCost,
  ) {
    this.#bound = maxRows;
  }

  /**
   * `insert` sets the result of each call that it commits. When it leaves a call without one, the remaining calls get none
   * either. Does not throw: a failure is the result of its call.
   */
  async run<R>(
    calls: readonly PublishRequest[],
    subscribers: SubscribersOf,
    results: Map<PublishRequest, R | Error>,
    insert: (part: readonly PublishRequest[]) => Promise<void>,
  ): Promise<void> {
    const rowsOf = calls.map((call) => this.cost.rows(call, subscribers));
    for (let from = 0, to = 0; from < calls.length; from = to) {
      let rows = 0;
      do {
        rows += rowsOf[to] ?? 0;
        to += 1;
      } while (to < calls.length && rows + (rowsOf[to] ?? 0) <= this.#bound);
      const part = calls.slice(from, to);
      await isolateFailures(part, results, insert);
      const outcomes = part.map((call) => results.get(call));
      const outage = outcomes.find((outcome) => outcome instanceof DatabaseUnavailable);
      if (isStatementTimeout(outage)) this.#bound = Math.max(1, Math.min(this.#bound, rows) / 2);
      // Each further statement would wait for its own time-out.
      if (outage) for (const call of calls.slice(to)) results.set(call, outage);
      if (outage || outcomes.includes(undefined)) return;
      this.#bound = Math.min(this.maxRows, this.#bound * growth);
    }
  }
}
