import { afterEach, describe, expect, it } from '@jest/globals';

import { Database } from '@postrider/event-store';
import { type Receiver, type ReceivedRequest, type Responder } from '@postrider/testing';

import { Api, errorOf, onlyDelivery } from '../support/api.js';
import { forAllTests } from '../support/for-all-tests.js';
import type { Postrider } from '../support/postrider.js';
import { StreamReader } from '../support/stream-reader.js';
import { type Stranger, strangerNames, strangers, whoAccepts } from '../support/strangers.js';

let postrider: Postrider;
let receiver: Receiver;

forAllTests({}, (services) => {
  ({ postrider, receiver } = services);
});

afterEach(() => postrider.manage.deleteEndpoints());

const standard = ['the package standardwebhooks', 'the package svix'];
const bodies = (requests: readonly ReceivedRequest[]): string[] => requests.map(({ rawBody }) => rawBody);

async function subscribe(path: string): Promise<{ id: string; secret: string }> {
  const endpoint = await postrider.manage.createEndpoint({ url: receiver.url(path), event_types: ['budget.exceeded'] });
  return { id: endpoint.id, secret: endpoint.signing_secret };
}

/** Publishes, and returns the requests that the receiver got until the delivery was over. */
async function deliver(path: string, data: object = {}): Promise<ReceivedRequest[]> {
  const from = receiver.requestsTo(path).length;
  const event = await postrider.project.publish('budget.exceeded', data);
  expect(await postrider.manage.completed(onlyDelivery(event))).toMatchObject({ status: 'delivered' });
  return receiver.requestsTo(path).slice(from);
}

describe('the request that a receiver gets', () => {
  it('is a POST with the documented headers and a body that strangers verify', async () => {
    const { secret } = await subscribe('/documented?tenant=7');
    const event = await postrider.project.publish('budget.exceeded', { text: 'Zoë & ✓ 🚀', n: 1.5 });
    const deliveryId = onlyDelivery(event);
    const { payload } = await postrider.manage.completed(deliveryId);

    const [request, ...others] = receiver.requestsTo('/documented');
    if (!request) throw new Error('nothing was received');
    expect(others).toEqual([]);
    expect(request).toMatchObject({ method: 'POST', search: '?tenant=7' });
    expect(request.headers).toMatchObject({
      'content-type': 'application/json',
      'user-agent': expect.stringMatching(/^Postrider\/\d+\.\d+\.\d+$/),
      'content-length': String(request.rawBodyBuffer.length),
      'x-modelux-signature': expect.stringMatching(/^[0-9a-f]{64}$/),
      'webhook-id': event.id,
      'webhook-timestamp': expect.stringMatching(/^\d{10}$/),
      'webhook-signature': expect.stringMatching(/^v1,[A-Za-z0-9+/]{43}=$/),
      'x-modelux-event': 'budget.exceeded',
      'x-modelux-delivery': deliveryId,
      'x-modelux-attempt': '1',
    });
    const body: unknown = JSON.parse(request.rawBody);
    const data = { text: 'Zoë & ✓ 🚀', n: 1.5 };
    expect(body).toStrictEqual({ id: event.id, type: event.type, timestamp: event.created_at, data });
    expect(payload).toStrictEqual(body);
    expect(whoAccepts(secret, request)).toEqual(strangerNames);
  });

  it('fails verification with another secret or another body', async () => {
    const { secret } = await subscribe('/tampered');
    const [request] = await deliver('/tampered', { amount: 100 });
    if (!request) throw new Error('nothing was received');
    const rawBodyBuffer = Buffer.from(request.rawBody.replace('100', '900'));

    expect(whoAccepts(secret, request)).toEqual(strangerNames);
    expect(whoAccepts(secret, { ...request, rawBodyBuffer, rawBody: rawBodyBuffer.toString() })).toEqual([]);
    expect(whoAccepts(`whsec_${Buffer.alloc(32, 7).toString('base64')}`, request)).toEqual([]);
  });

  it('has the same body and id on each attempt, and a signature of its own that strangers verify', async () => {
    receiver.on('/attempts', (_, n) => ({ status: n < 4 ? 500 : 200 }));
    const { secret } = await subscribe('/attempts');
    const requests = await deliver('/attempts', { '2': 'b', '1': 'a', big: 1e21 });

    expect(requests.map(({ headers }) => headers['x-modelux-attempt'])).toEqual(['1', '2', '3', '4']);
    expect(new Set(bodies(requests)).size).toBe(1);
    expect(new Set(requests.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(requests.map(({ headers }) => headers['x-modelux-delivery'])).size).toBe(1);
    for (const request of requests) expect(whoAccepts(secret, request)).toEqual(strangerNames);
  });
});

describe('a secret of the own', () => {
  it.each([
    ['of another system, in its form', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    ['that is any text', 'Zürich, 1291: thirteen bytes more ☃'],
  ])('%s signs what strangers verify, from the first attempt and after a rotation', async (_, signing_secret) => {
    const url = receiver.url('/own');
    const created = await postrider.manage.createEndpoint({ url, event_types: ['budget.exceeded'], signing_secret });
    expect(created.signing_secret).toBe(signing_secret);
    const [request] = await deliver('/own');
    expect(request && whoAccepts(signing_secret, request)).toEqual(strangerNames);

    const fresh = signing_secret.startsWith('whsec_')
      ? 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'
      : 'another text, just as long as it has to be';
    const rotation = { signing_secret: fresh, overlap_hours: 0 };
    expect(await postrider.manage.rotateSecret(created.id, rotation)).toMatchObject({ signing_secret: fresh });
    const rotated = (await deliver('/own')).at(-1);
    expect(rotated && whoAccepts(fresh, rotated)).toEqual(strangerNames);
    expect(rotated && whoAccepts(signing_secret, rotated)).toEqual([]);
  });

  it('that is weak or malformed is refused in words that do not repeat it, and taken if weakness is allowed', async () => {
    const endpoint = { url: receiver.url('/weak'), event_types: ['budget.exceeded'] };
    for (const signing_secret of [
      'twenty-three bytes, no.',
      'whsec_c2hvcnQ=',
      'whsec_?',
      'whsec_',
      '',
      'x'.repeat(513),
    ]) {
      const response = await postrider.manage.send('POST', '/endpoints', { json: { ...endpoint, signing_secret } });
      expect([response.status, errorOf(response).field]).toEqual([422, 'signing_secret']);
      if (signing_secret.length > 7) expect(errorOf(response).message).not.toContain(signing_secret);
    }
    const weak = { signing_secret: 'weak', allow_weak: true };
    const { id } = await postrider.manage.createEndpoint({ ...endpoint, ...weak });
    const before = Date.now();
    const same = await postrider.manage.send('POST', `/endpoints/${id}/rotate-secret`, { json: weak });
    expect([same.status, errorOf(same).field]).toEqual([422, 'signing_secret']);
    const other = { ...weak, signing_secret: 'another', overlap_hours: 48 };
    const { previous_secret_expires_at } = await postrider.manage.rotateSecret(id, other);
    expect(Date.parse(previous_secret_expires_at)).toBeGreaterThan(before + 47 * 3_600_000);
    const tooLong = await postrider.manage.send('POST', `/endpoints/${id}/rotate-secret`, {
      json: { overlap_hours: 721 },
    });
    expect([tooLong.status, errorOf(tooLong).field]).toEqual([422, 'overlap_hours']);
    expect(errorOf(tooLong).message).toBe('overlap_hours: expected a number of hours from 0 to 720');
  });
});

describe('during a rotation', () => {
  const accepting =
    (stranger: Stranger, secret: string): Responder =>
    (request) => ({ status: strangers[stranger](secret, request) ? 200 : 401 });

  it.each(strangerNames)('%s accepts by the second attempt, with the old secret and with the new', async (stranger) => {
    const { id, secret: old } = await subscribe('/rotating');
    const { signing_secret: fresh } = await postrider.manage.rotateSecret(id);

    receiver.on('/rotating', accepting(stranger, old));
    expect((await deliver('/rotating')).length).toBeLessThanOrEqual(2);
    receiver.on('/rotating', accepting(stranger, fresh));
    expect((await deliver('/rotating')).length).toBeLessThanOrEqual(2);
  });

  it('the list of Standard Webhooks carries every unexpired secret on every attempt, also after a second one', async () => {
    receiver.on('/rotated-twice', (_, n) => ({ status: n < 4 ? 500 : 200 }));
    const { id, secret } = await subscribe('/rotated-twice');
    const second = await postrider.manage.rotateSecret(id);
    const third = await postrider.manage.rotateSecret(id);
    const secrets = [secret, second.signing_secret, third.signing_secret];
    const requests = await deliver('/rotated-twice');

    expect(requests).toHaveLength(4);
    for (const request of requests) {
      expect(String(request.headers['webhook-signature']).split(' ')).toHaveLength(3);
      expect(request.headers['x-modelux-signature']).toMatch(/^[0-9a-f]{64}$/);
      for (const each of secrets) expect(whoAccepts(each, request)).toEqual(expect.arrayContaining(standard));
    }
    const takeTurns = requests.map((request) => secrets.findIndex((each) => whoAccepts(each, request).length === 3));
    expect(takeTurns.slice(0, 3).toSorted()).toEqual([0, 1, 2]);
  });

  it('an old secret that has expired signs no more', async () => {
    const impatient = await postrider.addGateway({ POSTRIDER_SECRET_OVERLAP_MS: '0' });
    const { id, secret } = await subscribe('/expired');
    const { signing_secret } = await new Api(impatient.url, postrider.keys.management_key).rotateSecret(id);
    const [request, ...others] = await deliver('/expired');
    if (!request) throw new Error('nothing was received');

    expect(others).toEqual([]);
    expect(whoAccepts(signing_secret, request)).toEqual(strangerNames);
    expect(whoAccepts(secret, request)).toEqual([]);
  });
});

describe('a sealed secret in the row of another endpoint', () => {
  it('signs nothing: the attempt says so, others go on, and its own secret signs again', async () => {
    const [victim, other] = [await subscribe('/victim'), await subscribe('/other')];
    const database = new Database({ url: postrider.databaseUrl, size: 1, timeoutMs: 30_000, name: 'e2e' });
    const setSecrets = (secrets: unknown) =>
      database.query('UPDATE endpoints SET secrets = $2 WHERE id = $1', [victim.id, JSON.stringify(secrets)]);
    try {
      const { rows } = await database.query<{ id: string; secrets: unknown }>('SELECT id, secrets FROM endpoints');
      const secretsOf = (id: string): unknown => rows.find((row) => row.id === id)?.secrets;
      await setSecrets(secretsOf(other.id));
      const { deliveries } = await postrider.project.publish('budget.exceeded');
      const deliveryTo = (id: string): string => deliveries.find(({ endpoint_id }) => endpoint_id === id)?.id ?? '';

      const failed = await postrider.manage.deliveryWhen(deliveryTo(victim.id), (each) => each.attempt_count > 1);
      expect(failed).toMatchObject({ status: 'pending', failure_reason: 'secret_unreadable', response_status: null });
      expect(failed.attempts[0]?.error).toBe('secret_unreadable: the signing secret cannot be opened');
      expect(receiver.requestsTo('/victim')).toEqual([]);
      expect(await postrider.manage.completed(deliveryTo(other.id))).toMatchObject({ status: 'delivered' });
      const [dispatcher] = postrider.dispatchers;
      const lines = dispatcher?.process.lines.filter((line) => line.includes(`the signing secret of ${victim.id}`));
      expect(lines).toHaveLength(1);

      await setSecrets(secretsOf(victim.id));
      expect(await postrider.manage.completed(deliveryTo(victim.id))).toMatchObject({ status: 'delivered' });
      const [request, ...more] = receiver.requestsTo('/victim');
      expect(more).toEqual([]);
      expect(request && whoAccepts(victim.secret, request)).toEqual(expect.arrayContaining(standard));
    } finally {
      await database.end();
    }
  });

  it('ends the streams that would be signed with it, with the reason', async () => {
    const [victim, other] = [await subscribe('/listened'), await subscribe('/heard')];
    const database = new Database({ url: postrider.databaseUrl, size: 1, timeoutMs: 30_000, name: 'e2e' });
    const key = postrider.keys.management_key;
    const stream = await StreamReader.open(postrider.url, key, { query: `?endpoint_id=${victim.id}` });
    try {
      await database.query(
        'UPDATE endpoints SET secrets = (SELECT secrets FROM endpoints WHERE id = $2) WHERE id = $1',
        [victim.id, other.id],
      );
      await postrider.project.publish('budget.exceeded');
      const reason = { code: 'service_unavailable', message: expect.stringContaining(victim.id) };
      expect(await stream.untilEnd()).toMatchObject(reason);
    } finally {
      stream.close();
      await database.end();
    }
  });
});
