import { setTimeout as pause } from 'node:timers/promises';
import { subscriptionCovers } from '@postrider/contracts';
import { DatabaseUnavailable, type ListenedEvent } from '@postrider/event-store';
import { ApiError, unavailable } from '../http/api-error.js';
import type { Audience, EventMessages } from './event-messages.js';
import type { ServerSentEvents } from '../sse/server-sent-events.js';

/** Events whose bodies are in memory at once, per listener. */
const pageSize = 20;
/** Events that are looked at in one step while a listener catches up. */
const catchUpPage = 500;

interface Sources {
  messages: Pick<EventMessages, 'load'>;
  /** The organization's committed events behind an id, in the order of ids. */
  page: (after: string, limit: number) => Promise<ListenedEvent[]>;
  /** An event with a lesser id cannot turn up as fresh any more. */
  freshFrom: string;
  maxWaiting: number;
  /** After which Postgres is asked again. */
  retryMs: number;
}

/** One stream: what its client missed first, if it said where it was, then what is published. */
export class Listener {
  /** Fresh events that are not sent yet; the first come first. */
  readonly #waiting = new Map<string, ListenedEvent>();
  /** What catching up has come across, which may turn up as fresh, too. */
  readonly #met = new Set<string>();
  #wake: (() => void) | undefined;
  #isBusy = true;

  constructor(
    readonly audience: Audience,
    readonly stream: ServerSentEvents,
    private readonly sources: Sources,
  ) {}

  /** Whether everything that it was offered is sent. */
  get isIdle(): boolean {
    return !this.#isBusy && this.#waiting.size === 0;
  }

  /** An event that was just found committed; each is offered once. */
  offer(event: ListenedEvent): void {
    if (!this.#wants(event) || this.#met.has(event.id)) return;
    this.#waiting.set(event.id, event);
    if (this.#waiting.size > this.sources.maxWaiting) {
      this.end(unavailable('this listener is too slow: too many events wait for it'));
    }
    this.#wake?.();
  }

  /** Until the stream is closed. `resumeAfter` is an id, behind which nothing may be missing. */
  async run(resumeAfter: string | undefined): Promise<void> {
    const { closed } = this.stream;
    closed.addEventListener('abort', () => this.#wake?.(), { once: true });
    try {
      if (resumeAfter !== undefined) await this.#catchUp(resumeAfter);
      while (!closed.aborted) {
        const page = [...this.#waiting.values()].slice(0, pageSize);
        await this.#send(page);
        for (const { id } of page) this.#waiting.delete(id);
        if (this.#waiting.size === 0) await this.#rest();
      }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.end(error);
    }
  }

  end(reason: ApiError): void {
    this.#waiting.clear();
    this.stream.end({ event: 'end', data: reason.body });
  }

  async #rest(): Promise<void> {
    if (this.stream.closed.aborted) return;
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
    while (!this.stream.closed.aborted) {
      const page = await this.#untilAnswered(() => this.sources.page(after, catchUpPage));
      if (!page) return;
      for (const { id } of page) {
        if (id >= this.sources.freshFrom) this.#met.add(id);
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
    const { audience, stream } = this;
    const loaded = await this.#untilAnswered(() => this.sources.messages.load(audience, events));
    for (const { id, data } of loaded ?? []) await stream.send({ event: 'webhook', id, data });
  }

  /** A stream outlasts an outage of Postgres. Undefined when it is closed before the answer. */
  async #untilAnswered<T>(question: () => Promise<T>): Promise<T | undefined> {
    while (!this.stream.closed.aborted) {
      try {
        return await question();
      } catch (error) {
        if (!(error instanceof DatabaseUnavailable)) throw error;
        await pause(this.sources.retryMs);
      }
    }
    return undefined;
  }

  /** What an endpoint subscribes to may change, and is looked at when its events are loaded. */
  #wants({ event_type }: ListenedEvent): boolean {
    const { event_types } = this.audience;
    return event_types === undefined || event_types.some((pattern) => subscriptionCovers(pattern, event_type));
  }
}
