// A receiver with Fastify: WEBHOOK_SECRET=whsec_… PORT=4000 node examples/fastify.mjs

import { verify, WebhookVerificationError } from '@postrider/sdk/verify';
import Fastify from 'fastify';
import { handle, refuse } from './handle.mjs';

const secret = process.env.WEBHOOK_SECRET ?? '';
const port = Number(process.env.PORT ?? 4000);

const app = Fastify();

app.setErrorHandler((error, _request, reply) => {
  if (!(error instanceof WebhookVerificationError)) throw error;
  refuse(error);
  return reply.code(error.statusCode).send({ error: error.message });
});

// A scope of its own: the rest of the app still gets its bodies parsed.
app.register(async (scope) => {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  scope.post('/hook', async (request, reply) => {
    handle(await verify(request.body, request.headers, { secret }));
    return reply.code(204).send();
  });
});

await app.listen({ port });
console.log(`receiving at http://127.0.0.1:${port}/hook`);
