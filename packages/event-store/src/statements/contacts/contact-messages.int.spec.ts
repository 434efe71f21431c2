import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@postrider/testing';
import { createOrganization, openDatabase, type TestDatabase } from '../../postgres/database.fixture.spec.js';
import type { AddressedEvent } from '../operational/outbox.js';
import { collectForContacts, type DigestTimes } from './collect-events.js';
import { claimMessages, disableContact, messageFailed, messageSent, type ClaimedMessage } from './contact-messages.js';

const hourMs = 3_600_000;
const limits = { contacts: 10, events: 100, leaseMs: 60_000, keepMs: 24 * hourMs };

let test: TestDatabase;
let organization_id: string;
beforeAll(async () => {
  test = await openDatabase();
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.database.query('DELETE FROM contacts');
  organization_id = await createOrganization(test.database);
});

async function addContact({ customer_id = null as string | null, event_types = ['postrider.*'] } = {}) {
  const id = newId('contact');
  await test.database.query(
    `INSERT INTO contacts (id, organization_id, customer_id, channel, address, event_types)
     VALUES ($1, $2, $3, 'email', 'ops@example.com', $4)`,
    [id, organization_id, customer_id, event_types],
  );
  return id;
}

const recovered = (n: number, customer_id: string | null = null): AddressedEvent => ({
  organization_id,
  customer_id,
  event: {
    event_id: String(n),
    type: 'postrider.endpoint.recovered',
    data: {
      ...{ endpoint_id: newId('endpoint'), url: `https://example.com/${String(n)}` },
      ...{ failing_since: '2026-11-23T12:36:02.118Z', failed_attempts: n },
    },
  },
});

const collect = (events: AddressedEvent[], times: DigestTimes = { delayMs: 0, digestMs: hourMs }): Promise<void> =>
  test.database.transaction((sql) => collectForContacts(sql, events, times));
const claim = (changes: Partial<typeof limits> = {}) => claimMessages(test.database, { ...limits, ...changes });
const urlsOf = ({ digest }: ClaimedMessage): string[] =>
  digest.events.map(({ data }) => ('url' in data ? data.url : '').slice('https://example.com/'.length));
const makeDue = () => test.database.query('UPDATE contacts SET due_at = now() WHERE due_at IS NOT NULL');

async function stateOf(id: string) {
  const { rows } = await test.database.query<{ waiting: number; due_in_ms: number | null; disabled: string | null }>(
    `SELECT (SELECT count(*)::int FROM contact_events WHERE contact_id = c.id) AS waiting,
            extract(epoch FROM due_at - now())::float8 * 1000 AS due_in_ms, disabled_reason AS disabled
       FROM contacts c WHERE id = $1`,
    [id],
  );
  return rows[0];
}

async function claimOne(): Promise<ClaimedMessage> {
  const [message, ...others] = await claim();
  if (!message || others.length > 0) throw new Error('expected one message');
  return message;
}

describe('events for contacts', () => {
  it('are collected for the contacts of the organization and of the customer that they are about', async () => {
    const [acme, umbrella] = [newId('customer'), newId('customer')];
    const all = await addContact();
    const ofAcme = await addContact({ customer_id: acme });
    const ofUmbrella = await addContact({ customer_id: umbrella });
    const ofSecrets = await addContact({ event_types: ['postrider.secret.*'] });
    await collect([recovered(1), recovered(2, acme), recovered(3, umbrella)]);
    const claimed = await claim();
    const urls = Object.fromEntries(claimed.map((message) => [message.contact.id, urlsOf(message)]));
    expect(urls).toEqual({ [all]: ['1', '2', '3'], [ofAcme]: ['2'], [ofUmbrella]: ['3'] });
    expect(await stateOf(ofSecrets)).toMatchObject({ waiting: 0, due_in_ms: null });
  });

  it('of another organization are not', async () => {
    const id = await addContact();
    await collect([{ ...recovered(1), organization_id: newId('organization') }]);
    expect(await stateOf(id)).toMatchObject({ waiting: 0, due_in_ms: null });
  });

  it('wait a short time after a quiet one, and for the rest of the hour after a message', async () => {
    const id = await addContact();
    await collect([recovered(1)], { delayMs: 60_000, digestMs: hourMs });
    expect((await stateOf(id))?.due_in_ms).toBeLessThanOrEqual(60_000);
    await makeDue();
    await messageSent(test.database, await claimOne(), hourMs);
    expect(await stateOf(id)).toMatchObject({ waiting: 0, due_in_ms: null });
    await collect([recovered(2)], { delayMs: 60_000, digestMs: hourMs });
    expect((await stateOf(id))?.due_in_ms).toBeGreaterThan(hourMs - 60_000);
  });

  it('that come while a message is sent are in the next one', async () => {
    const id = await addContact();
    await collect([recovered(1)]);
    const message = await claimOne();
    await collect([recovered(2)]);
    await messageSent(test.database, message, hourMs);
    expect((await stateOf(id))?.due_in_ms).toBeGreaterThan(hourMs - 60_000);
    await makeDue();
    expect(urlsOf(await claimOne())).toEqual(['2']);
  });
});

describe('a message', () => {
  it('is claimed by one gateway, and by another one after the lease, with the same events', async () => {
    await addContact();
    await collect([recovered(1)]);
    const claims = await Promise.all([claim(), claim()]);
    expect(claims.flat()).toHaveLength(1);
    await collect([recovered(2)]);
    expect(await claim()).toEqual([]);
    await makeDue();
    const again = await claimOne();
    expect([again.digest.upTo, urlsOf(again)]).toEqual([claims.flat()[0]?.digest.upTo, ['1']]);
  });

  it('that was not accepted is tried again after the pause, with further events', async () => {
    const id = await addContact();
    await collect([recovered(1)]);
    await claimOne();
    await messageFailed(test.database, id, { pauseMs: 30_000, isUnknown: false });
    expect((await stateOf(id))?.due_in_ms).toBeGreaterThan(20_000);
    await collect([recovered(2)]);
    await makeDue();
    const again = await claimOne();
    expect([urlsOf(again), again.contact.failures]).toEqual([['1', '2'], 1]);
  });

  it('that may have been accepted is tried again as it was', async () => {
    const id = await addContact();
    await collect([recovered(1)]);
    await claimOne();
    await messageFailed(test.database, id, { pauseMs: 0, isUnknown: true });
    await collect([recovered(2)]);
    await makeDue();
    expect(urlsOf(await claimOne())).toEqual(['1']);
  });

  it('has a bounded number of events, and the number of the others', async () => {
    await addContact();
    await collect(Array.from({ length: 7 }, (_, n) => recovered(n)));
    const [message] = await claim({ events: 5 });
    expect([message?.digest.events.length, message?.digest.more]).toEqual([5, 2]);
  });

  it('leaves out what has waited too long', async () => {
    const id = await addContact();
    await collect([recovered(1)]);
    await test.database.query("UPDATE contact_events SET created_at = now() - interval '25 hours'");
    await collect([recovered(2)]);
    expect(urlsOf(await claimOne())).toEqual(['2']);
    await test.database.query("UPDATE contact_events SET created_at = now() - interval '25 hours'");
    await makeDue();
    expect(await claim()).toEqual([]);
    expect(await stateOf(id)).toMatchObject({ waiting: 0, due_in_ms: null });
  });
});

describe('a disabled contact', () => {
  it('gets nothing, and keeps the first reason', async () => {
    const id = await addContact();
    await collect([recovered(1)]);
    expect(await disableContact(test.database, id, 'unsubscribed')).toBe(true);
    await disableContact(test.database, id, 'refused');
    await collect([recovered(2)]);
    await messageFailed(test.database, id, { pauseMs: 0, isUnknown: false });
    expect(await claim()).toEqual([]);
    expect(await stateOf(id)).toEqual({ waiting: 0, due_in_ms: null, disabled: 'unsubscribed' });
  });
});
