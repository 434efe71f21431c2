import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import type { Database } from '@postrider/event-store';
import { Batcher } from '@postrider/process';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../http/caller.js';
import { isCrossSite } from '../http/cross-site.js';
import { DATABASE, SETTINGS } from '../tokens.js';
import { areNamed, type PageCall } from './browser-origin-store.js';

const api = '/manage/v1/webhooks/';
const maxInFlight = 2;
/** Longer than any that can be named. */
const maxOriginLength = 2_048;

/** What a page may send. A header of the dashboard is not in it, and neither are cookies: there is no `allow-credentials`. */
const preflightHeaders = {
  'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
  'access-control-allow-headers':
    'authorization, content-type, accept, idempotency-key, last-event-id, traceparent, tracestate, x-request-id',
  'access-control-max-age': '600',
} as const;

const exposedHeaders =
  'x-request-id, retry-after, ratelimit-limit, ratelimit-remaining, ratelimit-reset, content-disposition';

/**
 * Lets scripts of pages read responses (CORS), if the organization of their key has named the page's origin. A preflight
 * has no key: it is for an origin that any organization has named, and opens nothing without a key.
 */
@Injectable()
export class Cors {
  readonly #lookup: Batcher<PageCall, boolean>;

  constructor(@Inject(DATABASE) database: Database, @Inject(SETTINGS) settings: Pick<Settings, 'publish'>) {
    this.#lookup = new Batcher((calls) => areNamed(database, calls), {
      maxBatch: settings.publish.batchSize,
      maxInFlight,
      maxWaiting: settings.publish.waitingMax,
    });
  }

  /** Must run before the hook that responds to OPTIONS. */
  addTo(fastify: FastifyInstance): void {
    fastify.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
      const isPreflight =
        request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
      if (!isPreflight || !request.url.startsWith(api)) return;
      if (await this.#allow(request, reply, undefined)) void reply.headers(preflightHeaders);
    });
  }

  /**
   * For a call with a key or a token; undefined if it is unknown. Its error can be read by pages of any origin that is named.
   * Calls with a cookie do not come here.
   */
  async allow(request: FastifyRequest, reply: FastifyReply, caller: Pick<Caller, 'organization_id'> | undefined) {
    if (request.headers.origin === undefined || request.routeOptions.config.operation === undefined) return;
    if (await this.#allow(request, reply, caller?.organization_id)) {
      void reply.header('access-control-expose-headers', exposedHeaders);
    }
  }

  async #allow(request: FastifyRequest, reply: FastifyReply, organization_id: string | undefined): Promise<boolean> {
    const { origin } = request.headers;
    if (origin === undefined || origin.length > maxOriginLength || !isCrossSite(request)) return false;
    void reply.header('vary', 'origin');
    if (!(await this.#lookup.submit({ origin, organization_id }))) return false;
    void reply.header('access-control-allow-origin', origin);
    return true;
  }
}
