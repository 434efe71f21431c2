import { type Receiver, waitUntil } from '@postrider/testing';

import type { Api } from './api.js';
import type { Postrider } from './postrider.js';
import { patienceMs } from './patience.js';

/** Retries so far apart that a retrying delivery stays pending during a test. */
export const dashboardSettings = { POSTRIDER_RETRY_BASE_MS: '600000', POSTRIDER_RETRY_MAX_MS: '3600000' };

/** Test data for the pages of the dashboard. */
export interface DashboardData {
  /** Delivered, retrying, failed, and without subscribers. */
  readonly events: Readonly<Record<'delivered' | 'retrying' | 'failed' | 'nobody' | 'hard', string>>;
  readonly deliveries: Readonly<Record<'delivered' | 'retrying' | 'failed' | 'hard', string>>;
  readonly endpoints: Readonly<Record<'healthy' | 'broken' | 'gone', string>>;
  /** An event type of the organization, with a schema. */
  readonly eventType: string;
  readonly operation: string;
  readonly customer: string;
}

const arabic = 'طلب جديد من متجر «الأمانة» – يُرجى التحقق من عنوان التسليم قبل الشحن';

/** Creates endpoints that are healthy, failing and gone, and publishes events to them. */
export async function fillDashboard({ manage, project }: Postrider, receiver: Receiver): Promise<DashboardData> {
  receiver.on('/hooks/billing', { status: 200, body: '{"received":true}' });
  receiver.on('/hooks/warehouse', { status: 503, body: 'upstream connect error: the warehouse is being migrated' });
  receiver.on('/hooks/old-crm', { status: 410, body: 'Gone' });
  const eventType = await createOwnType(manage);
  const [healthy, broken, gone] = await Promise.all([
    endpoint(manage, receiver, '/hooks/billing', ['budget.*', eventType], 'Billing, production'),
    endpoint(
      manage,
      receiver,
      `/hooks/warehouse?${'region=eu-central-1&'.repeat(20)}`,
      ['provider.health_changed'],
      arabic,
    ),
    endpoint(manage, receiver, '/hooks/old-crm', ['routing_config.*'], null),
  ]);

  for (let n = 1; n <= 24; n += 1) {
    await project.publish('budget.threshold_reached', {
      budget_id: `bud_${n}`,
      threshold_percent: 80,
      spend_usd: 812.4 + n,
    });
  }
  const failed = await one(project, 'routing_config.updated', { routing_config_id: 'rc_41xz', name: 'default-chat' });
  const retrying = await one(project, 'provider.health_changed', { provider: 'acme-inference', state: 'degraded' });
  const delivered = await one(project, 'budget.exceeded', {
    budget_id: 'bud_8f2k1',
    spend_usd: 1003.17,
    cap_usd: 1000,
  });
  const hard = await one(project, eventType, { order_id: 'ord_5512', note: arabic, token: 'x'.repeat(3_000) });
  const nobody = await project.publish('api_key.revoked', {
    api_key_id: 'ak_77hd',
    name: 'staging',
    last_four: '9f3c',
  });

  await Promise.all([
    status(manage, failed.delivery, 'failed'),
    status(manage, delivered.delivery, 'delivered'),
    status(manage, hard.delivery, 'delivered'),
    attempted(manage, retrying.delivery),
  ]);
  const { id: operation } = await manage.replayAll({ event_type: 'budget.threshold_reached' });
  await manage.operationEnded(operation);
  return {
    events: {
      delivered: delivered.event,
      retrying: retrying.event,
      failed: failed.event,
      hard: hard.event,
      nobody: nobody.id,
    },
    deliveries: {
      delivered: delivered.delivery,
      retrying: retrying.delivery,
      failed: failed.delivery,
      hard: hard.delivery,
    },
    endpoints: { healthy, broken, gone },
    eventType,
    operation,
    customer: await createCustomer(manage, receiver),
  };
}

/** A customer with long texts, and an endpoint of its own. */
async function createCustomer(manage: Api, receiver: Receiver): Promise<string> {
  const customer = await manage.putCustomer(`tenant/${'very-long-uid-'.repeat(8)}end`, {
    ...{ name: arabic, metadata: { plan: 'pro', note: 'x'.repeat(300) } },
    ...{ rate_limit: 50, allowed_event_types: ['budget.*', 'api_key.revoked'] },
  });
  await manage.createEndpoint({
    ...{ url: receiver.url('/hooks/tenant'), event_types: ['budget.*'], name: 'Tenant', customer: customer.uid },
  });
  await manage.putCustomer('left', { active: false });
  return customer.id;
}

async function createOwnType(manage: Api): Promise<string> {
  const { type } = await manage.createEventType({
    type: 'shop.order_placed',
    description: 'A customer placed an order. Amounts are in cents.',
    example: { order_id: 'ord_5512', total_cents: 4990 },
    schema: { type: 'object', required: ['order_id'], properties: { order_id: { type: 'string' } } },
  });
  await manage.createEventType({
    type: `shop.${'very_long_name_'.repeat(7)}end`,
    description: arabic,
    example: { note: arabic },
  });
  return type;
}

async function endpoint(
  manage: Api,
  receiver: Receiver,
  path: string,
  event_types: string[],
  description: string | null,
): Promise<string> {
  return (await manage.createEndpoint({ url: receiver.url(path), event_types, description })).id;
}

async function one(project: Api, type: string, data: object): Promise<{ event: string; delivery: string }> {
  const { id, deliveries } = await project.publish(type, data);
  const [delivery] = deliveries;
  if (delivery === undefined) throw new Error(`${type} had no subscribers`);
  return { event: id, delivery: delivery.id };
}

function status(manage: Api, id: string, wanted: string): Promise<unknown> {
  return waitUntil(async () => (await manage.delivery(id)).status === wanted, {
    what: `delivery ${id} to be ${wanted}`,
    timeoutMs: patienceMs,
  });
}

function attempted(manage: Api, id: string): Promise<unknown> {
  return waitUntil(async () => (await manage.delivery(id)).attempt_count > 0, {
    what: `delivery ${id} to be attempted`,
    timeoutMs: patienceMs,
  });
}
