import { Logger } from '@nestjs/common';
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import { queueNames, queues, settingGroups, type Settings } from '@postrider/contracts';
import { openQueue, workerConnection } from '@postrider/queue';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiError, unavailable } from '../http/api-error.js';
import { toApiError } from '../http/error-filter.js';
import { isCrossSite, isSafeMethod } from '../http/cross-site.js';
import type { OperatorSessions } from '../auth/sessions/operator-sessions.js';
import { boardLook } from './board-look.js';

const boardPath = '/queues';
const serverError = 500;
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

/** Bull Board with the three queues, for operators. Returns how to close it. */
export async function mountBullBoard(
  fastify: FastifyInstance,
  settings: Pick<Settings, 'dashboard' | 'queuesPage' | 'redis'>,
  operators: OperatorSessions,
): Promise<() => Promise<void>> {
  const redis = workerConnection(settings.redis.url, 'postrider-board');
  const opened = queueNames.map((name) => openQueue(name, redis, settings.redis.prefix));
  const readOnlyMode = settings.queuesPage.readOnly;
  const logger = new Logger('queues');
  const adapter = new FastifyAdapter();
  adapter.setBasePath(boardPath);
  createBullBoard({
    queues: opened.map(
      (queue, i) =>
        new BullMQAdapter(queue, { readOnlyMode, description: queues[queueNames[i] ?? 'deliver'].description }),
    ),
    serverAdapter: adapter,
    options: { uiConfig: boardLook({ hasDashboard: settings.dashboard.enabled }) },
  });
  // The board's own answer has the text of whatever was thrown, or its stack: the scope below answers instead.
  adapter.setErrorHandler((error) => {
    throw error;
  });
  await fastify.register(async (scope) => {
    scope.setErrorHandler((error, request, reply) => {
      const known = toApiError(error, request);
      if (known.status === serverError) logger.error(error);
      return reply.status(known.status).headers(known.headers).send(known.body);
    });
    scope.addHook('onRequest', async (request, reply) => {
      await requireOperator(request, { operators, readOnlyMode });
      // The board's connection waits for Redis for as long as it takes.
      if (redis.status !== 'ready' && request.url.startsWith(`${boardPath}/api`)) {
        throw unavailable('Redis is unavailable; try again');
      }
      void reply.header('content-security-policy', pagePolicy);
    });
    scope.addHook('preSerialization', (_request, _reply, payload, done) => {
      done(null, withoutStackTraces(payload));
    });
    await scope.register(adapter.registerPlugin(), { prefix: boardPath });
  });
  return async () => {
    await Promise.all(opened.map((queue) => queue.close()));
    redis.disconnect();
  };
}

interface Board {
  operators: OperatorSessions;
  readOnlyMode: boolean;
}

/** Throws ApiError for whoever is no operator, and for what may not be changed. */
async function requireOperator(request: FastifyRequest, { operators, readOnlyMode }: Board): Promise<void> {
  if (!(await operators.isOperator(request))) {
    const challenge = { 'www-authenticate': 'Basic realm="Postrider queues", charset="UTF-8"' };
    throw new ApiError('operator_only', 'expected the operator password (HTTP Basic)', {}, challenge);
  }
  if (isSafeMethod(request)) return;
  // Browsers send password and cookie along with what pages of other sites make them send.
  if (isCrossSite(request)) throw new ApiError('cross_site_request', 'another site may not change the queues');
  if (readOnlyMode) {
    throw new ApiError('queues_read_only', `the queues are read-only (${settingGroups.queuesPage.readOnly.env})`);
  }
}

/** A failed job's reason is enough to see what is wrong with it; its stack trace shows the inside of the program. */
function withoutStackTraces(payload: unknown): unknown {
  if (Array.isArray(payload)) return payload.map(withoutStackTraces);
  if (typeof payload !== 'object' || payload === null || Object.getPrototypeOf(payload) !== Object.prototype) {
    return payload;
  }
  return Object.fromEntries(
    Object.entries(payload).map(([name, value]) => [name, name === 'stacktrace' ? [] : withoutStackTraces(value)]),
  );
}
