import express from 'express';
import { requireUser } from './accounts.mjs';

const kept = 10;

/**
 * Stands for the servers of the customers, so that the example works on one machine: a customer can break its receiver and
 * repair it. Real ones verify signatures: see the receivers in examples/.
 */
export function receiver(url) {
  const receivers = new Map();
  const of = (uid) => {
    if (!receivers.has(uid)) receivers.set(uid, { isBroken: false, received: [] });
    return receivers.get(uid);
  };
  const shown = ({ uid }) => ({ url: `${url}/of/${uid}`, ...of(uid) });

  const router = express.Router();
  router.post('/of/:uid', express.json(), ({ params, body, headers }, response) => {
    const own = of(params.uid);
    if (own.isBroken) return response.status(500).send('broken');
    own.received = [{ type: body.type, id: headers['webhook-id'], at: new Date() }, ...own.received].slice(0, kept);
    return response.status(204).end();
  });
  router.get('/', requireUser, ({ user }, response) => response.json(shown(user.customer)));
  router.post('/toggle', requireUser, ({ user }, response) => {
    const own = of(user.customer.uid);
    own.isBroken = !own.isBroken;
    response.json(shown(user.customer));
  });
  return router;
}
