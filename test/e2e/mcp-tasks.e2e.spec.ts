import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Endpoint, Overview, PublishedEvent } from '@postrider/contracts';
import { type Receiver, waitUntil } from '@postrider/testing';

import { checkout, readText } from '../deploy/checkout.js';
import { section, tableRows } from '../deploy/documents.js';
import { type CreatedEndpoint, onlyDelivery, type Page } from '../support/api.js';
import { forAllTests } from '../support/for-all-tests.js';
import { type Call, CostlyMcp } from '../support/mcp-cost.js';
import { patienceMs } from '../support/patience.js';
import type { Postrider } from '../support/postrider.js';

const pagePath = 'docs/mcp.md';
const heading = '## Twenty tasks';

const published = 15;

/** Ports and durations have more or fewer digits. */
const noiseKb = 0.1;

interface Explained {
  readonly delivery: { readonly id: string; readonly status: string };
  readonly why: string;
  readonly todo: readonly string[];
}

interface Task {
  readonly title: string;
  readonly run: (agent: CostlyMcp) => Promise<void>;
}

let postrider: Postrider;
let receiver: Receiver;
let orders: CreatedEndpoint;
let gone: CreatedEndpoint;
let order: PublishedEvent;
let waiting: string;

const costs = new Map<string, readonly Call[]>();

/** A delivery has two attempts, and then fails. */
const settings = {
  POSTRIDER_RETRY_JITTER: '0',
  POSTRIDER_RETRY_FACTOR: '100',
  POSTRIDER_RETRY_HORIZON_MS: '4000',
  POSTRIDER_ATTEMPT_TIMEOUT_MS: '60000',
};

forAllTests({ settings }, (services) => {
  ({ postrider, receiver } = services);
});

beforeAll(async () => {
  const { manage, project } = postrider;
  receiver
    .on('/orders', { status: 503, body: '{"error":"the database is down"}' })
    .on('/slow', 'hang')
    .on('/gone', { status: 410 });
  await manage.createEventType({
    type: 'shop.order_placed',
    description: 'A customer placed an order.',
    example: { order_id: '1', total_cents: 4990 },
  });
  const create = (path: string, type: string): Promise<CreatedEndpoint> =>
    manage.createEndpoint({ url: receiver.url(path), name: path.slice(1), event_types: [type] });
  orders = await create('/orders', 'shop.order_placed');
  await create('/budgets', 'budget.exceeded');
  await create('/slow', 'budget.threshold_reached');
  gone = await create('/gone', 'api_key.revoked');
  await manage.expect(200, 'PATCH', '/searchable-paths', { json: { paths: ['data.order_id'] } });
  const data = { total_cents: 4990, items: Array.from({ length: 12 }, (_, n) => ({ sku: `sku-${n}`, quantity: 2 })) };
  for (let n = 0; n < published; n++)
    await project.publish('shop.order_placed', { order_id: String(4700 + n), ...data });
  const { data: found } = await manage.events('?data.order_id=4711');
  const [first] = found;
  if (!first) throw new Error('order 4711 is not found');
  order = first;
  await project.publish('budget.exceeded', { budget_id: 'bud_1' }, 'budget-42');
  await project.publish('experiment.completed', { experiment_id: 'exp_1' });
  waiting = onlyDelivery(await project.publish('budget.threshold_reached', { budget_id: 'bud_1' }));
  await receiver.waitFor(({ path }) => path === '/slow');
  await manage.completed(onlyDelivery(await project.publish('api_key.revoked', { api_key_id: 'ak_1' })));
  await manage.completedDeliveries(orders.id);
  const isCounted = async (): Promise<boolean> =>
    ((await manage.expect(200, 'GET', '/overview')) as Overview).totals.failed_attempts === 2 * published + 1;
  await waitUntil(isCounted, { what: 'all attempts to be counted', timeoutMs: patienceMs });
});

const find = async (agent: CostlyMcp, order_id: string): Promise<string> => {
  const { data } = await agent.call<Page<{ id: string }>>('list_webhook_events', { data: { order_id } });
  return data[0]?.id ?? '';
};
const explain = (agent: CostlyMcp, id: string): Promise<Explained> =>
  agent.call<Explained>('explain_webhook_delivery', { id });

const tasks: readonly Task[] = [
  {
    title: 'Why did the webhook of order 4711 not arrive?',
    run: async (agent) => {
      const { why, todo } = await explain(agent, await find(agent, '4711'));
      expect(why).toContain('Responded with 503.');
      expect(todo.join('\n')).toContain('replay_webhook_delivery');
    },
  },
  {
    title: 'Send order 4711 again after the receiver is repaired',
    run: async (agent) => {
      receiver.on('/orders', { status: 200 });
      const { delivery } = await explain(agent, await find(agent, '4711'));
      await agent.call('replay_webhook_delivery', { delivery_id: delivery.id });
      expect(await postrider.manage.completed(delivery.id)).toMatchObject({ status: 'delivered' });
    },
  },
  {
    title: 'What is failing?',
    run: async (agent) => {
      const overview = await agent.call('get_webhook_overview');
      expect(overview).toMatchObject({ failed_attempts_by_cause: { '503': expect.any(Number) } });
      expect(JSON.stringify(overview).length).toBeLessThan(2_000);
    },
  },
  {
    title: 'Why do deliveries to an endpoint fail?',
    run: async (agent) => {
      const { data } = await agent.call<Page<{ id: string }>>('list_webhook_deliveries', {
        ...{ endpoint_id: orders.id, status: 'failed', limit: 1 },
      });
      expect((await explain(agent, data[0]?.id ?? '')).why).toContain('503');
    },
  },
  {
    title: 'Why is a delivery still pending?',
    run: async (agent) => {
      expect((await explain(agent, waiting)).why).toContain('waits for its turn');
    },
  },
  {
    title: "Did the event with the producer's own id arrive?",
    run: async (agent) => {
      expect(await explain(agent, 'budget-42')).toMatchObject({ delivery: { status: 'delivered' } });
    },
  },
  {
    title: 'Why did nobody get an event?',
    run: async (agent) => {
      const { data } = await agent.call<Page<{ id: string }>>('list_webhook_events', {
        ...{ delivered_to: 'nobody', limit: 1 },
      });
      expect((await explain(agent, data[0]?.id ?? '')).why).toContain('No active endpoint subscribed');
    },
  },
  {
    title: 'Which deliveries failed, most recent first?',
    run: async (agent) => {
      const { data } = await agent.call<Page<object>>('list_webhook_deliveries', { status: 'failed' });
      expect(data).toHaveLength(10);
    },
  },
  {
    title: 'Which endpoints are inactive, and why?',
    run: async (agent) => {
      const { data } = await agent.call<Page<Endpoint>>('list_webhook_endpoints', {
        fields: ['id', 'url', 'active', 'disabled_reason'],
      });
      expect(data.filter(({ active }) => !active)).toMatchObject([{ id: gone.id, disabled_reason: 'gone' }]);
    },
  },
  {
    title: 'Activate an endpoint, and send what it missed',
    run: async (agent) => {
      receiver.on('/gone', { status: 200 });
      await agent.call('update_webhook_endpoint', { endpoint_id: gone.id, active: true });
      const since = new Date(Date.now() - 3_600_000).toISOString();
      const { id } = await agent.call<{ id: string }>('recover_webhook_endpoint', { endpoint_id: gone.id, since });
      expect(await postrider.manage.operationEnded(id)).toMatchObject({ status: 'completed' });
    },
  },
  {
    title: 'Replay all failed deliveries of an endpoint',
    run: async (agent) => {
      const { id } = await agent.call<{ id: string }>('bulk_replay_webhook_deliveries', {
        ...{ endpoint_id: orders.id, status: 'failed' },
      });
      await postrider.manage.operationEnded(id);
      expect(await agent.call('get_webhook_operation', { operation_id: id })).toMatchObject({ status: 'completed' });
      await postrider.manage.completedDeliveries(orders.id);
    },
  },
  {
    title: 'What did the receiver get, and respond?',
    run: async (agent) => {
      const delivery = await agent.call('get_webhook_delivery', { delivery_id: onlyDelivery(order) });
      expect(delivery).toMatchObject({ payload: { data: { order_id: '4711' } }, response_status: 200 });
    },
  },
  {
    title: 'Show the exact headers of the last request',
    run: async (agent) => {
      const { data } = await agent.call<Page<{ id: string }>>('list_webhook_deliveries', {
        ...{ event_type: 'budget.exceeded', limit: 1, fields: ['id'] },
      });
      const delivery = await agent.call('get_webhook_delivery', { delivery_id: data[0]?.id, fields: ['attempts'] });
      expect(JSON.stringify(delivery)).toContain('webhook-signature');
    },
  },
  {
    title: 'Create an endpoint, and test it',
    run: async (agent) => {
      const { id } = await agent.call<Endpoint>('create_webhook_endpoint', {
        ...{ url: receiver.url('/new'), event_types: ['shop.*'] },
      });
      const sent = await agent.call<{ id: string }>('send_webhook_test', {
        ...{ endpoint_id: id, event_type: 'shop.order_placed' },
      });
      await postrider.manage.completed(sent.id);
      expect(await explain(agent, sent.id)).toMatchObject({ delivery: { status: 'delivered' } });
    },
  },
  {
    title: 'Rotate the signing secret of an endpoint',
    run: async (agent) => {
      const rotated = await agent.call('rotate_webhook_secret', { endpoint_id: orders.id });
      expect(rotated).toMatchObject({ signing_secret: expect.stringMatching(/^whsec_/) });
    },
  },
  {
    title: 'Change the URL of an endpoint that has a name',
    run: async (agent) => {
      const { data } = await agent.call<Page<Endpoint>>('list_webhook_endpoints', { name: 'orders' });
      const url = receiver.url('/moved');
      const moved = await agent.call('update_webhook_endpoint', { endpoint_id: data[0]?.id, url });
      expect(moved).toMatchObject({ id: orders.id, url });
    },
  },
  {
    title: 'Who changed an endpoint?',
    run: async (agent) => {
      const { data } = await agent.call<Page<object>>('get_webhook_endpoint_history', { endpoint_id: orders.id });
      expect(data[0]).toMatchObject({ actor: { via: 'mcp' } });
    },
  },
  {
    title: 'Add a customer with an endpoint',
    run: async (agent) => {
      await agent.call('put_webhook_customer', { customer: 'acme', name: 'Acme Inc.' });
      const created = await agent.call('create_webhook_endpoint', {
        ...{ customer: 'acme', url: receiver.url('/acme'), event_types: ['*'] },
      });
      expect(created).toMatchObject({ customer: { uid: 'acme' } });
    },
  },
  {
    title: 'Add an event type, and publish an event',
    run: async (agent) => {
      const type = 'shop.order_shipped';
      await agent.call('create_webhook_event_type', {
        ...{ type, description: 'An order was shipped.', example: { order_id: '1' } },
      });
      const published = await agent.call('publish_webhook_event', { type, data: { order_id: '4711' } });
      expect(published).toMatchObject({ type });
    },
  },
  {
    title: 'Find events by another value in their data',
    run: async (agent) => {
      const { paths } = await agent.call<{ paths: string[] }>('get_webhook_searchable_paths');
      await agent.call('update_webhook_searchable_paths', { paths: [...paths, 'data.invoice_id'] });
      const { data } = await agent.call<Page<object>>('list_webhook_events', { data: { invoice_id: 'inv_1' } });
      expect(data).toEqual([]);
    },
  },
];

const server = () => ({ url: postrider.url, key: postrider.keys.management_key });
const kb = (bytes: number): number => Math.round(bytes / 100) / 10;
const bytesOf = (calls: readonly Call[]): number => calls.reduce((sum, { bytes }) => sum + bytes, 0);

/** Cells of the row of a task. */
const rowOf = (title: string, calls: readonly Call[]): string[] => [
  title,
  calls.map(({ name }) => `\`${name}\``).join(', '),
  `${kb(bytesOf(calls)).toFixed(1)} kB`,
];

describe('an agent with the shortest sequence of calls', () => {
  it.each(tasks.map((task) => [task.title, task] as const))('does the task: %s', async (title, { run }) => {
    const agent = new CostlyMcp(server());
    await run(agent);
    costs.set(title, agent.calls);
    expect(agent.calls.length).toBeLessThanOrEqual(3);
    expect(bytesOf(agent.calls)).toBeLessThan(6_000);
  });

  it('reads a list of tools of less than 16,000 bytes', async () => {
    const { bytes } = await new CostlyMcp(server()).request('tools/list');
    costs.set('The list of tools, once', [{ name: 'tools/list', bytes }]);
    expect(bytes).toBeLessThan(16_000);
  });

  it('has the costs of docs/mcp.md (else: npm run docs:mcp)', async () => {
    const page = await readText(pagePath);
    const rows = Array.from(costs, ([title, calls]) => rowOf(title, calls));
    expect(rows).toHaveLength(21);
    if (process.env.MCP_PAGE === 'docs') {
      await writeFile(join(checkout, pagePath), withTable(page, rows));
      return;
    }
    const documented = tableRows(section(page, heading));
    expect(documented.map((row) => row.slice(0, 2))).toEqual(rows.map((row) => row.slice(0, 2)));
    for (const [i, [title, , cost = '']] of rows.entries()) {
      const difference = Math.abs(parseFloat(documented[i]?.[2] ?? '') - parseFloat(cost));
      expect([title, difference <= noiseKb + 0.001]).toEqual([title, true]);
    }
  });
});

/** The page with the table at the end of its last section. */
function withTable(page: string, rows: readonly string[][]): string {
  const [before = ''] = page.split('<!-- prettier-ignore -->\n| Task', 1);
  const lines = [['Task', 'Calls', 'Parameters and results'], ['---', '---', '---'], ...rows];
  return `${before}<!-- prettier-ignore -->\n${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
}
