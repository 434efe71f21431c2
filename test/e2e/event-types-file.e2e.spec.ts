import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from '@jest/globals';

import { isOperationalType } from '@postrider/contracts';
import { Service } from '@postrider/testing';

import { errorOf } from '../support/api.js';
import { forAllTests } from '../support/for-all-tests.js';
import type { Postrider } from '../support/postrider.js';
import { patienceMs } from '../support/patience.js';

const folder = mkdtempSync(join(tmpdir(), 'postrider-event-types-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const paid = {
  type: 'invoice.paid',
  description: 'An invoice was paid.',
  example: { amount: 1 },
  schema: { required: ['amount'] },
};

/** Those are in every catalogue. */
const isNotOperational = ({ type }: { type: string }): boolean => !isOperationalType(type);

let postrider: Postrider;
const settings = {
  POSTRIDER_EVENT_TYPES_FILE: file('types.json', { event_types: [paid] }),
  POSTRIDER_BUILT_IN_EVENT_TYPES: 'false',
};
forAllTests({ dispatchers: 0, settings }, (services) => {
  ({ postrider } = services);
});

describe("the operator's file", () => {
  it('is the catalogue of every organization, with the built-in types turned off', async () => {
    const stranger = await postrider.addOrganization('Stranger');
    for (const { manage, project } of [postrider, stranger]) {
      const operators = { ...paid, source: 'operator', created_at: null, updated_at: null };
      expect((await manage.eventTypes()).filter(isNotOperational)).toEqual([operators]);
      await manage.createEndpoint({ url: 'https://example.com/', event_types: ['invoice.*', '*'] });
      expect((await project.publish('invoice.paid', { amount: 1 })).deliveries).toHaveLength(1);
      for (const [json, field] of [
        [{ type: 'invoice.paid', data: {} }, 'data.amount'],
        [{ type: 'budget.exceeded', data: {} }, 'type'],
      ] as const) {
        const response = await project.send('POST', '/events', { json });
        expect([response.status, errorOf(response).field]).toEqual([422, field]);
      }
    }
  });

  it('cannot be changed by an organization', async () => {
    for (const method of ['PATCH', 'DELETE']) {
      const response = await postrider.manage.send(method, '/event-types/invoice.paid');
      expect([response.status, errorOf(response).code]).toEqual([409, 'event_type_read_only']);
    }
  });

  it("does not replace an organization's own type of the same name", async () => {
    const own = { type: 'invoice.voided', description: 'Ours.', example: {}, schema: null };
    await postrider.manage.createEventType(own);
    const event_types = [
      paid,
      { ...own, description: "The operator's.", example: { a: 1 }, schema: { required: ['a'] } },
    ];
    const gateway = await postrider.addGateway({ POSTRIDER_EVENT_TYPES_FILE: file('later.json', { event_types }) });
    const manage = postrider.manageAt(gateway);
    expect((await manage.eventTypes()).filter(isNotOperational)).toEqual([
      expect.objectContaining({ type: 'invoice.paid', source: 'operator' }),
      expect.objectContaining({ ...own, source: 'organization' }),
    ]);
    await postrider.projectAt(gateway).publish('invoice.voided', {});
    await manage.deleteEventType('invoice.voided');
    expect(await manage.expect(200, 'GET', '/event-types/invoice.voided')).toMatchObject({ source: 'operator' });
  });

  it.each<[string, unknown, string[]]>([
    ['is not JSON', '{"event_types": [', ['expected a JSON file']],
    ['has another shape', { types: [] }, ['event_types: is required', 'types: is not a field']],
    [
      'has mistakes',
      {
        event_types: [
          { ...paid, type: 'paid', comment: '' },
          { ...paid, example: {} },
          { ...paid, schema: { type: 'thing', items: [] } },
        ],
      },
      ['event_types.0.type: expected', 'event_types.0.comment: is not a field'],
    ],
    [
      'has wrong types',
      { event_types: [paid, { ...paid, type: 'a.b', example: {} }, { ...paid, schema: { type: 'thing', items: [] } }] },
      [
        'event_types.1.example.amount: is required',
        'event_types.2.schema.type: expected',
        'event_types.2.schema.items: expected',
        'event_types.2.type: invoice.paid is in the file more than once',
      ],
    ],
  ])('that %s ends the gateway with 2, every mistake listed', async (name, content, problems) => {
    const path = file(`${name}.json`, content);
    const env = { ...postrider.env, POSTRIDER_EVENT_TYPES_FILE: path };
    const started = new Service({ app: 'gateway', env }).spawn();
    expect(await started.waitForExit(patienceMs)).toEqual({ code: 2, signal: null });
    const listed = started.lines.filter((line) => line.startsWith('  POSTRIDER_EVENT_TYPES_FILE: '));
    expect(listed).toEqual(problems.map((problem) => expect.stringContaining(problem)));
  });

  it('that does not exist stops the gateway from starting', async () => {
    const env = { ...postrider.env, POSTRIDER_EVENT_TYPES_FILE: join(folder, 'nowhere.json') };
    const started = new Service({ app: 'gateway', env }).spawn();
    expect(await started.waitForExit(patienceMs)).toEqual({ code: 2, signal: null });
    expect(started.tail(100)).toContain('nowhere.json');
  });
});
