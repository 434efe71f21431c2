// A platform with two customers: POSTRIDER_URL=http://… POSTRIDER_KEY=mlx_mk_… PORT=4600 node server.mjs

import express from 'express';
import { accounts, requireUser } from './server/accounts.mjs';
import { receiver } from './server/receiver.mjs';
import { webhooks } from './server/webhooks.mjs';

const postriderUrl = new URL(process.env.POSTRIDER_URL ?? '').origin;
const port = Number(process.env.PORT ?? 4600);

const app = express();
app.disable('x-powered-by');
app.use('/receiver', receiver(`http://127.0.0.1:${port}/receiver`));
app.use((_request, response, next) => {
  // The portal is a frame from Postrider's origin. The page itself needs nothing of another one.
  const policy = ["default-src 'self'", 'img-src data:', `frame-src ${postriderUrl}`, "frame-ancestors 'none'"];
  response.set('content-security-policy', policy.join('; '));
  next();
});
app.use(express.json());
app.use(accounts());
app.use(requireUser, webhooks());
app.listen(port, () => console.log(`the platform is at http://localhost:${port}`));
