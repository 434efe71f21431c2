import { describe, expect, it } from '@jest/globals';
import { changeOf } from './history-words.js';

describe('changeOf', () => {
  it('lists the new values of changed fields alone', () => {
    const data = { url: 'https://example.com/new', event_types: ['a.b', 'c.*'], format: 'json' };
    expect(changeOf({ type: 'EndpointUpdated', data })).toEqual({
      what: 'Changed',
      details: ['URL: https://example.com/new', 'Events: a.b, c.*'],
    });
    expect(changeOf({ type: 'EndpointUpdated', data: { description: null, rate_limit: 5 } }).details).toEqual([
      'Description: none',
      'Rate limit: 5',
    ]);
    const names = { name: 'Billing', uid: null, all_customers: true, metadata: { plan: 'pro', team: 'pay' } };
    expect(changeOf({ type: 'EndpointUpdated', data: names }).details).toEqual([
      'Name: Billing',
      'Uid: none',
      'Customers: gets the events of every customer',
      'Metadata: plan: pro, team: pay',
    ]);
    expect(changeOf({ type: 'EndpointUpdated', data: { all_customers: false, metadata: {} } }).details).toEqual([
      'Customers: none',
      'Metadata: none',
    ]);
  });

  it('says why Postrider deactivated an endpoint', () => {
    const details = (reason: string | null): string[] =>
      changeOf({ type: 'EndpointDeactivated', data: { reason } }).details;
    expect(details('gone')).toEqual(['The endpoint responded with 410 Gone']);
    expect(details('failing')).toEqual(['Every attempt failed for days']);
    expect(details('customer_inactive')).toEqual(['Its customer was deactivated']);
    expect(details(null)).toEqual([]);
  });
});
