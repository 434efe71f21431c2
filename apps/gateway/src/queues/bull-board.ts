import { Logger } from '@nestjs/common';
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import { queueNames, queues, settingGroups, type QueueShard, type Settings } from '@postrider/contracts';
import { openQueue, workerConnection, type QueueShards } from '@postrider/queue';
import type { Queue } from 'bullmq';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiError, unavailable } from '../http/api-error.js';
import { respondWithApiErrors } from '../http/error-filter.js';
import { isCrossSite, isSafeMethod } from '../http/cross-site.js';
import type { OperatorSessions } from '../auth/sessions/operator-sessions.js';
import { boardConfig } from './board-theme.js';

const boardPath = '/queues';
/** Without this policy the page loads fonts from another host. */
const pagePolicy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "script-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Mounts Bull Board with the three queues and all of their shards, for operators. `pageFolder` is the package of its page. Returns a function that
 * closes it.
 */
export async function mountBullBoard(
  fastify: FastifyInstance,
  settings: Pick<Settings, 'dashboard' | 'queuesPage' | 'redis'>,
  { operators, shards, pageFolder }: { operators: OperatorSessions; shards: QueueShards; pageFolder: string },
): Promise<() => Promise<void>> {
  const redis = workerConnection(settings.redis.url, 'postrider-board');
  const opened = new Map<QueueShard, Queue>();
  const readOnlyMode = settings.queuesPage.readOnly;
  const logger = new Logger('queues');
  const adapter = new FastifyAdapter();
  adapter.setBasePath(boardPath);
  const board = createBullBoard({
    queues: [],
    serverAdapter: adapter,
    options: { uiBasePath: pageFolder, uiConfig: boardConfig({ hasDashboard: settings.dashboard.enabled }) },
  });
  const showShards = (): void => {
    for (const name of queueNames) {
      for (const shard of shards.all(name).filter((each) => !opened.has(each))) {
        const queue = openQueue(shard, redis, settings.redis.prefix);
        opened.set(shard, queue);
        board.addQueue(new BullMQAdapter(queue, { readOnlyMode, description: queues[name].description }));
      }
    }
  };
  showShards();
  // The board's own error handler responds with the stack of the error. The handler of the scope below replaces it.
  adapter.setErrorHandler((error) => {
    throw error;
  });
  await fastify.register(async (scope) => {
    respondWithApiErrors(scope, logger);
    scope.addHook('onRequest', async (request, reply) => {
      await requireOperator(request, operators, readOnlyMode);
      // The board's connection would wait for Redis without a limit.
      if (redis.status !== 'ready' && request.url.startsWith(`${boardPath}/api`)) {
        throw unavailable('Redis is unavailable; try again');
      }
      await shards.refresh().then(showShards, () => undefined);
      void reply.header('content-security-policy', pagePolicy);
    });
    scope.addHook('preSerialization', (_request, _reply, payload, done) => {
      done(null, withoutStackTraces(payload));
    });
    await scope.register(adapter.registerPlugin(), { prefix: boardPath });
  });
  return async () => {
    await Promise.all([...opened.values()].map((queue) => queue.close()));
    redis.disconnect();
  };
}

/** Throws ApiError unless the request is an operator's and may change the queues. */
async function requireOperator(
  request: FastifyRequest,
  operators: OperatorSessions,
  readOnlyMode: boolean,
): Promise<void> {
  if (!(await operators.isOperator(request))) {
    const challenge = { 'www-authenticate': 'Basic realm="Postrider queues", charset="UTF-8"' };
    throw new ApiError('operator_only', 'expected the operator password (HTTP Basic)', {}, challenge);
  }
  if (isSafeMethod(request)) return;
  // A browser adds the password and the cookie to requests that pages of other sites make.
  if (isCrossSite(request)) throw new ApiError('cross_site_request', 'the queues cannot be changed from another site');
  if (readOnlyMode) {
    throw new ApiError('queues_read_only', `the queues are read-only (${settingGroups.queuesPage.readOnly.env})`);
  }
}

/** The reason of a failed job explains the failure. Its stack trace would reveal the program's internals. */
function withoutStackTraces(payload: unknown): unknown {
  if (Array.isArray(payload)) return payload.map(withoutStackTraces);
  if (typeof payload !== 'object' || payload === null || Object.getPrototypeOf(payload) !== Object.prototype) {
    return payload;
  }
  return Object.fromEntries(
    Object.entries(payload).map(([name, value]) => [name, name === 'stacktrace' ? [] : withoutStackTraces(value)]),
  );
}
