import { setTimeout as sleep } from 'node:timers/promises';

import type { ReceivedRequest, Receiver } from '@postrider/testing';

import type { Api } from './api.ts';
import type { BuiltInEndpoint } from './built-in-endpoint.ts';
import { type JsonObject, listIn, stringIn } from './json.ts';
import { LaunchError } from './launch-error.ts';
import { signatureProblem } from './signatures.ts';
import { terminal } from './terminal.ts';

/** What is sent where an operator has not left it out. */
const USUAL_TYPE = 'budget.threshold_reached';
const ARRIVAL_MS = 30_000;
const DELIVERED_MS = 30_000;
/** Management calls are limited to 60 a minute: quickly at first, then ever more seldom. */
const POLL_MS = [100, 200, 300, 500, 1_000, 2_000];

/** Sends a test event through the whole system and fails unless it arrives rightly signed. */
export async function prove(api: Api, receiver: Receiver, endpoint: BuiltInEndpoint): Promise<void> {
  const eventType = await typeToSend(api);
  if (eventType === undefined) {
    terminal.note('There are no event types yet, so nothing was sent: see POSTRIDER_EVENT_TYPES_FILE');
    return;
  }
  const askedAt = Date.now();
  const path = `/manage/v1/webhooks/endpoints/${endpoint.endpoint_id}/test`;
  const test = await api.call(202, 'POST', path, { event_type: eventType });
  const deliveryId = stringIn(test, 'id', 'The test delivery');
  const eventId = stringIn(test, 'event_id', 'The test delivery');

  const request = await arrival(receiver, eventId);
  const problem = signatureProblem(request, endpoint.signing_secret);
  if (problem !== undefined) throw new LaunchError(`The test event arrived, but its ${problem}`);
  const delivery = await untilDelivered(api, deliveryId);

  terminal.done(
    eventType,
    `delivered in ${request.receivedAt.getTime() - askedAt} ms${attemptTime(delivery)}`,
    'signature verified',
    deliveryId,
  );
}

async function typeToSend(api: Api): Promise<string | undefined> {
  const catalogue = await api.call(200, 'GET', '/manage/v1/webhooks/event-types');
  const types = listIn(catalogue, 'data', 'The catalogue').map((each) => stringIn(each, 'type', 'The event type'));
  return types.includes(USUAL_TYPE) ? USUAL_TYPE : types[0];
}

async function arrival(receiver: Receiver, eventId: string): Promise<ReceivedRequest> {
  const isTheEvent = (request: ReceivedRequest) => request.headers['webhook-id'] === eventId;
  try {
    return await receiver.waitFor(isTheEvent, { timeoutMs: ARRIVAL_MS });
  } catch (cause) {
    throw new LaunchError('The test event did not arrive at the built-in receiver', {
      log: cause instanceof Error ? cause.message : '',
      cause,
    });
  }
}

async function untilDelivered(api: Api, deliveryId: string): Promise<JsonObject> {
  const deadline = performance.now() + DELIVERED_MS;
  for (let poll = 0; ; poll += 1) {
    const path = `/manage/v1/webhooks/deliveries/${deliveryId}`;
    const delivery = await api.call(200, 'GET', path);
    const status = stringIn(delivery, 'status', 'The delivery');
    if (status === 'delivered') return delivery;
    if (status === 'failed' || performance.now() > deadline) {
      throw new LaunchError(`The test event arrived, but its delivery ${deliveryId} is ${status}`);
    }
    await sleep(POLL_MS[Math.min(poll, POLL_MS.length - 1)]);
  }
}

function attemptTime(delivery: JsonObject): string {
  const durationMs = listIn(delivery, 'attempts', 'The delivery').at(-1)?.duration_ms;
  return typeof durationMs === 'number' ? ` (attempt ${durationMs} ms)` : '';
}
