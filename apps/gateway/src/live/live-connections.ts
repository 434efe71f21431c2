import { Inject, Injectable, Logger } from '@nestjs/common';
import { liveTopics, type Settings } from '@postrider/contracts';
import {
  loadCustomerFingerprints,
  loadFingerprints,
  topicsChanged,
  type Database,
  type Fingerprint,
} from '@postrider/event-store';
import type { FastifyReply } from 'fastify';
import type { Caller } from '../http/caller.js';
import { RevokedCredentials } from '../auth/access/revoked-credentials.js';
import { SseConnections } from '../sse/sse-connections.js';
import { DATABASE, SETTINGS } from '../tokens.js';

/** Pages reload their data after each poll that finds a change. */
const minPollPauseMs = 1_000;

/** Whose changes a page shows: all of its organization, or those of one customer. */
type Watcher = Pick<Caller, 'organization_id' | 'credential'> & { customer_id?: string | undefined };

/**
 * Tells open pages when the data that they watch has changed. One loop polls Postgres for all connected organizations and
 * customers, so changes by other gateways and by dispatchers show too.
 */
@Injectable()
export class LiveConnections extends SseConnections<Watcher> {
  /** By the id of the organization or of the customer. */
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
  async open(watcher: Watcher, reply: FastifyReply): Promise<void> {
    const connection = await this.connect(watcher, reply, async () => {
      const id = watchedBy(watcher);
      if (this.#fingerprints.has(id)) return;
      const fingerprint = (await this.#load([watcher])).get(id);
      if (fingerprint) this.#fingerprints.set(id, fingerprint);
    });
    connection.every(this.settings.sse.heartbeatMs, () => {
      connection.keepAlive();
    });
  }

  protected override async poll(): Promise<void> {
    const fingerprints = await this.#load([...this.connections.values()]);
    // Grouped after the load, since pages connect and disconnect meanwhile.
    const pagesOf = Map.groupBy(this.connections, ([, watcher]) => watchedBy(watcher));
    for (const [id, current] of fingerprints) {
      const pages = pagesOf.get(id);
      if (!pages) continue;
      const earlier = this.#fingerprints.get(id);
      this.#fingerprints.set(id, current);
      const topics = earlier ? topicsChanged(earlier, current) : liveTopics;
      if (topics.length === 0) continue;
      // A page that does not read is skipped. When it reconnects, it reads everything again.
      for (const [page] of pages) if (!page.isStalled) void page.send({ event: 'change', data: { topics } });
    }
    for (const id of this.#fingerprints.keys()) if (!pagesOf.has(id)) this.#fingerprints.delete(id);
  }

  async #load(watchers: readonly Watcher[]): Promise<Map<string, Fingerprint>> {
    const customers = new Set(watchers.flatMap(({ customer_id }) => customer_id ?? []));
    const organizations = new Set(watchers.filter((each) => !each.customer_id).map((each) => each.organization_id));
    const found = await Promise.all([
      organizations.size > 0 ? loadFingerprints(this.database, [...organizations]) : [],
      customers.size > 0 ? loadCustomerFingerprints(this.database, [...customers]) : [],
    ]);
    return new Map(found.flatMap((each) => [...each]));
  }
}

const watchedBy = ({ organization_id, customer_id }: Watcher): string => customer_id ?? organization_id;
