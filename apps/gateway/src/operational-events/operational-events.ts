import { Inject, Injectable, Logger } from '@nestjs/common';
import { newId, type Settings } from '@postrider/contracts';
import {
  BackgroundTask,
  readOutbox,
  removeFromOutbox,
  type Database,
  type DatabaseClock,
  type OutboxRow,
} from '@postrider/event-store';
import { TaskLoop, type StepResult } from '@postrider/process';
import { ApiError } from '../http/api-error.js';
import { Publisher } from '../publish/publisher.js';
import { publishRequest } from '../publish/publish-request.js';
import { CLOCK, DATABASE, SETTINGS } from '../tokens.js';
import { digestTimes } from '../contacts/digest-times.js';
import { decideBacklog, decideEvents } from './decide-events.js';

/** Events that are published together. */
const page = 100;
const tooManyRequests = 429;
const serverErrors = 500;

/**
 * Publishes the events of Postrider about itself. One gateway at a time does a step: it decides on a page of facts in a
 * transaction that stores the events, publishes them like those of a producer, and then forgets them. If it dies in between, the
 * next step publishes them again under the same ids, and finds what is published.
 */
@Injectable()
export class OperationalEvents {
  readonly #logger = new Logger('operational-events');
  readonly #loop: TaskLoop<null>;
  #readUpTo: Date | undefined;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'operationalEvents' | 'contacts'>,
    private readonly publisher: Publisher,
  ) {
    const { intervalMs } = settings.operationalEvents;
    const task = new BackgroundTask<null>(database, { name: 'operational-events', longestPauseMs: intervalMs });
    this.#loop = new TaskLoop(task, {
      pauseMs: intervalMs,
      step: () => this.#step(),
      logger: this.#logger,
      failure: 'events about Postrider itself could not be published; it is tried again',
    });
  }

  start(): void {
    this.#loop.start();
  }

  /** Resolves when the step in progress has ended. */
  stop(): Promise<void> {
    return this.#loop.stop();
  }

  /** Time of the last successful step in any gateway, by `performance.now()`. */
  get lastSucceededAt(): number | undefined {
    return this.#loop.lastSucceededAt();
  }

  /** How old the last fact was that this gateway read, while there are more; 0 if it has read them all. */
  get lagMs(): number {
    return this.#readUpTo ? Math.max(0, this.clock.now().getTime() - this.#readUpTo.getTime()) : 0;
  }

  async #step(): Promise<StepResult<null>> {
    // What an earlier step has decided comes first.
    const published = await this.#publishOutbox();
    const { operationalEvents, contacts } = this.settings;
    const context = { settings: operationalEvents, contacts: digestTimes(contacts), now: this.clock.now() };
    const { decided, more, readUpTo } = await decideEvents(this.database, context);
    this.#readUpTo = more ? readUpTo : undefined;
    const ofBacklog = await decideBacklog(this.database, context);
    if (decided + ofBacklog > 0) await this.#publishOutbox();
    const isBusy = more || published === page || decided > page;
    return { position: null, pauseMs: isBusy ? 0 : this.settings.operationalEvents.intervalMs };
  }

  /** Returns the number of events. */
  async #publishOutbox(): Promise<number> {
    const rows = await readOutbox(this.database, page);
    const results = await Promise.allSettled(rows.map((row) => this.#publish(row)));
    const published = rows.filter((_, i) => results[i]?.status === 'fulfilled');
    await removeFromOutbox(
      this.database,
      published.map(({ id }) => id),
    );
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
    return rows.length;
  }

  async #publish({ organization_id, event_id: id, type, customer_id, data }: OutboxRow): Promise<void> {
    const event = {
      ...{ stream_id: newId('event', this.clock.now()), id, type },
      ...{ customer: customer_id ?? undefined, dataJson: data, field: 'data', test: false },
    };
    try {
      await this.publisher.publish(publishRequest({ organization_id }, [event], undefined));
    } catch (error) {
      if (!isRefusal(error)) throw error;
      // Its customer was deleted, or a producer has used its id. Another try would be refused as well.
      this.#logger.warn({ err: error, event_id: id, organization_id }, 'an event about Postrider itself was refused');
    }
  }
}

const isRefusal = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.status < serverErrors && error.status !== tooManyRequests;
