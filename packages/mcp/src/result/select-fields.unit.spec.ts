import { describe, expect, it } from '@jest/globals';
import {
  getDelivery,
  getOverview,
  listDeliveries,
  listEndpoints,
  listEventTypes,
  type Operation,
  type Overview,
} from '@postrider/contracts';
import { fieldNames, parseFields, selectFields } from './select-fields.js';
import { summarizeOverview } from './summarize-overview.js';

const example = (operation: Operation): Record<string, unknown> =>
  structuredClone(operation.examples[0].response) as Record<string, unknown>;

describe('the default fields of a result', () => {
  it('are those that an agent needs, without null', () => {
    expect(selectFields(listDeliveries, example(listDeliveries), undefined)).toEqual({
      data: [
        {
          id: expect.stringMatching(/^whd_/) as unknown,
          status: 'delivered',
          event_type: 'budget.exceeded',
          event_id: expect.stringMatching(/^evt_/) as unknown,
          endpoint_id: expect.stringMatching(/^whe_/) as unknown,
          attempt_count: 2,
          response_status: 204,
          created_at: '2026-11-23T12:51:48.751Z',
        },
      ],
      next_cursor: null,
    });
  });

  it('keep a delivery’s payload and attempts, without headers', () => {
    const delivery = selectFields(getDelivery, example(getDelivery), undefined);
    expect(delivery).toMatchObject({ payload: { type: 'budget.exceeded' }, attempts: [{ response_status: 503 }, {}] });
    expect(JSON.stringify(delivery)).not.toContain('request_headers');
  });

  it('are cut where they are long, which named fields are not', () => {
    const long = { ...example(getDelivery), payload: { text: 'x'.repeat(20_000) }, response_body: 'y'.repeat(16_384) };
    const cut = selectFields(getDelivery, long, undefined);
    expect(JSON.stringify(cut).length).toBeLessThan(4_000);
    expect(cut.payload).toMatch(/… \(20011 characters in all\)$/);
    expect(selectFields(getDelivery, long, ['payload'])).toEqual({ payload: long.payload });
    expect(selectFields(getDelivery, long, 'all')).toBe(long);
  });

  it('are of the first items of a list that has no pages', () => {
    const type = { type: 'shop.sold', description: 'Sold.', example: {} };
    const list = selectFields(listEventTypes, { data: Array.from({ length: 130 }, () => type) }, undefined);
    expect(list).toMatchObject({ more: 30 });
    expect(list.data).toHaveLength(100);
  });
});

describe('the argument fields', () => {
  it('names fields of the items of a list', () => {
    expect(fieldNames(listEndpoints)).toContain('metadata');
    const { data } = selectFields(listEndpoints, example(listEndpoints), ['id', 'metadata']) as { data: object[] };
    expect(data).toEqual([{ id: expect.any(String), metadata: {} }]);
  });

  it.each([[['all']], ['all']])('takes %j', (all) => {
    expect(parseFields(listDeliveries, all)).toBe('all');
  });

  it.each([[['nothing']], [[7]], [[]], [{}]])('refuses %j, and names the ones there are', (wrong) => {
    expect(parseFields(listDeliveries, wrong)).toEqual({
      field: 'fields',
      message: expect.stringMatching(/^expected "all", or names of id, endpoint_id, customer, event_id/) as unknown,
    });
  });
});

describe('the summary of an overview', () => {
  it('stays under 2 kB, however much is failing', () => {
    const overview = example(getOverview) as Overview;
    const [endpoint] = overview.failing_endpoints;
    const [failure] = overview.failures;
    if (!endpoint || !failure) throw new Error('the example has nothing that fails');
    const many = (prefix: string) =>
      Array.from({ length: 20 }, (_, i) => ({
        ...endpoint,
        id: `${prefix}${String(i)}`,
        url: `https://example.com/${'x'.repeat(2_000)}`,
      }));
    const top_endpoints = many('whe_01m847cr37ff9vtr6smsz3f1').map((each) => ({ ...each, delivered: 1, failed: 1 }));
    const summary = summarizeOverview({
      ...overview,
      failing_endpoints: many('whe_01m847cr37ff9vtr6smsz3f2'),
      degraded_endpoints: many('whe_01m847cr37ff9vtr6smsz3f3'),
      top_endpoints,
      failures: Array.from({ length: 20 }, () => failure),
    });
    expect(JSON.stringify(summary).length).toBeLessThan(2_000);
    expect(summary).toMatchObject({ failing_endpoint_count: 20, failed_attempts_by_cause: { '503': 50 } });
  });

  it('names endpoints whose attempts fail only in part', () => {
    const overview = { ...(example(getOverview) as Overview), failing_endpoints: [] };
    expect(summarizeOverview(overview)).toMatchObject({
      other_endpoints_with_failures: [{ failed_attempts: 10 }],
      next: expect.stringContaining(overview.top_endpoints[0]?.id ?? '-') as unknown,
    });
  });

  it('says what to call next', () => {
    const overview = example(getOverview) as Overview;
    expect(summarizeOverview(overview).next).toContain(overview.failing_endpoints[0]?.id);
    const quiet = { ...overview, failing_endpoints: [], top_endpoints: [] };
    expect(summarizeOverview(quiet).next).toContain('Nothing is failing');
  });
});
