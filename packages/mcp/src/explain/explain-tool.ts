import type { CallToolResult, Tool } from '@modelcontextprotocol/server';
import {
  getDelivery,
  getEndpoint,
  getEvent,
  isId,
  listEndpoints,
  listLimits,
  type DeliveryDetail,
  type Endpoint,
  type ErrorCode,
  type EventDetail,
  type Operation,
} from '@postrider/contracts';
import type { CallApi } from '../api-call.js';
import { callOperation } from '../call-operation.js';
import { WrongArguments } from '../tool-request.js';
import { FailedCall, textResult } from '../tool-result.js';
import { reads } from '../tools.js';
import { explainDelivery } from './explain-delivery.js';
import { eventFacts, explainNoDeliveries, mostUrgent } from './explain-event.js';
import type { Explanation } from './explanation.js';

export const explainTool: Tool = {
  name: 'explain_webhook_delivery',
  description: 'Why a delivery or an event did or did not arrive, and what to do. Start here with an id.',
  inputSchema: {
    type: 'object',
    properties: { id: { type: 'string', description: 'whd_…, evt_… or own event id' } },
    required: ['id'],
  },
  annotations: reads,
};

type Call = (operation: Operation, args: Readonly<Record<string, unknown>>) => Promise<unknown>;

/** Explains a delivery, or the deliveries of an event that need it most. */
export async function explain(
  { id, ...others }: Readonly<Record<string, unknown>>,
  callApi: CallApi,
  signal: AbortSignal,
): Promise<CallToolResult> {
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    throw new WrongArguments([{ field: unknown.slice(0, 100), message: 'is not an argument of this tool' }]);
  }
  // As a relative path these would reach another operation.
  if (typeof id !== 'string' || ['', '.', '..'].includes(id)) {
    throw new WrongArguments([{ field: 'id', message: 'is required: expected the id of a delivery or an event' }]);
  }
  const call: Call = (operation, args) => callOperation(operation, args, callApi, signal);
  const value = isId('delivery', id) ? await ofDelivery(call, id) : await ofEvent(call, id);
  return textResult({ ...value });
}

async function ofDelivery(call: Call, delivery_id: string): Promise<Explanation> {
  const delivery = (await call(getDelivery, { delivery_id })) as DeliveryDetail;
  return explainDelivery(delivery, await endpointOf(call, delivery.endpoint_id), new Date());
}

async function ofEvent(call: Call, event_id: string): Promise<object> {
  const event = (await call(getEvent, { event_id })) as EventDetail;
  if (event.delivery_count === 0) {
    return { event: eventFacts(event), ...explainNoDeliveries(event, await endpointsFor(call, event)) };
  }
  const explained: Explanation[] = [];
  for (const { id } of mostUrgent(event.deliveries)) explained.push(await ofDelivery(call, id));
  const [first] = explained;
  return first && event.delivery_count === 1 ? first : { event: eventFacts(event), explained };
}

/** The newest endpoints that an event may go to: none if its customer is deleted. */
async function endpointsFor(call: Call, { customer }: EventDetail): Promise<Endpoint[]> {
  const args = { ...(customer && { customer: customer.id }), limit: listLimits.max };
  const page = await unless('webhook_customer_not_found', call(listEndpoints, args));
  const { data } = (page ?? { data: [] }) as { data: Endpoint[] };
  return customer ? data : data.filter((endpoint) => !endpoint.customer);
}

/** The endpoint; undefined if it is deleted. */
const endpointOf = async (call: Call, endpoint_id: string): Promise<Endpoint | undefined> =>
  (await unless('webhook_endpoint_not_found', call(getEndpoint, { endpoint_id }))) as Endpoint | undefined;

/** The response; undefined for this error. */
async function unless(code: ErrorCode, called: Promise<unknown>): Promise<unknown> {
  try {
    return await called;
  } catch (error) {
    if (error instanceof FailedCall && error.code === code) return undefined;
    throw error;
  }
}
