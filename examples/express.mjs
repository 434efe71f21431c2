// A receiver with Express: WEBHOOK_SECRET=whsec_… PORT=4000 node examples/express.mjs

import { verify, WebhookVerificationError } from '@postrider/sdk/verify';
import express from 'express';
import { handle, refuse } from './handle.mjs';

const secret = process.env.WEBHOOK_SECRET ?? '';
const port = Number(process.env.PORT ?? 4000);

const app = express();

// express.raw() is for this route alone, and stands before any express.json(): the signature is over the bytes.
app.post('/hook', express.raw({ type: '*/*', limit: '1mb' }), async (request, response) => {
  handle(await verify(request.body, request.headers, { secret }));
  response.status(204).end();
});

app.use((error, _request, response, next) => {
  if (!(error instanceof WebhookVerificationError)) return next(error);
  refuse(error);
  response.status(error.statusCode).json({ error: error.message });
});

app.listen(port, () => console.log(`receiving at http://127.0.0.1:${port}/hook`));
