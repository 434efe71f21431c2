import { beforeEach, describe, expect, it } from '@jest/globals';

import { Database } from '@postrider/event-store';
import type { Receiver } from '@postrider/testing';

import { type ApiResponse, type CreatedEndpoint, errorOf, onlyDelivery } from '../support/api.js';
import { forAllTests } from '../support/for-all-tests.js';
import { historyOf } from '../support/history.js';
import type { Postrider } from '../support/postrider.js';

let postrider: Postrider;
let receiver: Receiver;
let endpointId: string;
let wanted: { url: string; event_types: string[] };

forAllTests({}, (services) => {
  ({ postrider, receiver } = services);
});

beforeEach(async () => {
  await postrider.manage.deleteEndpoints();
  wanted = { url: receiver.url('/hook'), event_types: ['budget.exceeded'] };
  endpointId = (await postrider.manage.createEndpoint(wanted)).id;
});

const call = (key: string, method: string, path: string, json?: object): Promise<ApiResponse> =>
  postrider.manage.send(method, path, { headers: { 'idempotency-key': key }, ...(json && { json }) });

const eventsOf = async (id: string): Promise<string[]> =>
  (await historyOf(postrider.admin, id)).map(({ type }) => type);

function expectConflict(response: ApiResponse): void {
  expect(response.status).toBe(409);
  const error = { type: 'conflict', code: 'idempotency_key_reused', field: 'Idempotency-Key' };
  expect(errorOf(response)).toMatchObject(error);
}

describe('a management call repeated with its Idempotency-Key', () => {
  it('creates one endpoint, and shows its secret again', async () => {
    const first = await call('create', 'POST', '/endpoints', wanted);
    const second = await call('create', 'POST', '/endpoints', wanted);

    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.text).toBe(first.text);
    expect((JSON.parse(second.text) as CreatedEndpoint).signing_secret).toMatch(/^whsec_/);
    expect((await postrider.manage.endpoints()).data).toHaveLength(2);
  });

  it('is refused with 409 if its response was moved there from another key', async () => {
    await call('own', 'POST', '/endpoints', wanted);
    await call('moved', 'POST', '/endpoints', wanted);
    const database = new Database({ url: postrider.databaseUrl, size: 1, timeoutMs: 30_000, name: 'e2e' });
    await database.query(
      `UPDATE idempotency_keys SET sealed_body = (SELECT sealed_body FROM idempotency_keys WHERE key = 'own')
        WHERE key = 'moved'`,
    );
    await database.end();
    const response = await call('moved', 'POST', '/endpoints', wanted);
    expectConflict(response);
    expect(errorOf(response).message).toContain('cannot be opened');
    expect(response.text).not.toContain('whsec_');
    expect((await postrider.manage.endpoints()).data).toHaveLength(3);
  });

  it('creates one endpoint when twenty come at the same moment', async () => {
    const calls = Array.from({ length: 20 }, () => call('create-at-once', 'POST', '/endpoints', wanted));
    const responses = await Promise.all(calls);

    expect(responses.map(({ status }) => status)).toEqual(Array(20).fill(201));
    expect(new Set(responses.map(({ text }) => text)).size).toBe(1);
    expect((await postrider.manage.endpoints()).data).toHaveLength(2);
  });

  it('is refused with 409 for another body, another path or another operation', async () => {
    const other = (await postrider.manage.createEndpoint(wanted)).id;
    await call('update', 'PATCH', `/endpoints/${endpointId}`, { description: 'first' });

    expectConflict(await call('update', 'PATCH', `/endpoints/${endpointId}`, { description: 'second' }));
    expectConflict(await call('update', 'PATCH', `/endpoints/${other}`, { description: 'first' }));
    expectConflict(await call('update', 'POST', `/endpoints/${endpointId}/rotate-secret`));
    expect(await postrider.manage.endpoint(endpointId)).toMatchObject({ description: 'first' });
    expect(await postrider.manage.endpoint(other)).toMatchObject({ description: null });
  });

  it('rotates the secret once', async () => {
    const first = await call('rotate', 'POST', `/endpoints/${endpointId}/rotate-secret`);
    const second = await call('rotate', 'POST', `/endpoints/${endpointId}/rotate-secret`);

    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.text).toBe(first.text);
    expect(await eventsOf(endpointId)).toEqual(['EndpointCreated', 'EndpointSecretRotated']);
  });

  it('returns the first response of an update, and changes nothing more', async () => {
    const first = await call('rename', 'PATCH', `/endpoints/${endpointId}`, { description: 'renamed' });
    await postrider.manage.updateEndpoint(endpointId, { description: 'renamed again' });
    const second = await call('rename', 'PATCH', `/endpoints/${endpointId}`, { description: 'renamed' });

    expect(second.text).toBe(first.text);
    expect(await postrider.manage.endpoint(endpointId)).toMatchObject({ description: 'renamed again' });
  });

  it('responds to a deletion with 204 again', async () => {
    const first = await call('delete', 'DELETE', `/endpoints/${endpointId}`);
    const second = await call('delete', 'DELETE', `/endpoints/${endpointId}`);
    expect([first.status, first.text, second.status, second.text]).toEqual([204, '', 204, '']);
  });

  it('sends one test event', async () => {
    const path = `/endpoints/${endpointId}/test`;
    const first = await call('test', 'POST', path, { event_type: 'api_key.revoked' });
    const second = await call('test', 'POST', path, { event_type: 'api_key.revoked' });

    expect([first.status, second.status]).toEqual([202, 202]);
    expect(second.text).toBe(first.text);
    expect((await postrider.manage.deliveries(`?endpoint_id=${endpointId}`)).data).toHaveLength(1);
  });

  it('replays once', async () => {
    const id = onlyDelivery(await postrider.project.publish('budget.exceeded'));
    await postrider.manage.completed(id);
    const first = await call('replay', 'POST', `/deliveries/${id}/replay`);
    await postrider.manage.completed(id);
    const second = await call('replay', 'POST', `/deliveries/${id}/replay`);

    expect([first.status, second.status]).toEqual([202, 202]);
    expect(second.text).toBe(first.text);
    expect((await eventsOf(id)).filter((type) => type === 'ReplayRequested')).toHaveLength(1);
  });
});

describe('a call that failed', () => {
  it('leaves its Idempotency-Key free', async () => {
    expect((await call('failed', 'POST', '/endpoints', { ...wanted, url: 'nope' })).status).toBe(422);
    expect((await call('failed', 'POST', '/endpoints/whe_nope/rotate-secret')).status).toBe(404);
    expect((await call('failed', 'POST', '/endpoints', wanted)).status).toBe(201);
  });
});
