import { Inject, Injectable, Logger } from '@nestjs/common';
import type { LiveTopic, Settings } from '@postrider/contracts';
import { loadFingerprints, topicsChanged, type Database, type Fingerprint } from '@postrider/event-store';
import { PollingLoop } from '@postrider/process';
import type { FastifyReply } from 'fastify';
import type { Caller } from '../http/caller.js';
import { RevokedCredentials } from '../auth/access/revoked-credentials.js';
import type { SseConnection } from '../sse/sse-connection.js';
import { SseConnections } from '../sse/sse-connections.js';
import { DATABASE, SETTINGS } from '../tokens.js';

/** Least pause between polls, which messages start: pages reload their data after each. */
const minPollPauseMs = 1_000;

/**
 * Tells open pages when their organization's data has changed. One loop polls Postgres for all connected organizations,
 * so changes by other gateways and by dispatchers show too. It is idle while no page is connected.
 */
@Injectable()
export class LiveConnections {
  readonly #pages = new Map<string, Set<SseConnection>>();
  readonly #fingerprints = new Map<string, Fingerprint>();
  readonly #connections: SseConnections;
  readonly #loop: PollingLoop;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'live' | 'sse'>,
    revoked: RevokedCredentials,
  ) {
    this.#connections = new SseConnections({
      name: 'live streams',
      limit: settings.live.max,
      limitPerOrganization: settings.live.maxPerOrganization,
      stallMs: settings.sse.stallMs,
      revoked,
      onLastClosed: (organizationId) => {
        this.#fingerprints.delete(organizationId);
      },
    });
    this.#loop = new PollingLoop({
      step: () => this.#poll(),
      pauseMs: settings.live.pollMs,
      minPauseMs: Math.min(minPollPauseMs, settings.live.pollMs),
      logger: new Logger('live'),
      failure: 'polling for changes failed',
    });
    this.#loop.start(0);
  }

  /** Opens a connection, which reports changes from now on. Throws ApiError 429 or 503 at capacity. */
  async open(caller: Caller, reply: FastifyReply): Promise<void> {
    const { organization_id } = caller;
    const connection = await this.#connections.open(caller, reply, async () => {
      if (this.#fingerprints.has(organization_id)) return;
      const fingerprint = (await loadFingerprints(this.database, [organization_id])).get(organization_id);
      if (fingerprint) this.#fingerprints.set(organization_id, fingerprint);
    });
    const pages = this.#pages.get(organization_id) ?? new Set();
    this.#pages.set(organization_id, pages.add(connection));
    connection.onClose(() => {
      pages.delete(connection);
      if (pages.size === 0) this.#pages.delete(organization_id);
    });
    connection.every(this.settings.sse.heartbeatMs, () => {
      connection.keepAlive();
    });
    this.#loop.wake();
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

  async #poll(): Promise<number | 'idle'> {
    if (this.#connections.isEmpty) return 'idle';
    for (const [organization_id, current] of await loadFingerprints(this.database, [...this.#pages.keys()])) {
      const pages = this.#pages.get(organization_id);
      if (!pages) continue;
      const earlier = this.#fingerprints.get(organization_id);
      this.#fingerprints.set(organization_id, current);
      const topics = earlier ? topicsChanged(earlier, current) : [];
      if (topics.length > 0) report(topics, pages);
    }
    await this.#connections.endRevoked();
    return this.settings.live.pollMs;
  }
}

/** Skips a page that does not read. When it reconnects, it reads everything again. */
function report(topics: readonly LiveTopic[], pages: ReadonlySet<SseConnection>): void {
  for (const page of pages) if (!page.isStalled) void page.send({ event: 'change', data: { topics } });
}
