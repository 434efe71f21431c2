import type { FastifyReply } from 'fastify';
import type { Caller } from '../http/caller.js';
import type { RevokedCredentials } from '../auth/access/revoked-credentials.js';
import { ApiError, unavailable } from '../http/api-error.js';
import { SseConnection } from './sse-connection.js';

type Subscriber = Pick<Caller, 'organization_id' | 'credential'>;

interface Options {
  /** Plural noun for errors: "too many <name> (limit …)". */
  name: string;
  /** Per gateway. */
  limit: number;
  /** Per organization and gateway. */
  limitPerOrganization: number;
  stallMs: number;
  revoked: RevokedCredentials;
  /** An organization's last connection is closed. */
  onLastClosed: (organizationId: string) => void;
}

const retryAfter = { 'retry-after': '10' };
const checkPauseMs = 5_000;

/** The SSE connections of one operation at this gateway: counted, ended when the gateway stops or a credential ends. */
export class SseConnections {
  readonly #open = new Map<SseConnection, Subscriber>();
  /** By organization, including connections that are being opened. */
  readonly #counts = new Map<string, number>();
  #checkedAt = -Infinity;
  #isStopping = false;

  constructor(private readonly options: Options) {}

  hasOrganization(organizationIds: readonly string[]): boolean {
    return organizationIds.some((id) => this.#counts.has(id));
  }

  get isEmpty(): boolean {
    return this.#open.size === 0;
  }

  /**
   * Opens a connection after `prepare`, while an error can still be a response. Throws what `prepare` throws, and
   * ApiError 429 or 503 at capacity.
   */
  async open(subscriber: Subscriber, reply: FastifyReply, prepare: () => Promise<void>): Promise<SseConnection> {
    const release = this.#acquire(subscriber.organization_id);
    try {
      await prepare();
      if (this.#isStopping) throw stopping();
    } catch (error) {
      release();
      throw error;
    }
    const connection = new SseConnection(reply, this.options.stallMs);
    this.#open.set(connection, subscriber);
    connection.onClose(() => {
      this.#open.delete(connection);
      release();
    });
    return connection;
  }

  /** Checks all connections, at most every 5 s, and ends those whose key is revoked or whose session is over. */
  async endRevoked(): Promise<void> {
    const now = performance.now();
    if (now - this.#checkedAt < checkPauseMs) return;
    await this.#endRevokedOf([...this.#open]);
    this.#checkedAt = now;
  }

  /** Does the same for one organization at once. */
  endRevokedOf(organizationId: string): Promise<void> {
    return this.#endRevokedOf([...this.#open].filter(([, each]) => each.organization_id === organizationId));
  }

  /** Ends all connections. No further one is opened. */
  stop(): void {
    this.#isStopping = true;
    for (const connection of this.#open.keys()) connection.end(stopping());
  }

  async #endRevokedOf(open: [SseConnection, Subscriber][]): Promise<void> {
    if (open.length === 0) return;
    const revoked = new Set(
      await this.options.revoked.among([...new Set(open.map(([, { credential }]) => credential))]),
    );
    for (const [connection, { credential }] of open) {
      if (revoked.has(credential)) connection.end(this.options.revoked.error(credential));
    }
  }

  #acquire(organizationId: string): () => void {
    if (this.#isStopping) throw stopping();
    const { name, limit, limitPerOrganization } = this.options;
    const count = this.#counts.get(organizationId) ?? 0;
    if (count >= limitPerOrganization) {
      const message = `too many ${name} for this organization (limit ${String(limitPerOrganization)} per gateway)`;
      throw new ApiError('too_many_listeners', message, {}, retryAfter);
    }
    if ([...this.#counts.values()].reduce((sum, each) => sum + each, 0) >= limit) {
      throw unavailable(`too many ${name} (limit ${String(limit)} per gateway), try again later`);
    }
    this.#counts.set(organizationId, count + 1);
    return () => {
      this.#release(organizationId);
    };
  }

  #release(organizationId: string): void {
    const left = (this.#counts.get(organizationId) ?? 1) - 1;
    if (left > 0) {
      this.#counts.set(organizationId, left);
    } else {
      this.#counts.delete(organizationId);
      this.options.onLastClosed(organizationId);
    }
  }
}

const stopping = (): ApiError => unavailable('this gateway is stopping, connect again');
