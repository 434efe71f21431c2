// A receiver with Express: WEBHOOK_SECRET=whsec_… PORT=4000 node examples/express.mjs

import { webhookHandler } from '@postrider/sdk/express';
import express from 'express';
import { handle } from './handle.mjs';

const secret = process.env.WEBHOOK_SECRET ?? '';
const port = Number(process.env.PORT ?? 4000);

const app = express();
// Before any express.json(): the signature covers the unparsed body.
app.post('/hook', webhookHandler({ secret }, handle));
app.listen(port, () => console.log(`receiving at http://127.0.0.1:${port}/hook`));
