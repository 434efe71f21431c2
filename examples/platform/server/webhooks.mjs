import { Postrider, PostriderError } from '@postrider/sdk';
import express from 'express';

const postrider = new Postrider({ url: process.env.POSTRIDER_URL, key: process.env.POSTRIDER_KEY });

/** What a platform does with Postrider. The key stays on the server. */
export function webhooks() {
  const router = express.Router();
  // The customer comes from the session of the user, and never from the request.
  router.post('/webhooks/session', async ({ user }, response) => {
    response.set('cache-control', 'no-store').json(await createSession(user.customer));
  });
  router.post('/spend', async ({ user }, response) => {
    const data = { budget_id: 'bud_1', spend_usd: 1003.17, cap_usd: 1000 };
    const event = { customer: user.customer.uid, create_customer: true, type: 'budget.exceeded', data };
    const { id } = await postrider.events.publish(event);
    response.status(202).json({ id });
  });
  return router;
}

/** Creates the customer with its first session. Later it is left alone: PUT would replace the limits that it has. */
async function createSession({ uid, name }) {
  try {
    return await postrider.portal.createSession(uid);
  } catch (error) {
    if (!(error instanceof PostriderError && error.code === 'webhook_customer_not_found')) throw error;
    await postrider.customers.put(uid, { name });
    return postrider.portal.createSession(uid);
  }
}
