import { describe, expect, it } from '@jest/globals';

import { Database } from '@postrider/event-store';
import { sanitizeLines } from '@postrider/terminal';
import type { Receiver } from '@postrider/testing';

import { Api, onlyDelivery } from '../support/api.js';
import { forAllTests } from '../support/for-all-tests.js';
import { historyOf } from '../support/history.js';
import type { Postrider } from '../support/postrider.js';

let postrider: Postrider;
let receiver: Receiver;

forAllTests({}, (services) => {
  ({ postrider, receiver } = services);
});

describe('migrate and bootstrap', () => {
  it('change nothing when they are repeated', async () => {
    const migration = await postrider.admin.run('migrate');
    expect(migration).toMatchObject({ code: 0, stdout: expect.stringContaining('up to date') });
    const before = await postrider.admin.json('keys', 'list');
    expect(await postrider.admin.json('bootstrap')).toEqual({ created: false });
    expect(await postrider.admin.json('keys', 'list')).toEqual(before);
  });
});

describe('migrate', () => {
  it('shows the schema, and refuses a migration that is not of this release', async () => {
    const { stdout } = await postrider.admin.run('migrate', 'status');
    expect(stdout).toMatch(/^fit: current$/m);
    expect(await postrider.admin.run('migrate', '--to', '1899000000000')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('expected a migration of this release: 17'),
    });
  });
});

describe('organizations and keys', () => {
  it('can be created and used, and are listed without the secret keys', async () => {
    const id = await postrider.admin.createOrganization('Acme');
    const { data: organizations } = (await postrider.admin.json('organizations', 'list')) as { data: object[] };
    const created = { id, name: 'Acme', forward_traceparent: false, created_at: expect.any(String) };
    expect(organizations).toContainEqual(created);
    expect(organizations).toHaveLength(2);

    const management = await postrider.admin.createKey(id, 'management');
    const project = await postrider.admin.createKey(id, 'project');
    expect(management.key).toMatch(/^mlx_mk_[\w-]{43}$/);
    expect(project.key).toMatch(/^mlx_sk_[\w-]{43}$/);
    expect(await new Api(postrider.url, management.key).endpoints()).toEqual({ data: [], next_cursor: null });
    expect(await new Api(postrider.url, project.key).publish('budget.exceeded')).toMatchObject({ deliveries: [] });

    const listed = await postrider.admin.run('keys', 'list', '--organization', id, '--json');
    const { data: keys } = JSON.parse(listed.stdout) as { data: object[] };
    expect(keys).toMatchObject([
      { id: management.id, kind: 'management', last_four: management.key.slice(-4), revoked_at: null },
      { id: project.id, kind: 'project', last_four: project.key.slice(-4), revoked_at: null },
    ]);
    expect(listed.stdout).not.toContain(management.key);
  });

  it('lose access when a key is revoked', async () => {
    const { id, key } = await postrider.admin.createKey(await postrider.admin.createOrganization('Gone'), 'project');
    expect(await postrider.admin.json('keys', 'revoke', id)).toEqual({ id, revoked: true });

    const publish = { json: { type: 'budget.exceeded', data: {} } };
    expect((await new Api(postrider.url, key).send('POST', '/events', publish)).status).toBe(401);
    const { data } = (await postrider.admin.json('keys', 'list')) as { data: { id: string; revoked_at: string }[] };
    expect(data.find((each) => each.id === id)?.revoked_at).toMatch(/^\d{4}-/);
  });

  it('are stored so that a reader of the database cannot use a key', async () => {
    const database = new Database({ url: postrider.databaseUrl, size: 1, timeoutMs: 30_000, name: 'e2e' });
    const { rows } = await database.query('SELECT to_jsonb(api_keys)::text AS row FROM api_keys');
    await database.end();
    expect(rows.length).toBeGreaterThan(1);
    const { management_key, project_key } = postrider.keys;
    for (const key of [management_key, project_key]) expect(JSON.stringify(rows)).not.toContain(key.slice(7));
  });

  it.each([
    [['keys', 'create', '--organization', 'org_nope', '--kind', 'project'], /org_nope/],
    [['keys', 'create', '--organization', 'org_nope', '--kind', 'admin'], /admin/],
    [['keys', 'revoke', 'key_nope'], /key_nope/],
    [['organizations', 'create', '--name', ' '], /name/],
    [['organizations', 'forward-traceparent', 'org_nope', 'on'], /org_nope/],
    [['organizations', 'forward-traceparent', 'org_nope', 'perhaps'], /perhaps/],
    [['organizations', 'create', '--name', 'a\u001b[2J'], /name.*expected one line of text without control characters/],
    [
      ['keys', 'create', '--organization', 'org_x', '--kind', 'project', '--name', 'a\u202eb'],
      /name.*expected one line of text/,
    ],
    [['bootstrap', '--name', 'two\nlines'], /expected one line of text/],
    [['history', 'whd_nope'], /whd_nope/],
    [['no-such-command'], /no-such-command/],
  ])('that cannot be: %j says why on standard error', async (args, reason) => {
    const { code, stdout, stderr } = await postrider.admin.run(...args);
    expect(code).toBe(1);
    expect(stderr).toMatch(reason);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stdout).toBe('');
  });

  it('have names that cannot control the terminal, whatever the database contains', async () => {
    const database = new Database({ url: postrider.databaseUrl, size: 1, timeoutMs: 30_000, name: 'e2e' });
    const id = await postrider.admin.createOrganization('Hostile');
    const key = await postrider.admin.createKey(id, 'project');
    const hostile = 'a\u001b]0;title\u0007\u009b2J\u007f\u202e\nb';
    await database.query('UPDATE organizations SET name = $2 WHERE id = $1', [id, hostile]);
    await database.query('UPDATE api_keys SET name = $2 WHERE id = $1', [key.id, hostile]);
    try {
      for (const what of ['organizations', 'keys']) {
        const table = (await postrider.admin.run(what, 'list')).stdout;
        expect(table).toBe(sanitizeLines(table));
        expect(table).toContain('  a\u{fffd}]0;title\u{fffd}\u{fffd}2J\u{fffd}\u{fffd}\u{fffd}b  ');
        const json = (await postrider.admin.run(what, 'list', '--json')).stdout;
        expect(json).toBe(sanitizeLines(json));
        expect((JSON.parse(json) as { data: { name: string }[] }).data.map(({ name }) => name)).toContain(hostile);
      }
    } finally {
      await database.query('UPDATE organizations SET name = $2 WHERE id = $1', [id, 'Hostile']);
      await database.query('UPDATE api_keys SET name = NULL WHERE id = $1', [key.id]);
      await database.end();
    }
  });

  it('need a database', async () => {
    const { code, stderr } = await postrider.adminWithout('DATABASE_URL').run('keys', 'list');
    expect(code).toBe(1);
    expect(stderr).toContain('DATABASE_URL');
  });
});

describe('history', () => {
  it('lists the domain events of an endpoint, its event and its delivery', async () => {
    receiver.on('/told', (_, n) => ({ status: n === 1 ? 500 : 200, body: `response ${n}` }));
    const url = receiver.url('/told');
    const endpoint = await postrider.manage.createEndpoint({ url, event_types: ['api_key.revoked'] });
    const event = await postrider.project.publish('api_key.revoked', { name: 'staging' });
    const deliveryId = onlyDelivery(event);
    await postrider.manage.completed(deliveryId);
    await postrider.manage.replay(deliveryId);
    await postrider.manage.completed(deliveryId);
    await postrider.manage.updateEndpoint(endpoint.id, { description: 'told', active: false });
    await postrider.manage.rotateSecret(endpoint.id);
    await postrider.manage.deleteEndpoint(endpoint.id);

    const delivery = await historyOf(postrider.admin, deliveryId);
    expect(delivery.map(({ version, type }) => [version, type])).toEqual([
      [1, 'DeliveryScheduled'],
      [2, 'AttemptFailed'],
      [3, 'RetryScheduled'],
      [4, 'AttemptSucceeded'],
      [5, 'ReplayRequested'],
      [6, 'AttemptSucceeded'],
    ]);
    expect(delivery[1]?.data).toMatchObject({ number: 1, response_status: 500, response_body: 'response 1' });
    const endpointHistory = await historyOf(postrider.admin, endpoint.id);
    expect(endpointHistory.map(({ type }) => type)).toEqual([
      'EndpointCreated',
      'EndpointUpdated',
      'EndpointDeactivated',
      'EndpointSecretRotated',
      'EndpointDeleted',
    ]);
    expect(JSON.stringify(endpointHistory)).not.toContain(endpoint.signing_secret);
    const [published] = await historyOf(postrider.admin, event.id);
    expect(published).toMatchObject({ type: 'EventPublished', data: { event_type: 'api_key.revoked' } });

    const { stdout } = await postrider.admin.run('history', deliveryId);
    expect(stdout.trim().split('\n')).toHaveLength(6);
    expect(stdout).toMatch(/RetryScheduled.*next_attempt_at/);
  });
});

describe('partitions', () => {
  /** An event of the year 2020, when there was no partition, and one of a clock that was ahead by years. */
  const misplaced = ['evt_01dxf6dt000000000000000000', 'evt_02jv4x0w000000000000000000'];

  it('are listed, and misplaced rows are moved into the partitions of their weeks once', async () => {
    const event = await postrider.project.publish('budget.exceeded');
    const database = new Database({ url: postrider.databaseUrl, size: 1, timeoutMs: 30_000, name: 'e2e' });
    await database.query(
      `INSERT INTO published_events (id, organization_id, version, event_id, event_type, test, delivery_count, created_at)
       SELECT new_id, organization_id, version, event_id, event_type, test, delivery_count, created_at
         FROM published_events, unnest($1::text[]) AS new_id WHERE id = $2`,
      [misplaced, event.id],
    );
    const listed = (await postrider.admin.json('partitions')) as {
      data: { partition: string; rows?: number; from?: string; age_days?: number }[];
    };
    expect(listed.data).toEqual(
      expect.arrayContaining([
        { partition: 'published_events_other', bytes: expect.any(Number) },
        { partition: 'default, belongs in published_events_evt_20191230', from: '2019-12-30', rows: 1 },
      ]),
    );
    expect(listed.data.filter(({ rows }) => rows !== undefined)).toHaveLength(2);
    const current = listed.data.findLast(
      ({ partition, age_days }) => partition.startsWith('deliveries_whd') && age_days,
    );
    const { from = '' } = current ?? {};
    const later = (days: number): string =>
      new Date(Date.parse(from) + days * 24 * 3_600_000).toISOString().slice(0, 10);
    expect(current).toMatchObject({ to: later(7), drop_on: later(7 + 90), kept_for: null });
    const { stdout } = await postrider.admin.run('partitions', '--days', '30');
    expect(stdout).toContain(`  ${from}  ${later(7)}  ${String(current?.age_days)}  ${later(37)}  -`);

    const repaired = await postrider.admin.run('partitions', 'repair');
    expect(repaired).toMatchObject({ code: 0, stderr: '' });
    expect(repaired.stdout).toMatch(
      /^published_events_evt_20191230: moved 1 rows\npublished_events_evt_\d{8}: moved 1 rows\nmoved 2 rows in total\n$/,
    );
    const { rows } = await database.query(
      'SELECT tableoid::regclass::text AS home FROM published_events WHERE id = ANY($1)',
      [misplaced],
    );
    expect(rows).toHaveLength(2);
    expect(rows).not.toContainEqual({ home: 'published_events_other' });
    await database.query('DELETE FROM published_events WHERE id = ANY($1)', [misplaced]);
    await database.end();

    const again = await postrider.admin.run('partitions', 'repair');
    expect(again).toMatchObject({ code: 0, stdout: 'nothing to repair: every row is in the partition of its time\n' });
  });
});

describe('rebuild', () => {
  it('repairs damaged read models from the log, and finds nothing to repair afterwards', async () => {
    const { id } = await postrider.manage.createEndpoint({ url: receiver.url('/kept'), event_types: ['*'] });
    const event = await postrider.project.publish('budget.exceeded');
    const deliveryId = onlyDelivery(event);
    const delivery = await postrider.manage.completed(deliveryId);
    const endpoint = await postrider.manage.endpoint(id);

    const database = new Database({ url: postrider.databaseUrl, size: 1, timeoutMs: 30_000, name: 'e2e' });
    await database.query("UPDATE deliveries SET status = 'failed', attempt_count = 9 WHERE id = $1", [deliveryId]);
    await database.query('DELETE FROM endpoints WHERE id = $1', [id]);
    await database.query('DELETE FROM published_events WHERE id = $1', [event.id]);
    await database.end();
    expect((await postrider.manage.send('GET', `/endpoints/${id}`)).status).toBe(404);

    const repaired = await postrider.admin.run('rebuild');
    expect(repaired.code).toBe(0);
    expect(repaired.stdout.match(/ 1 rows repaired/g)).toHaveLength(3);
    expect(await postrider.manage.endpoint(id)).toEqual(endpoint);
    expect(await postrider.manage.delivery(deliveryId)).toEqual(delivery);
    expect(await postrider.manage.event(event.id)).toMatchObject({ deliveries: [{ status: 'delivered' }] });
    expect((await postrider.admin.run('rebuild')).stdout.match(/ 0 rows repaired/g)).toHaveLength(4);
  });
});
