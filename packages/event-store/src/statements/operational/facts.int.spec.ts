import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { operationalEventTypes, subscriptionCovers, type Actor } from '@postrider/contracts';
import {
  deactivateEndpoint,
  deleteEndpoint,
  rotateSecret,
  updateEndpoint,
  type EndpointState,
} from '@postrider/domain';
import * as commands from '../../commands/change-endpoint.js';
import { createOrganization, openDatabase, type TestDatabase } from '../../postgres/database.fixture.spec.js';
import { operationalSubscriptions } from '../../postgres/migrations/1764950000000-operational-subscribers.js';
import { addEndpoint, attempt, publish, refused, responded } from '../../read-models/commands.fixture.spec.js';
import { rebuildCounters } from '../../read-models/counters/rebuild-counters.js';
import { rollUpCounters } from '../../read-models/counters/rollup.js';
import { takeFacts, type FactRow } from './facts.js';
import { findSubscribing } from './subscribers.js';

let test: TestDatabase;
let organization_id: string;
let endpoint: EndpointState;
beforeAll(async () => {
  test = await openDatabase();
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.database.query('DELETE FROM operational_facts');
  organization_id = await createOrganization(test.database);
  endpoint = await addEndpoint(test.database, organization_id, { event_types: ['budget.*'] });
});

const subscribe = (): Promise<EndpointState> =>
  addEndpoint(test.database, organization_id, { event_types: ['postrider.delivery.*'] });

const facts = (): Promise<FactRow[]> => test.database.transaction((sql) => takeFacts(sql, 100));

const attempted = async (outcome = refused, event_type = 'budget.exceeded'): Promise<string> => {
  const { database } = test;
  const { deliveries } = await publish(database, { organization_id, endpoint_ids: [endpoint.id], event_type });
  const [id = ''] = deliveries;
  await attempt(database, id, outcome);
  await rollUpCounters(database, 1_000);
  return id;
};

const gone = responded(410);

describe('facts of attempts', () => {
  it('are noted if an endpoint of the organization subscribes, by any of the subscriptions', async () => {
    await attempted();
    expect(await facts()).toEqual([]);
    await subscribe();
    await attempted();
    expect(await facts()).toMatchObject([
      {
        type: 'attempts',
        organization_id,
        endpoint_id: endpoint.id,
        data: {
          delivered: 0,
          failed_attempts: 1,
          last_success: null,
          first_failure: expect.stringMatching(/^2\S+Z connection_refused -$/),
          failed: 0,
          first_failed: null,
        },
      },
    ]);
    const covering = (pattern: string) =>
      Object.keys(operationalEventTypes).some((type) => subscriptionCovers(pattern, type));
    expect(operationalSubscriptions.filter((pattern) => !covering(pattern))).toEqual([]);
    const parts = Object.keys(operationalEventTypes).map((type) => type.split('.'));
    const prefixes = parts.flatMap(([a, b = '', c]) => [`${a}.*`, `${a}.${b}.*`, `${a}.${b}.${c}`]);
    expect(operationalSubscriptions.toSorted()).toEqual([...new Set(prefixes)].toSorted());
  });

  it('have the first and the last delivery that failed', async () => {
    await subscribe();
    const id = await attempted(gone);
    const [fact] = await facts();
    expect(fact?.data).toMatchObject({
      failed: 1,
      first_failed: expect.stringContaining(` ${id} budget.exceeded endpoint_gone`),
      last_failed: expect.stringContaining(` ${id} `),
    });
  });

  it('are noted of a success only after a failure', async () => {
    await subscribe();
    await attempted(responded(200));
    expect(await facts()).toEqual([]);
    await attempted();
    await attempted(responded(200));
    expect((await facts()).map(({ data }) => data)).toMatchObject([
      { delivered: 0, failed_attempts: 1 },
      { delivered: 1, last_success: expect.any(String) },
    ]);
    await test.database.query(
      `INSERT INTO operational_alerts (subject, organization_id, state) VALUES ($1, $2, '{}')`,
      [endpoint.id, organization_id],
    );
    await attempted(responded(200));
    expect(await facts()).toHaveLength(1);
  });

  it('are not noted of deliveries of operational events', async () => {
    await subscribe();
    await attempted(gone, 'postrider.endpoint.failing');
    expect(await facts()).toEqual([]);
    // In one rollup with others.
    const { deliveries } = await publish(test.database, {
      ...{ organization_id, endpoint_ids: [endpoint.id], event_type: 'postrider.endpoint.failing' },
    });
    await attempt(test.database, deliveries[0] ?? '', gone);
    await attempted();
    expect((await facts()).map(({ data }) => data)).toMatchObject([{ failed_attempts: 1, failed: 0 }]);
  });

  it('are not noted again by a rebuild of the counters', async () => {
    await subscribe();
    await attempted(gone);
    await facts();
    await rebuildCounters(test.database);
    expect(await facts()).toEqual([]);
  });
});

describe('facts of endpoints', () => {
  it('are noted in the transaction of their events, with what asked for them and without secrets', async () => {
    const actor: Actor = { via: 'api', key_id: 'key_1' };
    const now = new Date('2026-11-23T10:00:00.000Z');
    const change = (decide: Parameters<typeof commands.changeEndpoint>[2]) =>
      test.database.transaction((sql) => commands.changeEndpoint(sql, { id: endpoint.id }, decide, now, actor));
    await change((state) => deactivateEndpoint(state, null));
    await change((state) => updateEndpoint(state, { active: true }));
    await change((state) => rotateSecret(state, 'sealed-2', now, 3_600_000));
    await change(deleteEndpoint);
    const noted = await facts();
    expect(noted.map(({ type, data }) => ({ type, data }))).toEqual([
      { type: 'deactivated', data: { version: 2, reason: null, actor } },
      { type: 'renewed', data: {} },
      {
        type: 'secret_rotated',
        data: { version: 4, at: now.toISOString(), expires_at: '2026-11-23T11:00:00.000Z' },
      },
      { type: 'deleted', data: {} },
    ]);
    expect(new Set(noted.map((fact) => fact.endpoint_id))).toEqual(new Set([endpoint.id]));
  });

  it('disappear with a transaction that is rolled back', async () => {
    const failed = test.database.transaction(async (sql) => {
      await commands.changeEndpoint(sql, { id: endpoint.id }, (state) => deactivateEndpoint(state, 'gone'), new Date());
      throw new Error('rolled back');
    });
    await expect(failed).rejects.toThrow('rolled back');
    expect(await facts()).toEqual([]);
  });
});

describe('a fact that is committed later than one with a higher id', () => {
  it('is read, too', async () => {
    const note = `INSERT INTO operational_facts (organization_id, type, data) VALUES ($1, 'renewed', '{}') RETURNING id`;
    const { promise: noted, resolve: wasNoted } = Promise.withResolvers<string>();
    const { promise: may, resolve: commit } = Promise.withResolvers<undefined>();
    const slow = test.database.transaction(async (sql) => {
      wasNoted((await sql.query<{ id: string }>(note, ['slow'])).rows[0]?.id ?? '');
      await may;
    });
    const first = await noted;
    await test.database.query(note, ['fast']);
    expect((await facts()).map((fact) => fact.organization_id)).toEqual(['fast']);
    commit(undefined);
    await slow;
    expect(await facts()).toMatchObject([{ id: first, organization_id: 'slow' }]);
  });
});

describe('the organizations that subscribe', () => {
  it('have an endpoint that names operational events, active or not, and is not deleted', async () => {
    const other = await createOrganization(test.database);
    await addEndpoint(test.database, other, { event_types: ['*'] });
    const { id } = await addEndpoint(test.database, organization_id, {
      event_types: ['*', 'postrider.*'],
      active: false,
    });
    const found = () => findSubscribing(test.database, [organization_id, other]);
    expect(await found()).toEqual(new Set([organization_id]));
    await test.database.transaction((sql) => commands.changeEndpoint(sql, { id }, deleteEndpoint, new Date()));
    expect(await found()).toEqual(new Set());
  });
});
