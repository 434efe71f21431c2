import { setTimeout as pause } from 'node:timers/promises';
import { subscriptionCovers } from '@postrider/contracts';
import { DatabaseUnavailable, type ListenedEvent } from '@postrider/event-store';
import { ApiError, unavailable } from '../http/api-error.js';
import type { SseConnection } from '../sse/sse-connection.js';
import type { Audience, EventMessages } from './event-messages.js';

/** Events whose bodies one listener has in memory. */
const pageSize = 20;
/** Events that one step of catching up reads. */
const catchUpPage = 500;
/** Without a filter, as with the subscription. An endpoint has subscriptions of its own. */
const everything = ['*'];
/** Pause before Postgres is tried again. */
const retryMs = 500;

interface Sources {
  messages: Pick<EventMessages, 'load'>;
  /** Returns the organization's committed events after an id, in the order of ids. */
  page: (after: string, limit: number) => Promise<ListenedEvent[]>;
  /** Events with a lower id are never offered. */
  newFrom: string;
  maxWaiting: number;
}

/** One SSE connection: first it catches up from the client's last id, if there is one, then it sends new events. */
export class Listener {
  /** New events that are not sent yet, in the order of offers. */
  readonly #waiting = new Map<string, ListenedEvent>();
  /** Ids that catching up has read and that may be offered as well. */
  readonly #caughtUp = new Set<string>();
  #wake: (() => void) | undefined;
  #isBusy = true;

  constructor(
    readonly audience: Audience,
    readonly connection: SseConnection,
    private readonly sources: Sources,
  ) {}

  /** Whether every offered event is sent. */
  get isIdle(): boolean {
    return !this.#isBusy && this.#waiting.size === 0;
  }

  /** Takes an event that was just found committed. Each event is offered once. */
  offer(event: ListenedEvent): void {
    const { maxWaiting } = this.sources;
    if (!this.#wants(event) || this.#caughtUp.has(event.id)) return;
    this.#waiting.set(event.id, event);
    if (this.#waiting.size > maxWaiting) {
      this.connection.end(unavailable(`this listener is too slow: more than ${String(maxWaiting)} events wait for it`));
    }
    this.#wake?.();
  }

  /** Sends events until the connection is closed: those after `resumeAfter` first, if it is given. */
  async run(resumeAfter: string | undefined): Promise<void> {
    const { closed } = this.connection;
    this.connection.onClose(() => this.#wake?.());
    try {
      if (resumeAfter !== undefined) await this.#catchUp(resumeAfter);
      while (!closed.aborted) {
        const page = [...this.#waiting.values()].slice(0, pageSize);
        await this.#send(page);
        for (const { id } of page) this.#waiting.delete(id);
        if (this.#waiting.size === 0) await this.#untilWoken();
      }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.connection.end(error);
    }
  }

  async #untilWoken(): Promise<void> {
    if (this.connection.closed.aborted) return;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#wake = () => {
      resolve(undefined);
    };
    this.#isBusy = false;
    await promise;
    this.#isBusy = true;
    this.#wake = undefined;
  }

  async #catchUp(resumeAfter: string): Promise<void> {
    let after = resumeAfter;
    while (!this.connection.closed.aborted) {
      const page = await this.#retry(() => this.sources.page(after, catchUpPage));
      if (!page) return;
      for (const { id } of page) {
        if (id >= this.sources.newFrom) this.#caughtUp.add(id);
        this.#waiting.delete(id);
      }
      const wanted = page.filter((event) => this.#wants(event));
      for (let i = 0; i < wanted.length; i += pageSize) await this.#send(wanted.slice(i, i + pageSize));
      after = page.at(-1)?.id ?? after;
      if (page.length < catchUpPage) return;
    }
  }

  async #send(events: readonly ListenedEvent[]): Promise<void> {
    if (events.length === 0) return;
    const { audience, connection } = this;
    const loaded = await this.#retry(() => this.sources.messages.load(audience, events));
    for (const { id, data } of loaded ?? []) await connection.send({ event: 'webhook', id, data });
  }

  /** Retries while Postgres is unavailable. Returns undefined when the connection is closed first. */
  async #retry<T>(read: () => Promise<T>): Promise<T | undefined> {
    while (!this.connection.closed.aborted) {
      try {
        return await read();
      } catch (error) {
        if (!(error instanceof DatabaseUnavailable)) throw error;
        await pause(retryMs);
      }
    }
    return undefined;
  }

  /** An endpoint's subscriptions may change. They are checked when its events are loaded. */
  #wants({ event_type, customer_id }: ListenedEvent): boolean {
    const { endpoint_id, customer_id: wanted } = this.audience;
    const { event_types = endpoint_id === null ? everything : undefined } = this.audience;
    if (wanted !== null && customer_id !== wanted) return false;
    return event_types === undefined || event_types.some((pattern) => subscriptionCovers(pattern, event_type));
  }
}
