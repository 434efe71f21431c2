import { describe, expect, it } from '@jest/globals';
import type { EndpointHistoryEntry } from '@postrider/contracts';
import { changeOf } from './history-words.js';

type Entry = Pick<EndpointHistoryEntry, 'type' | 'data'>;

const created = (data: Entry['data']): Entry => ({ type: 'EndpointCreated', data });
const updated = (data: Entry['data']): Entry => ({ type: 'EndpointUpdated', data });

/** The values of a change, each as a line. */
const lines = (entry: Entry, ...earlier: Entry[]): string[] =>
  changeOf(entry, earlier).values.map(({ name, from, to }) =>
    [name, ...(from === undefined ? [] : [from]), to].join(' | '),
  );

describe('changeOf', () => {
  it('names the new values of changed fields alone, where the earlier ones are unknown', () => {
    const data = { url: 'https://example.com/new', event_types: ['a.b', 'c.*'], format: 'json' };
    expect(changeOf(updated(data), [])).toMatchObject({ what: 'Changed', details: [] });
    expect(lines(updated(data))).toEqual(['URL | https://example.com/new', 'Events | a.b, c.*']);
    expect(lines(updated({ description: null, rate_limit: 5 }))).toEqual(['Description | none', 'Rate limit | 5']);
    const names = { name: 'Billing', uid: null, all_customers: true, metadata: { plan: 'pro', team: 'pay' } };
    expect(lines(updated(names))).toEqual([
      'Name | Billing',
      'Uid | none',
      'Customers | gets the events of every customer',
      'Metadata | plan: pro, team: pay',
    ]);
    expect(lines(updated({ all_customers: false, metadata: {} }))).toEqual(['Customers | none', 'Metadata | none']);
  });

  it('names the value of the last earlier entry that has the field', () => {
    const history = [
      updated({ name: 'Billing' }),
      { type: 'EndpointActivated', data: {} } satisfies Entry,
      updated({ url: 'https://example.com/two' }),
      created({ url: 'https://example.com/one', event_types: ['a.b'], description: null }),
    ];
    expect(lines(updated({ url: 'https://example.com/three' }), ...history)).toEqual([
      'URL | https://example.com/two | https://example.com/three',
    ]);
    expect(lines(updated({ event_types: ['a.b', 'c.*'], description: 'Ours' }), ...history)).toEqual([
      'Events | a.b | a.b, c.*',
      'Description | none | Ours',
    ]);
    expect(lines(updated({ event_types: ['c.*'] }), ...history.slice(0, 3))).toEqual(['Events | c.*']);
  });

  it('knows what a creation does not record', () => {
    const first = created({ url: 'https://example.com/one', event_types: ['*'] });
    expect(lines(first)).toEqual(['URL | https://example.com/one', 'Events | *']);
    const changes = {
      name: 'Billing',
      rate_limit: 5,
      envelope: 'data',
      all_customers: true,
      metadata: { plan: 'pro' },
    };
    expect(lines(updated(changes), first)).toEqual([
      'Name | none | Billing',
      'Rate limit | none | 5',
      'Envelope | default | data',
      'Customers | none | gets the events of every customer',
      'Metadata | none | plan: pro',
    ]);
  });

  it('never has a signing secret', () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const words = JSON.stringify(changeOf(updated({ secret, name: 'x' }), [created({ secret })]));
    expect(words).not.toContain(secret);
  });

  it('says why Postrider deactivated an endpoint', () => {
    const details = (reason: string | null): string[] =>
      changeOf({ type: 'EndpointDeactivated', data: { reason } }, []).details;
    expect(details('gone')).toEqual(['The endpoint responded with 410 Gone']);
    expect(details('failing')).toEqual(['Every attempt failed for days']);
    expect(details('customer_inactive')).toEqual(['Its customer was deactivated']);
    expect(details(null)).toEqual([]);
  });
});
