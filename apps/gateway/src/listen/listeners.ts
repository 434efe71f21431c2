import { Inject, Injectable, Logger } from '@nestjs/common';
import { idTime, type ListenReady, type Settings } from '@postrider/contracts';
import { pageListened, type Database, type DatabaseClock } from '@postrider/event-store';
import { CredentialChecks } from '../auth/credential-checks.js';
import { Credentials } from '../auth/credentials.js';
import { ApiError, unavailable } from '../http/api-error.js';
import { CLOCK, DATABASE, SETTINGS } from '../tokens.js';
import { EventMessages, type Audience } from './event-messages.js';
import { FreshEvents, idAt, longLookPauseMs } from './fresh-events.js';
import { Listener } from './listener.js';
import { LookLoop } from './look-loop.js';
import type { ServerSentEvents } from '../sse/server-sent-events.js';

/**
 * The open streams of this gateway, and the one loop that looks for what they wait for. The source is Postgres: no event
 * is missed while Redis is away, whichever gateway it came in through.
 */
@Injectable()
export class Listeners {
  readonly #logger = new Logger('listeners');
  readonly #fresh: FreshEvents;
  readonly #open = new Set<Listener>();
  /** Of each organization, with those that are about to be opened. */
  readonly #counts = new Map<string, number>();
  readonly #loop: LookLoop;
  readonly #checks: CredentialChecks;
  #isStopping = false;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly messages: EventMessages,
    credentials: Credentials,
  ) {
    this.#fresh = new FreshEvents(database, settings.POSTRIDER_LISTEN_LOOKBACK_MS, () => this.clock.now());
    this.#checks = new CredentialChecks(credentials);
    this.#loop = new LookLoop({
      look: () => this.#look(),
      isAnybodyConnected: () => this.#open.size > 0,
      pauseMs: settings.POSTRIDER_LISTEN_POLL_MS,
      logger: this.#logger,
      away: 'listeners wait for Postgres',
      failure: 'looking for events that listeners wait for failed',
    });
  }

  /**
   * Opens a stream once nothing can refuse it any more; throws ApiError 404, 429, 503 before. Whatever is published after
   * its first message comes; with `lastEventId` also what came since, and what came shortly before once more.
   */
  async admit(
    audience: Audience,
    lastEventId: string | undefined,
    connect: () => ServerSentEvents,
    headers: Parameters<ServerSentEvents['open']>[0],
  ): Promise<void> {
    const leave = this.#enter(audience);
    try {
      await this.messages.requireEndpoint(audience);
      await this.#fresh.watch(audience.organization_id);
      if (this.#isStopping) throw stopping();
    } catch (error) {
      leave();
      throw error;
    }
    const stream = connect();
    stream.open(headers);
    void this.#serve(audience, stream, lastEventId).finally(leave);
  }

  /** Ends all streams; none is opened any more. */
  stop(): void {
    this.#isStopping = true;
    for (const listener of this.#open) listener.end(stopping());
  }

  #enter({ organization_id }: Audience): () => void {
    if (this.#isStopping) throw stopping();
    const { POSTRIDER_LISTENERS: most, POSTRIDER_LISTENERS_PER_ORGANIZATION: mostOfOne } = this.settings;
    const count = this.#counts.get(organization_id) ?? 0;
    if (count >= mostOfOne) {
      const message = `too many listeners for this organization (limit ${String(mostOfOne)} per gateway)`;
      throw new ApiError('too_many_listeners', message, {}, { 'retry-after': '10' });
    }
    if ([...this.#counts.values()].reduce((sum, each) => sum + each, 0) >= most) {
      throw unavailable(`too many listeners (limit ${String(most)} per gateway); try again later`);
    }
    this.#counts.set(organization_id, count + 1);
    return () => {
      const left = (this.#counts.get(organization_id) ?? 1) - 1;
      if (left > 0) this.#counts.set(organization_id, left);
      else {
        this.#counts.delete(organization_id);
        this.#fresh.forget(organization_id);
      }
    };
  }

  async #serve(audience: Audience, stream: ServerSentEvents, lastEventId: string | undefined): Promise<void> {
    const { organization_id, endpoint_id } = audience;
    const lookback = this.settings.POSTRIDER_LISTEN_LOOKBACK_MS + longLookPauseMs;
    const listener = new Listener(audience, stream, {
      messages: this.messages,
      page: (after, limit) => pageListened(this.database, { organization_id, after, limit }),
      freshFrom: idAt(this.clock.now().getTime() - lookback),
      maxWaiting: this.settings.POSTRIDER_LISTEN_WAITING,
      retryMs: this.settings.POSTRIDER_LISTEN_POLL_MS,
    });
    this.#open.add(listener);
    const heartbeats = setInterval(() => {
      this.#beat(listener);
    }, this.settings.POSTRIDER_LISTEN_HEARTBEAT_MS);
    void this.#loop.run();
    try {
      const signing_secret = endpoint_id === null ? this.messages.secretOf(audience) : null;
      await stream.send({ event: 'ready', data: { endpoint_id, signing_secret } satisfies ListenReady });
      await listener.run(lastEventId === undefined ? undefined : idBefore(lastEventId, lookback));
    } catch (error) {
      this.#logger.error(error, 'a listener is disconnected');
      stream.end();
    } finally {
      clearInterval(heartbeats);
      this.#open.delete(listener);
    }
  }

  /** Tells a client that has got everything how far that goes, so that it has less to catch up on. */
  #beat(listener: Listener): void {
    if (listener.stream.isStalled) return;
    const id = listener.isIdle ? this.#fresh.lookedAt(listener.audience.organization_id) : undefined;
    void listener.stream.send({ event: 'heartbeat', ...(id !== undefined && { id }), data: {} });
  }

  async #look(): Promise<void> {
    await this.#tell();
    const open = [...this.#open].map((listener) => ({
      credential: listener.audience.credential,
      end: (refusal: ApiError) => {
        listener.end(refusal);
      },
    }));
    await this.#checks.endRefused(open);
  }

  async #tell(): Promise<void> {
    const listeners = Map.groupBy(this.#open, ({ audience }) => audience.organization_id);
    for (const event of await this.#fresh.look()) {
      for (const listener of listeners.get(event.organization_id) ?? []) listener.offer(event);
    }
  }
}

const stopping = (): ApiError => unavailable('the gateway is stopping; connect again');

const idBefore = (id: string, ms: number): string => idAt(idTime(id).getTime() - ms);
