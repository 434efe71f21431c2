import { Inject, Injectable, Logger } from '@nestjs/common';
import { idTime, type ListenReady, type Settings } from '@postrider/contracts';
import { pageListened, type Database, type DatabaseClock } from '@postrider/event-store';
import type { FastifyReply } from 'fastify';
import { RevokedCredentials } from '../auth/access/revoked-credentials.js';
import type { SseConnection } from '../sse/sse-connection.js';
import { SseConnections } from '../sse/sse-connections.js';
import { CLOCK, DATABASE, SETTINGS } from '../tokens.js';
import { EventMessages, type Audience } from './event-messages.js';
import { idAt, longPollPauseMs, NewEvents } from './new-events.js';
import { Listener } from './listener.js';

const minPollPauseMs = 100;
const logger = new Logger('listen');

/**
 * The listeners of this gateway, and the loop that polls Postgres for their events. Events of every gateway are in
 * Postgres, also while Redis is away.
 */
@Injectable()
export class Listeners extends SseConnections {
  readonly #newEvents: NewEvents;
  readonly #listeners = new Set<Listener>();

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'listen' | 'sse'>,
    private readonly messages: EventMessages,
    revoked: RevokedCredentials,
  ) {
    super({
      name: 'listeners',
      settings: settings.listen,
      stallMs: settings.sse.stallMs,
      revoked,
      minPollPauseMs,
      logger,
      failure: 'polling for events failed',
    });
    this.#newEvents = new NewEvents(database, settings.listen.lookbackMs, () => this.clock.now());
  }

  /**
   * Opens a connection. Throws ApiError 404, 429 or 503. The client receives every event that is published after the
   * `ready` message; with `lastEventId` also the events since, some of which it may have received already.
   */
  async open(audience: Audience, lastEventId: string | undefined, reply: FastifyReply): Promise<void> {
    const connection = await this.connect(audience, reply, async () => {
      await this.messages.requireEndpoint(audience);
      await this.#newEvents.watch(audience.organization_id);
    });
    void this.#serve(audience, connection, lastEventId);
  }

  protected override onLastClosed(organizationId: string): void {
    this.#newEvents.unwatch(organizationId);
  }

  async #serve(audience: Audience, connection: SseConnection, lastEventId: string | undefined): Promise<void> {
    const { organization_id, endpoint_id } = audience;
    const lookback = this.settings.listen.lookbackMs + longPollPauseMs;
    const listener = new Listener(audience, connection, {
      messages: this.messages,
      page: (after, limit) => pageListened(this.database, { organization_id, after, limit }),
      newFrom: idAt(this.clock.now().getTime() - lookback),
      maxWaiting: this.settings.listen.waitingMax,
    });
    this.#listeners.add(listener);
    connection.every(this.settings.sse.heartbeatMs, () => {
      // A client that has every event so far resumes from the last poll.
      const id = listener.isIdle ? this.#newEvents.polledUpTo(organization_id) : undefined;
      void connection.send({ event: 'heartbeat', id, data: {} });
    });
    try {
      const signing_secret = endpoint_id === null ? this.messages.secretOf(audience) : null;
      // A client that resumes keeps its own position until it has the events since then.
      const id = lastEventId === undefined ? this.#newEvents.polledUpTo(organization_id) : undefined;
      const data: ListenReady = { endpoint_id, signing_secret };
      await connection.send({ event: 'ready', id, data });
      await listener.run(lastEventId === undefined ? undefined : idAt(idTime(lastEventId).getTime() - lookback));
    } catch (error) {
      logger.error(error, 'a listener is disconnected');
      connection.end();
    } finally {
      this.#listeners.delete(listener);
    }
  }

  protected override async poll(): Promise<void> {
    const events = await this.#newEvents.poll();
    // Grouped after the poll, which may have found an event for a listener that connected meanwhile.
    const listeners = Map.groupBy(this.#listeners, ({ audience }) => audience.organization_id);
    for (const event of events) {
      for (const listener of listeners.get(event.organization_id) ?? []) listener.offer(event);
    }
  }
}
