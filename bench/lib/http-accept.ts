/** The ceiling of accepting: a bare Fastify that parses the body and answers 202. */
import fastify from 'fastify';
import { answerParent } from './child.ts';

const app = fastify();
app.post('/*', (_, reply) => reply.code(202).send({ id: 'evt_0', deliveries: [] }));

answerParent(async () => ({ url: await app.listen({ port: 0, host: '127.0.0.1' }) }));
