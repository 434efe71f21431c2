import { createHash, timingSafeEqual } from 'node:crypto';
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import { queueNames, queues, type Settings } from '@postrider/contracts';
import { openQueue, workerConnection } from '@postrider/queue';
import { ApiError } from '../http/api-error.js';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const boardPath = '/queues';
const operator = 'operator';
const readingMethods = new Set(['GET', 'HEAD']);
/** The page would fetch fonts from another host; an operator's page talks to its own server alone. */
const pagePolicy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "script-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Bull Board with the three queues, for whoever knows the operator's password (HTTP Basic). Answers how to close it. */
export async function mountBullBoard(
  fastify: FastifyInstance,
  settings: Settings,
  password: string,
): Promise<() => Promise<void>> {
  const redis = workerConnection(settings.REDIS_URL, 'postrider-board');
  const opened = queueNames.map((name) => openQueue(name, redis, settings.POSTRIDER_REDIS_PREFIX));
  const adapter = new FastifyAdapter();
  adapter.setBasePath(boardPath);
  createBullBoard({
    queues: opened.map(
      (queue, i) => new BullMQAdapter(queue, { description: queues[queueNames[i] ?? 'deliver'].does }),
    ),
    serverAdapter: adapter,
    options: { uiConfig: { boardTitle: 'Postrider queues' } },
  });
  await fastify.register(async (scope) => {
    scope.addHook('onRequest', (request, reply, done) => {
      const refusal = refusalOf(request, password);
      if (refusal) {
        void reply.status(refusal.status).headers(refusal.headers).send(refusal.body);
      } else {
        void reply.header('content-security-policy', pagePolicy);
        done();
      }
    });
    await scope.register(adapter.registerPlugin(), { prefix: boardPath });
  });
  return async () => {
    await Promise.all(opened.map((queue) => queue.close()));
    redis.disconnect();
  };
}

function refusalOf(request: FastifyRequest, password: string): ApiError | undefined {
  if (!isOperator(request, password)) {
    const challenge = { 'www-authenticate': 'Basic realm="Postrider queues", charset="UTF-8"' };
    return new ApiError('operator_only', 'expected the operator password (HTTP Basic)', {}, challenge);
  }
  return isForged(request) ? new ApiError('cross_site_request', 'another site may not change the queues') : undefined;
}

/** Browsers send the password along with what pages of other sites make them send, and say which it is. */
function isForged({ method, headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  return !readingMethods.has(method) && site !== undefined && site !== 'same-origin' && site !== 'none';
}

function isOperator(request: FastifyRequest, password: string): boolean {
  const expected = `Basic ${Buffer.from(`${operator}:${password}`).toString('base64')}`;
  // Digests are of one length, so that not even the password's length shows in the time that comparing takes.
  return timingSafeEqual(digest(request.headers.authorization ?? ''), digest(expected));
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
