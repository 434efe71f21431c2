import { timingSafeEqual } from 'node:crypto';
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import { queues } from '@postrider/contracts';
import type { JobQueues } from '@postrider/queue';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

export const boardPath = '/queues';
const operator = 'operator';

/** Bull Board with the three queues, for whoever knows the operator's password (HTTP Basic). */
export async function mountBullBoard(fastify: FastifyInstance, jobQueues: JobQueues, password: string): Promise<void> {
  const adapter = new FastifyAdapter();
  adapter.setBasePath(boardPath);
  createBullBoard({
    queues: jobQueues.all().map((queue) => new BullMQAdapter(queue, { description: descriptionOf(queue.name) })),
    serverAdapter: adapter,
    options: { uiConfig: { boardTitle: 'Postrider queues' } },
  });
  await fastify.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) => authorize(request, reply, password));
    await scope.register(adapter.registerPlugin(), { prefix: boardPath });
  });
}

const descriptionOf = (name: string): string => Object.values(queues).find((queue) => queue.name === name)?.does ?? '';

async function authorize(request: FastifyRequest, reply: FastifyReply, password: string): Promise<void> {
  const expected = Buffer.from(`Basic ${Buffer.from(`${operator}:${password}`).toString('base64')}`);
  const given = Buffer.from(request.headers.authorization ?? '');
  if (given.length === expected.length && timingSafeEqual(given, expected)) return;
  await reply
    .status(401)
    .header('www-authenticate', 'Basic realm="Postrider queues", charset="UTF-8"')
    .send({ error: { type: 'authentication_error', message: 'expected the operator password', code: 'operator_only' } });
}
