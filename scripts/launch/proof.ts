import type { DeliveryDetail, Postrider } from '@postrider/sdk';
import type { ReceivedRequest, Receiver } from '@postrider/testing';
import { setTimeout as sleep } from 'node:timers/promises';

import { replaceSecret, type BuiltInEndpoint } from './built-in-endpoint.ts';
import { LaunchError } from './launch-error.ts';
import { checkableSignatures, signatureProblem, verified } from './signatures.ts';
import { terminal } from './terminal.ts';

/** Sent if the operator has not removed it from the catalogue. */
const PREFERRED_TYPE = 'budget.threshold_reached';
const ARRIVAL_MS = 30_000;
const DELIVERED_MS = 30_000;
/** The delays grow, since management calls are limited to 60 a minute. */
const POLL_MS = [100, 200, 300, 500, 1_000, 2_000];

interface Proof {
  readonly client: Postrider;
  readonly receiver: Receiver;
  readonly endpoint: BuiltInEndpoint;
  readonly signal: AbortSignal;
}

/**
 * Sends a test event through the whole system. Throws unless it arrives with valid signatures. Returns the endpoint: if
 * its secret was rotated since the last start, with a new one.
 */
export async function prove(proof: Proof): Promise<BuiltInEndpoint> {
  const { client, receiver, signal } = proof;
  let { endpoint } = proof;
  const types = (await client.eventTypes.list({ signal })).map(({ type }) => type);
  const event_type = types.includes(PREFERRED_TYPE) ? PREFERRED_TYPE : types[0];
  if (event_type === undefined) {
    terminal.note('Nothing was sent: there are no event types yet (see POSTRIDER_EVENT_TYPES_FILE)');
    return endpoint;
  }
  const signatures = checkableSignatures(await client.endpoints.requestFormat({ signal }));
  const sendTest = async (): Promise<{ id: string; tookMs: number; problem: string | undefined }> => {
    const sentAt = Date.now();
    const { id, event_id } = await client.endpoints.test(endpoint.endpoint_id, { event_type }, { signal });
    const request = await arrival(receiver, event_id);
    const problem = await signatureProblem(request, endpoint.signing_secret, signatures);
    return { id, tookMs: request.receivedAt.getTime() - sentAt, problem };
  };
  let sent = await sendTest();
  if (sent.problem !== undefined) {
    terminal.note("The built-in receiver's signing secret was rotated: it takes a new one");
    endpoint = await replaceSecret(client, endpoint);
    sent = await sendTest();
  }
  const { id, tookMs, problem } = sent;
  if (problem !== undefined) throw new LaunchError(`The test event arrived with a wrong signature: ${problem}`);
  const { attempts } = await delivered(client, id, signal);
  terminal.done(
    event_type,
    `delivered in ${tookMs} ms (attempt ${attempts.at(-1)?.duration_ms ?? 0} ms)`,
    verified(signatures),
    id,
  );
  return endpoint;
}

async function arrival(receiver: Receiver, eventId: string): Promise<ReceivedRequest> {
  // A request format may have no header for the id.
  const isTheEvent = ({ headers, rawBody }: ReceivedRequest) =>
    headers['webhook-id'] === eventId || rawBody.includes(eventId);
  try {
    return await receiver.waitFor(isTheEvent, { timeoutMs: ARRIVAL_MS });
  } catch (cause) {
    throw new LaunchError('The test event did not arrive at the built-in receiver', {
      log: cause instanceof Error ? cause.message : '',
      cause,
    });
  }
}

async function delivered(client: Postrider, id: string, signal: AbortSignal): Promise<DeliveryDetail> {
  const deadline = performance.now() + DELIVERED_MS;
  for (let poll = 0; ; poll += 1) {
    const delivery = await client.deliveries.get(id, { signal });
    if (delivery.status === 'delivered') return delivery;
    if (delivery.status === 'failed' || performance.now() > deadline) {
      throw new LaunchError(`The test event arrived, but its delivery ${id} is ${delivery.status}`);
    }
    await sleep(POLL_MS[Math.min(poll, POLL_MS.length - 1)], undefined, { signal });
  }
}
