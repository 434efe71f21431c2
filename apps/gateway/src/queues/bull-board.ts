import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import { queueNames, queues, type Settings } from '@postrider/contracts';
import { openQueue, workerConnection } from '@postrider/queue';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiError } from '../http/api-error.js';
import { isForeignPage, isReading } from '../http/foreign-page.js';
import type { OperatorSessions } from '../session/operator-sessions.js';
import { boardLook } from './board-look.js';

const boardPath = '/queues';
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

/** Bull Board with the three queues, for operators. Answers how to close it. */
export async function mountBullBoard(
  fastify: FastifyInstance,
  settings: Settings,
  operators: OperatorSessions,
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
    options: { uiConfig: boardLook({ hasDashboard: settings.POSTRIDER_DASHBOARD_ENABLED === 'true' }) },
  });
  await fastify.register(async (scope) => {
    scope.addHook('onRequest', (request, reply, done) => {
      const refusal = refusalOf(request, operators);
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

function refusalOf(request: FastifyRequest, operators: OperatorSessions): ApiError | undefined {
  if (!operators.isOperator(request)) {
    const challenge = { 'www-authenticate': 'Basic realm="Postrider queues", charset="UTF-8"' };
    return new ApiError('operator_only', 'expected the operator password (HTTP Basic)', {}, challenge);
  }
  // Browsers send password and cookie along with what pages of other sites make them send.
  const isForged = !isReading(request) && isForeignPage(request);
  return isForged ? new ApiError('cross_site_request', 'another site may not change the queues') : undefined;
}
