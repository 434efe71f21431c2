import type { Logger } from '@nestjs/common';
import { PollingLoop } from '@postrider/process';
import type { FastifyReply } from 'fastify';
import type { Caller } from '../http/caller.js';
import type { RevokedCredentials } from '../auth/access/revoked-credentials.js';
import { ApiError, unavailable } from '../http/api-error.js';
import { SseConnection } from './sse-connection.js';

type Subscriber = Pick<Caller, 'organization_id' | 'credential'>;

interface Options {
  /** Plural noun for errors: "too many <name> (limit …)". */
  name: string;
  /** `max` connections per gateway, and at most `maxPerOrganization` of them of one organization. */
  settings: { max: number; maxPerOrganization: number; pollMs: number };
  stallMs: number;
  revoked: RevokedCredentials;
  /** Least pause between polls, which messages start. */
  minPollPauseMs: number;
  logger: Logger;
  /** Logged when a poll fails. */
  failure: string;
}

const retryAfter = { 'retry-after': '10' };
const checkPauseMs = 5_000;

/**
 * The SSE connections of one operation at this gateway, and the loop that polls Postgres for them. They are counted, and
 * end when the gateway stops or a credential ends. The loop is idle while no client is connected.
 */
export abstract class SseConnections<T extends Subscriber = Subscriber> {
  protected readonly connections = new Map<SseConnection, T>();
  /** By organization, including connections that are being opened. */
  readonly #counts = new Map<string, number>();
  readonly #loop: PollingLoop;
  #checkedAt = -Infinity;
  #isStopping = false;

  constructor(private readonly options: Options) {
    const { settings, minPollPauseMs, logger, failure } = options;
    const { pollMs: pauseMs } = settings;
    const minPauseMs = Math.min(minPollPauseMs, pauseMs);
    this.#loop = new PollingLoop({ step: () => this.#step(), pauseMs, minPauseMs, logger, failure });
    this.#loop.start(0);
  }

  protected abstract poll(): Promise<void>;

  /** An organization's last connection is closed. */
  protected onLastClosed?(organizationId: string): void;

  /** Polls for these organizations without waiting for the next poll. */
  wake(organizationIds: readonly string[]): void {
    if (organizationIds.some((id) => this.#counts.has(id))) this.#loop.wake();
  }

  /** Ends the organization's connections whose key is revoked or whose session is over. */
  endRevoked(organizationId: string): Promise<void> {
    return this.#endRevoked([...this.connections].filter(([, each]) => each.organization_id === organizationId));
  }

  /** Ends all connections. No further one is opened. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    for (const connection of this.connections.keys()) connection.end(stopping());
    await this.#loop.stop();
  }

  /**
   * Opens a connection after `prepare`, while an error can still be a response. Throws what `prepare` throws, and
   * ApiError 429 or 503 at capacity.
   */
  protected async connect(subscriber: T, reply: FastifyReply, prepare: () => Promise<void>): Promise<SseConnection> {
    const release = this.#acquire(subscriber.organization_id);
    try {
      await prepare();
      if (this.#isStopping) throw stopping();
    } catch (error) {
      release();
      throw error;
    }
    const connection = new SseConnection(reply, this.options.stallMs);
    this.connections.set(connection, subscriber);
    connection.onClose(() => {
      this.connections.delete(connection);
      release();
    });
    this.#loop.wake();
    return connection;
  }

  async #step(): Promise<number | 'idle'> {
    if (this.connections.size === 0) return 'idle';
    await this.poll();
    const now = performance.now();
    if (now - this.#checkedAt >= checkPauseMs) {
      await this.#endRevoked([...this.connections]);
      this.#checkedAt = now;
    }
    return this.options.settings.pollMs;
  }

  async #endRevoked(open: [SseConnection, Subscriber][]): Promise<void> {
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
    const { name, settings } = this.options;
    const count = this.#counts.get(organizationId) ?? 0;
    if (count >= settings.maxPerOrganization) {
      const message = `too many ${name} for this organization (limit ${String(settings.maxPerOrganization)} per gateway)`;
      throw new ApiError('too_many_listeners', message, {}, retryAfter);
    }
    if ([...this.#counts.values()].reduce((sum, each) => sum + each, 0) >= settings.max) {
      throw unavailable(`too many ${name} (limit ${String(settings.max)} per gateway), try again later`);
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
      this.onLastClosed?.(organizationId);
    }
  }
}

const stopping = (): ApiError => unavailable('this gateway is stopping, connect again');
