import { Inject, Injectable, Logger } from '@nestjs/common';
import { idTime, type ListenReady, type Settings } from '@postrider/contracts';
import { pageListened, type Database, type DatabaseClock } from '@postrider/event-store';
import { PollingLoop } from '@postrider/process';
import type { FastifyReply } from 'fastify';
import { RevokedCredentials } from '../auth/access/revoked-credentials.js';
import type { SseConnection } from '../sse/sse-connection.js';
import { SseConnections } from '../sse/sse-connections.js';
import { CLOCK, DATABASE, SETTINGS } from '../tokens.js';
import { EventMessages, type Audience } from './event-messages.js';
import { idAt, longPollPauseMs, NewEvents } from './new-events.js';
import { Listener } from './listener.js';

/** Least pause between polls, which messages start. */
const minPollPauseMs = 100;
/** Pause before a listener reads from Postgres again. */
const retryMs = 500;

/**
 * The listeners of this gateway, and the loop that polls Postgres for their events. Events of every gateway are in
 * Postgres, also while Redis is away. The loop is idle while no listener is connected.
 */
@Injectable()
export class Listeners {
  readonly #logger = new Logger('listen');
  readonly #newEvents: NewEvents;
  readonly #listeners = new Set<Listener>();
  readonly #connections: SseConnections;
  readonly #loop: PollingLoop;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'listen' | 'sse'>,
    private readonly messages: EventMessages,
    revoked: RevokedCredentials,
  ) {
    this.#newEvents = new NewEvents(database, settings.listen.lookbackMs, () => this.clock.now());
    this.#connections = new SseConnections({
      name: 'listeners',
      limit: settings.listen.max,
      limitPerOrganization: settings.listen.maxPerOrganization,
      stallMs: settings.sse.stallMs,
      revoked,
      onLastClosed: (organizationId) => {
        this.#newEvents.unwatch(organizationId);
      },
    });
    this.#loop = new PollingLoop({
      step: () => this.#poll(),
      pauseMs: settings.listen.pollMs,
      minPauseMs: Math.min(minPollPauseMs, settings.listen.pollMs),
      logger: this.#logger,
      failure: 'polling for events failed',
    });
    this.#loop.start(0);
  }

  /**
   * Opens a connection. Throws ApiError 404, 429 or 503. The client receives every event that is published after the
   * `ready` message; with `lastEventId` also the events since, some of which it may have received already.
   */
  async open(audience: Audience, lastEventId: string | undefined, reply: FastifyReply): Promise<void> {
    const connection = await this.#connections.open(audience, reply, async () => {
      await this.messages.requireEndpoint(audience);
      await this.#newEvents.watch(audience.organization_id);
    });
    void this.#serve(audience, connection, lastEventId);
  }

  /** Polls for these organizations without waiting for the next poll. */
  wake(organizationIds: readonly string[]): void {
    if (this.#connections.hasOrganization(organizationIds)) this.#loop.wake();
  }

  /** Ends the organization's connections whose key is revoked or whose session is over. */
  endRevoked(organizationId: string): Promise<void> {
    return this.#connections.endRevokedOf(organizationId);
  }

  /** Ends all connections. No further one is opened. */
  async stop(): Promise<void> {
    this.#connections.stop();
    await this.#loop.stop();
  }

  async #serve(audience: Audience, connection: SseConnection, lastEventId: string | undefined): Promise<void> {
    const { organization_id, endpoint_id } = audience;
    const lookback = this.settings.listen.lookbackMs + longPollPauseMs;
    const listener = new Listener(audience, connection, {
      messages: this.messages,
      page: (after, limit) => pageListened(this.database, { organization_id, after, limit }),
      newFrom: idAt(this.clock.now().getTime() - lookback),
      maxWaiting: this.settings.listen.waitingMax,
      retryMs,
    });
    this.#listeners.add(listener);
    connection.every(this.settings.sse.heartbeatMs, () => {
      this.#beat(listener);
    });
    this.#loop.wake();
    try {
      const signing_secret = endpoint_id === null ? this.messages.secretOf(audience) : null;
      // A client that resumes keeps its own position until it has the events since then.
      const id = lastEventId === undefined ? this.#newEvents.polledUpTo(organization_id) : undefined;
      const data: ListenReady = { endpoint_id, signing_secret };
      await connection.send({ event: 'ready', ...(id !== undefined && { id }), data });
      await listener.run(lastEventId === undefined ? undefined : idBefore(lastEventId, lookback));
    } catch (error) {
      this.#logger.error(error, 'a listener is disconnected');
      connection.end();
    } finally {
      this.#listeners.delete(listener);
    }
  }

  /** To a client that has everything, the heartbeat carries the id of the last poll: it resumes from there. */
  #beat({ isIdle, audience, connection }: Listener): void {
    const id = isIdle ? this.#newEvents.polledUpTo(audience.organization_id) : undefined;
    void connection.send({ event: 'heartbeat', ...(id !== undefined && { id }), data: {} });
  }

  async #poll(): Promise<number | 'idle'> {
    if (this.#connections.isEmpty) return 'idle';
    const events = await this.#newEvents.poll();
    // Grouped after the poll, which may have found an event for a listener that connected meanwhile.
    const listeners = Map.groupBy(this.#listeners, ({ audience }) => audience.organization_id);
    for (const event of events) {
      for (const listener of listeners.get(event.organization_id) ?? []) listener.offer(event);
    }
    await this.#connections.endRevoked();
    return this.settings.listen.pollMs;
  }
}

const idBefore = (id: string, ms: number): string => idAt(idTime(id).getTime() - ms);
