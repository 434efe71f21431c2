// A receiver with Fastify: WEBHOOK_SECRET=whsec_… PORT=4000 node examples/fastify.mjs

import { webhookRoute } from '@postrider/sdk/fastify';
import Fastify from 'fastify';
import { handle } from './handle.mjs';

const secret = process.env.WEBHOOK_SECRET ?? '';
const port = Number(process.env.PORT ?? 4000);

const app = Fastify();
// In a plugin: the other routes of the app still get parsed bodies.
app.register(webhookRoute('/hook', { secret }, handle));
await app.listen({ port });
console.log(`receiving at http://127.0.0.1:${port}/hook`);
