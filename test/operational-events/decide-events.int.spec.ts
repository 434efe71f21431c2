import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createEndpoint, defaultEndpoint } from '@postrider/domain';
import { addEndpoint, Database, migrate, readOutbox, removeFromOutbox } from '@postrider/event-store';
import { createDatabase, dropDatabase, newId } from '@postrider/testing';

import { decideBacklog, decideEvents } from '../../apps/gateway/src/operational-events/decide-events.js';

const adminUrl = process.env.POSTRIDER_TEST_DATABASE_URL ?? '';
const minute = 60_000;
const start = Date.now();
const at = (ms: number): Date => new Date(start + ms);

let name: string;
let database: Database;
let organization_id: string;
let endpoint_id: string;
beforeAll(async () => {
  const created = await createDatabase(adminUrl);
  name = created.name;
  await migrate(created.url);
  database = new Database({ url: created.url, size: 4, timeoutMs: 20_000, name: 'test' });
});
afterAll(async () => {
  await database.end();
  await dropDatabase(adminUrl, name);
});
beforeEach(async () => {
  for (const table of ['facts', 'alerts', 'outbox']) await database.query(`DELETE FROM operational_${table}`);
  organization_id = newId('organization');
  await addSubscriber(['postrider.*']);
  endpoint_id = await addSubscriber(['budget.*']);
});

async function addSubscriber(event_types: string[]): Promise<string> {
  const id = newId('endpoint');
  const events = createEndpoint({ ...defaultEndpoint, url: 'https://example.com/', event_types }, 'sealed');
  await addEndpoint(database, { id, organization_id }, events, new Date());
  return id;
}

const settings = {
  intervalMs: 1_000,
  failingAfterMs: 15 * minute,
  windowMs: 10 * minute,
  secretExpiringMs: 120 * minute,
  backlogAgeMs: 5 * minute,
  operatorOrganizationId: undefined,
};

const contacts = { delayMs: 0, digestMs: 0 };

const decide = (now = 0) => decideEvents(database, { settings, contacts, now: at(now) });

const note = (data: object, organization = organization_id): Promise<unknown> =>
  database.query(
    `INSERT INTO operational_facts (organization_id, endpoint_id, type, data) VALUES ($1, $2, 'attempts', $3)`,
    [
      organization,
      endpoint_id,
      JSON.stringify({ delivered: 0, failed_attempts: 0, last_success: null, failed: 0, ...data }),
    ],
  );

const failure = (ms: number) => {
  const text = `${at(ms).toISOString()} timeout -`;
  return { failed_attempts: 1, first_failure: text, last_failure: text, first_failed: null, last_failed: null };
};
const lost = (ms: number, id: string) => {
  const text = `${at(ms).toISOString()} ${id} budget.exceeded timeout`;
  return { first_failure: null, last_failure: null, failed: 1, first_failed: text, last_failed: text };
};

const types = async (): Promise<string[]> => (await readOutbox(database, 100)).map(({ type }) => type);

const rows = async (table: string): Promise<number> =>
  (await database.query(`SELECT FROM operational_${table}`)).rows.length;

describe('a step', () => {
  it('decides on each fact once, also if two processes do it at the same time', async () => {
    await note(failure(0));
    await note(failure(15 * minute));
    const both = await Promise.all([decide(15 * minute), decide(15 * minute)]);
    expect(both.reduce((sum, { decided }) => sum + decided, 0)).toBe(1);
    expect(await types()).toEqual(['postrider.endpoint.failing']);
    expect((await decide(16 * minute)).decided).toBe(0);
    expect(await types()).toEqual(['postrider.endpoint.failing']);
    expect(await rows('facts')).toBe(0);
  });

  it('that fails forgets no fact and decides nothing', async () => {
    await note(failure(0));
    await note(failure(15 * minute));
    await database.query('ALTER TABLE operational_outbox RENAME TO missing');
    await expect(decide(15 * minute)).rejects.toThrow('operational_outbox');
    await database.query('ALTER TABLE missing RENAME TO operational_outbox');
    expect([await rows('facts'), await rows('alerts'), await rows('outbox')]).toEqual([2, 0, 0]);
    await decide(15 * minute);
    expect(await types()).toEqual(['postrider.endpoint.failing']);
  });

  it('leaves events to be published with the same id and text until they are removed', async () => {
    await note(lost(0, 'whd_1'));
    await decide();
    const [first] = await readOutbox(database, 100);
    expect(await readOutbox(database, 100)).toEqual([first]);
    expect(JSON.parse(first?.data ?? '')).toMatchObject({ endpoint_id, count: 1 });
    await removeFromOutbox(database, [first?.id ?? '']);
    expect(await types()).toEqual([]);
  });

  it('reports the failures of a window when it ends, without a further fact, and then forgets the window', async () => {
    await note(lost(0, 'whd_1'));
    await decide();
    await note(lost(minute, 'whd_2'));
    await decide(minute);
    expect(await types()).toEqual(['postrider.delivery.failed']);
    await decide(10 * minute);
    expect(await types()).toEqual(['postrider.delivery.failed', 'postrider.delivery.failed']);
    await decide(20 * minute);
    expect(await rows('alerts')).toBe(0);
  });

  it('stores no event that would go to nobody', async () => {
    await database.query(`UPDATE endpoints SET event_types = '{postrider.endpoint.*}' WHERE organization_id = $1`, [
      organization_id,
    ]);
    await note(lost(0, 'whd_1'));
    expect((await decide()).decided).toBe(0);
    await database.query('UPDATE endpoints SET event_types = $2 WHERE organization_id = $1', [
      organization_id,
      ['budget.*'],
    ]);
    await database.query('UPDATE endpoints SET event_types = $2 WHERE id = $1', [endpoint_id, ['postrider.*']]);
    // Only the endpoint itself subscribes.
    await note(failure(0));
    await note(failure(15 * minute));
    expect((await decide(15 * minute)).decided).toBe(0);
    expect(await types()).toEqual([]);
  });

  it('drops facts of an organization without a subscriber, and what is remembered of its endpoints', async () => {
    await note(failure(0));
    await decide();
    expect(await rows('alerts')).toBe(1);
    await database.query(`UPDATE endpoints SET event_types = '{*}' WHERE organization_id = $1`, [organization_id]);
    await note(failure(20 * minute));
    expect((await decide(20 * minute)).decided).toBe(0);
    expect([await rows('facts'), await rows('alerts')]).toEqual([0, 0]);
  });
});

describe('the backlog', () => {
  const look = (now: number) =>
    decideBacklog(database, {
      settings: { ...settings, operatorOrganizationId: organization_id },
      contacts,
      now: at(now),
    });
  const wait = (since: number): Promise<unknown> =>
    database.query(
      'INSERT INTO pending_deliveries (organization_id, id, endpoint_id, next_attempt_at) VALUES ($1, $2, $3, $4)',
      [organization_id, newId('delivery'), endpoint_id, at(since)],
    );

  it('is reported when it becomes old, and again after it was short', async () => {
    await wait(0);
    expect([await look(minute), await look(5 * minute), await look(6 * minute)]).toEqual([0, 1, 0]);
    await database.query('DELETE FROM pending_deliveries');
    expect(await look(7 * minute)).toBe(0);
    await wait(7 * minute);
    expect([await look(8 * minute), await look(12 * minute)]).toEqual([0, 1]);
    expect(await types()).toEqual(['postrider.backlog.aging', 'postrider.backlog.aging']);
    await database.query('DELETE FROM pending_deliveries');
  });

  it('is reported to no one but the organization of the operator', async () => {
    await wait(0);
    expect(await decideBacklog(database, { settings, contacts, now: at(60 * minute) })).toBe(0);
    await database.query('DELETE FROM pending_deliveries');
  });
});
