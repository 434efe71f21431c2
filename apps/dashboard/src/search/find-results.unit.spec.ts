import { describe, expect, it } from '@jest/globals';
import type { Endpoint } from '@postrider/contracts';
import { findResults, type Searchable } from './find-results.js';

const endpoint = (id: string, url: string, description: string | null): Endpoint => ({
  id,
  url,
  description,
  event_types: ['*'],
  active: true,
  disabled_reason: null,
  format: 'json',
  envelope: 'default',
  rate_limit: null,
  limits: { rate_limit: { value: null, source: 'settings' } },
  name: null,
  uid: null,
  metadata: {},
  previous_secret_expires_at: null,
  created_at: '2026-11-24T12:00:00.000Z',
  updated_at: '2026-11-24T12:00:00.000Z',
});
const searchable = {
  endpoints: [
    endpoint('whe_1', 'https://acme.example/hooks', 'Acme production'),
    endpoint('whe_2', 'https://other.example/hooks', null),
  ],
  customers: [],
  eventTypes: [{ type: 'invoice.paid', description: 'An invoice was paid.' }],
  paths: [],
  hasPaths: true,
};
const linksWith = (query: string, all: Searchable): string[] =>
  findResults(query, all).flatMap(({ results }) => results.map(({ href }) => href));

const links = (query: string): string[] => linksWith(query, searchable);

describe('the search', () => {
  it.each([
    ['evt_01m847cvc8f3h9k2vq0m6n4t7b', '/events/evt_01m847cvc8f3h9k2vq0m6n4t7b'],
    [' whd_01m847cvcgejtsxwjsa44xms5w ', '/deliveries/whd_01m847cvcgejtsxwjsa44xms5w'],
    ['whe_01m847cr37ff9vtr6smsz3f1fq', '/endpoints/whe_01m847cr37ff9vtr6smsz3f1fq'],
    ['blk_01m84b0v5yfgr9xg2v6m5c7d3t', '/deliveries/bulk/blk_01m84b0v5yfgr9xg2v6m5c7d3t'],
    ['key_01m847ck4qf2tbh6w1s8n5x3ja', '/keys'],
    ['cus_01m847ck4qf2tbh6w1s8n5x3ja', '/customers/cus_01m847ck4qf2tbh6w1s8n5x3ja'],
  ])('leads from the id %j to its page', (id, href) => {
    expect(links(id)).toEqual([href]);
  });

  it('finds endpoints by name and URL, and event types by name and description', () => {
    expect(links('acme')).toContain('/endpoints/whe_1');
    expect(links('OTHER.example')).toContain('/endpoints/whe_2');
    expect(links('was paid')).toContain('/event-types/invoice.paid');
  });

  it('leads to the customers that the server found', () => {
    const customers = [{ id: 'cus_1', uid: 'umbrella', name: 'Umbrella Inc.' }];
    expect(linksWith('umb', { ...searchable, customers })).toContain('/customers/cus_1');
    expect(links('create customer')).toContain('/customers?create=true');
  });

  it('finds pages and actions by their words, in any order', () => {
    expect(links('deliveries failed')).toContain('/deliveries?status=failed');
    expect(links('new endpoint')).toContain('/endpoints/new');
  });

  it('offers the events that have the text as an indexed value, also if it is a number', () => {
    const found = { ...searchable, paths: [{ path: 'data.order_id' }] };
    expect(linksWith('4711', found)).toEqual(['/events?path=data.order_id&value=%224711%22']);
    expect(links('4711')).toEqual([]);
  });

  it('leads straight to the event if it is the only one with the value', () => {
    const only = { id: 'order-4711', type: 'order.created', customer: { id: 'cus_1', uid: 'umbrella' } };
    const [group] = findResults('4711', { ...searchable, paths: [{ path: 'data.order_id', only }] });
    expect(group?.results).toEqual([
      {
        ...{ href: '/events/order-4711', label: 'Event with data.order_id 4711' },
        description: 'order.created · umbrella',
      },
    ]);
  });

  it('says how events are found by a value, where no path is searchable and nothing else matches', () => {
    expect(linksWith('4711', { ...searchable, hasPaths: false })).toEqual(['/events?paths=true']);
    expect(linksWith('acme', { ...searchable, hasPaths: false })).toEqual(['/endpoints/whe_1']);
  });

  it('lists pages and actions, and no endpoint, before anything is typed', () => {
    expect(findResults('', searchable).map(({ name }) => name)).toEqual(['Pages', 'Actions']);
  });
});
