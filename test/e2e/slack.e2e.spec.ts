import { expect, it } from '@jest/globals';

import type { Receiver } from '@postrider/testing';

import { onlyDelivery } from '../support/api.js';
import { forAllTests } from '../support/for-all-tests.js';
import type { Postrider } from '../support/postrider.js';
import { strangerNames, whoAccepts } from '../support/strangers.js';

let postrider: Postrider;
let receiver: Receiver;

// Nothing may go out to Slack itself, so dispatchers start when the endpoint has moved to the receiver.
forAllTests({ dispatchers: 0 }, (services) => {
  ({ postrider, receiver } = services);
});

it('Slack endpoints get a readable message, shown as the payload and sent as it is shown', async () => {
  const { id, signing_secret } = await postrider.manage.createEndpoint({
    url: 'https://hooks.slack.com/services/T000/B000/XXXX',
    event_types: ['budget.exceeded'],
  });
  const event = await postrider.project.publish('budget.exceeded', {
    name: 'A & <B>',
    spend_usd: 1003.17,
    half: '\ud83d',
  });
  const delivery = await postrider.manage.delivery(onlyDelivery(event));

  expect(delivery.payload).toEqual({
    text: expect.stringMatching(/budget\.exceeded.*name: A &amp; &lt;B&gt;.*spend_usd: 1003\.17/),
    blocks: expect.arrayContaining([
      { type: 'header', text: { type: 'plain_text', text: 'budget.exceeded' } },
      { type: 'section', fields: expect.arrayContaining([{ type: 'mrkdwn', text: '*spend_usd*\n1003.17' }]) },
    ]),
  });

  await postrider.manage.updateEndpoint(id, { url: receiver.url('/moved') });
  await postrider.addDispatcher();
  expect(await postrider.manage.completed(delivery.id)).toMatchObject({
    status: 'delivered',
    payload: delivery.payload,
  });
  const [request] = receiver.requestsTo('/moved');
  if (!request) throw new Error('nothing was received');
  expect(JSON.parse(request.rawBody)).toEqual(delivery.payload);
  expect(whoAccepts(signing_secret, request)).toEqual(strangerNames);
});
