import { Inject, Injectable, Logger } from '@nestjs/common';
import type { LiveTopic, Settings } from '@postrider/contracts';
import { loadFingerprints, topicsChanged, type Database, type Fingerprint } from '@postrider/event-store';
import type { Caller } from '../auth/caller.js';
import { CredentialChecks } from '../auth/credential-checks.js';
import { Credentials } from '../auth/credentials.js';
import { ApiError, unavailable } from '../http/api-error.js';
import { LookLoop } from '../listen/look-loop.js';
import type { ServerSentEvents } from '../sse/server-sent-events.js';
import { DATABASE, SETTINGS } from '../tokens.js';

interface LiveStream {
  caller: Caller;
  stream: ServerSentEvents;
}

/**
 * The open pages that are told when something has changed, and the one loop that looks for them. It asks Postgres, about
 * all organizations that somebody watches at once: so it does not matter which gateway or dispatcher changed what, nor
 * whether Redis is there. While nobody watches, nothing is asked.
 */
@Injectable()
export class LiveStreams {
  readonly #open = new Set<LiveStream>();
  readonly #before = new Map<string, Fingerprint>();
  readonly #loop: LookLoop;
  readonly #checks: CredentialChecks;
  #isStopping = false;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Settings,
    credentials: Credentials,
  ) {
    this.#checks = new CredentialChecks(credentials);
    this.#loop = new LookLoop({
      look: () => this.#look(),
      isAnybodyConnected: () => this.#open.size > 0,
      pauseMs: settings.POSTRIDER_LIVE_POLL_MS,
      logger: new Logger('live'),
      away: 'pages wait for Postgres',
      failure: 'looking for changes failed',
    });
  }

  /** Opens a stream, which tells of what changes from now on; throws ApiError 429 or 503 where there are too many. */
  async admit(
    caller: Caller,
    connect: () => ServerSentEvents,
    headers: Parameters<ServerSentEvents['open']>[0],
  ): Promise<void> {
    this.#requireRoom(caller);
    const { organization_id } = caller;
    if (!this.#before.has(organization_id)) {
      const found = await loadFingerprints(this.database, [organization_id]);
      for (const [id, fingerprint] of found) this.#before.set(id, fingerprint);
      this.#requireRoom(caller);
    }
    const stream = connect();
    const opened = { caller, stream };
    this.#open.add(opened);
    stream.open(headers);
    const heartbeats = setInterval(() => {
      if (!stream.isStalled) stream.keepAlive();
    }, this.settings.POSTRIDER_LISTEN_HEARTBEAT_MS);
    stream.closed.addEventListener('abort', () => {
      clearInterval(heartbeats);
      this.#open.delete(opened);
      const watched = [...this.#open].some((other) => other.caller.organization_id === organization_id);
      if (!watched) this.#before.delete(organization_id);
    });
    if (stream.closed.aborted) {
      clearInterval(heartbeats);
      this.#open.delete(opened);
    }
    void this.#loop.run();
  }

  /** Ends all streams; none is opened any more. */
  stop(): void {
    this.#isStopping = true;
    for (const { stream } of this.#open) stream.end({ event: 'end', data: stopping().body });
  }

  #requireRoom({ organization_id }: Caller): void {
    if (this.#isStopping) throw stopping();
    const { POSTRIDER_LIVE_STREAMS: most, POSTRIDER_LIVE_STREAMS_PER_ORGANIZATION: mostOfOne } = this.settings;
    const count = [...this.#open].filter(({ caller }) => caller.organization_id === organization_id).length;
    if (count >= mostOfOne) {
      const message = `too many live streams for this organization (limit ${String(mostOfOne)} per gateway)`;
      throw new ApiError('too_many_listeners', message, {}, { 'retry-after': '10' });
    }
    if (this.#open.size >= most)
      throw unavailable(`too many live streams (limit ${String(most)} per gateway); try again later`);
  }

  async #look(): Promise<void> {
    await this.#tell();
    const open = [...this.#open].map(({ caller, stream }) => ({
      credential: caller.credential,
      end: ({ body: data }: ApiError) => {
        stream.end({ event: 'end', data });
      },
    }));
    await this.#checks.endRefused(open);
  }

  async #tell(): Promise<void> {
    const streams = Map.groupBy(this.#open, ({ caller }) => caller.organization_id);
    const now = await loadFingerprints(this.database, [...streams.keys()]);
    for (const [organization_id, fingerprint] of now) {
      const before = this.#before.get(organization_id);
      const topics = before ? topicsChanged(before, fingerprint) : [];
      if (topics.length > 0) tell(streams.get(organization_id) ?? [], topics);
      this.#before.set(organization_id, fingerprint);
    }
  }
}

/** A page that takes nothing is left out: when it comes again it asks for everything. */
function tell(streams: readonly LiveStream[], topics: readonly LiveTopic[]): void {
  for (const { stream } of streams) {
    if (!stream.isStalled) void stream.send({ event: 'change', data: { topics } });
  }
}

const stopping = (): ApiError => unavailable('the gateway is stopping; connect again');
