/** The ceiling for publishing: a bare Fastify server that parses the body and responds with 202. */
import fastify from 'fastify';
import { replyToParent } from './child.ts';

const app = fastify();
app.post('/*', (_, reply) => reply.code(202).send({ id: 'evt_0', deliveries: [] }));

replyToParent(async () => ({ url: await app.listen({ port: 0, host: '127.0.0.1' }) }));
