import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import { loadFingerprints, topicsChanged, type Database, type Fingerprint } from '@postrider/event-store';
import type { FastifyReply } from 'fastify';
import type { Caller } from '../http/caller.js';
import { RevokedCredentials } from '../auth/access/revoked-credentials.js';
import type { SseConnection } from '../sse/sse-connection.js';
import { SseConnections } from '../sse/sse-connections.js';
import { DATABASE, SETTINGS } from '../tokens.js';

/** Pages reload their data after each poll that finds a change. */
const minPollPauseMs = 1_000;

/**
 * Tells open pages when their organization's data has changed. One loop polls Postgres for all connected organizations,
 * so changes by other gateways and by dispatchers show too.
 */
@Injectable()
export class LiveConnections extends SseConnections {
  readonly #fingerprints = new Map<string, Fingerprint>();

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'live' | 'sse'>,
    revoked: RevokedCredentials,
  ) {
    super({
      name: 'live streams',
      settings: settings.live,
      stallMs: settings.sse.stallMs,
      revoked,
      minPollPauseMs,
      logger: new Logger('live'),
      failure: 'polling for changes failed',
    });
  }

  /** Opens a connection, which reports changes from now on. Throws ApiError 429 or 503 at capacity. */
  async open(caller: Caller, reply: FastifyReply): Promise<void> {
    const { organization_id } = caller;
    const connection = await this.connect(caller, reply, async () => {
      if (this.#fingerprints.has(organization_id)) return;
      const fingerprint = (await loadFingerprints(this.database, [organization_id])).get(organization_id);
      if (fingerprint) this.#fingerprints.set(organization_id, fingerprint);
    });
    connection.every(this.settings.sse.heartbeatMs, () => {
      connection.keepAlive();
    });
  }

  protected override onLastClosed(organizationId: string): void {
    this.#fingerprints.delete(organizationId);
  }

  protected override async poll(): Promise<void> {
    const fingerprints = await loadFingerprints(this.database, [...this.#pages().keys()]);
    // Grouped again, since pages connect and disconnect meanwhile.
    const pagesOf = this.#pages();
    for (const [organization_id, current] of fingerprints) {
      const pages = pagesOf.get(organization_id);
      if (!pages) continue;
      const earlier = this.#fingerprints.get(organization_id);
      this.#fingerprints.set(organization_id, current);
      const topics = earlier ? topicsChanged(earlier, current) : [];
      if (topics.length === 0) continue;
      // A page that does not read is skipped. When it reconnects, it reads everything again.
      for (const [page] of pages) if (!page.isStalled) void page.send({ event: 'change', data: { topics } });
    }
  }

  #pages(): Map<string, [SseConnection, unknown][]> {
    return Map.groupBy(this.connections, ([, { organization_id }]) => organization_id);
  }
}
