import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type DeliverySummary, ExportEnd } from '@postrider/contracts';
import { Receiver, waitUntil } from '@postrider/testing';

import { allPages, errorOf } from '../support/api.js';
import { type Postrider, startPostrider } from '../support/postrider.js';

const events = 620;
const rowsMax = 550;

let postrider: Postrider;
let receiver: Receiver;

beforeAll(async () => {
  const settings = { POSTRIDER_EXPORT_ROWS_MAX: String(rowsMax), POSTRIDER_LIST_SEARCH_MAX: '1000' };
  [postrider, receiver] = await Promise.all([startPostrider({ settings }), Receiver.start()]);
  await postrider.manage.createEndpoint({ url: receiver.url('/hook'), event_types: ['*'] });
  const batch = Array.from({ length: events }, (_, n) => ({ type: 'budget.exceeded', data: { n }, id: `-${n}` }));
  await postrider.project.publishBatch(batch);
  const isOver = async () => (await postrider.manage.deliveries('?status=pending&limit=1')).data.length === 0;
  await waitUntil(isOver, { what: 'nothing to be pending' });
});
afterAll(async () => {
  await Promise.all([postrider.end(), receiver.stop()]);
});

const exported = (query: string, manage = postrider.manage) => manage.send('GET', `/deliveries/export?${query}`);
const linesOf = (text: string): unknown[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
const listed = async (query: string): Promise<DeliverySummary[]> =>
  (await allPages((page) => postrider.manage.deliveries(page), `?limit=250&${query}`)).flat();

describe('an export of deliveries', () => {
  it('has the lines of the list, is cut at its limit, and is continued behind its cursor', async () => {
    const first = await exported('status=delivered');
    expect([first.status, first.headers.get('content-type')]).toEqual([200, 'application/x-ndjson']);
    expect(first.headers.get('content-disposition')).toMatch(
      /^attachment; filename="deliveries-\d{4}-\d\d-\d\d\.ndjson"$/,
    );
    const lines = linesOf(first.text);
    const { export: end } = ExportEnd.parse(lines.pop());
    expect([lines.length, end.deliveries]).toEqual([rowsMax, rowsMax]);

    const rest = linesOf((await exported(`status=delivered&cursor=${end.next_cursor ?? ''}`)).text);
    expect(rest.pop()).toEqual({ export: { deliveries: events - rowsMax, next_cursor: null } });
    expect([...lines, ...rest]).toEqual(await listed('status=delivered'));
  });

  it('is a table for spreadsheets, which run nothing of it as a formula', async () => {
    const { headers, text } = await exported('format=csv&event_id=-7');
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toMatch(/\.csv"$/);
    const [delivery] = await listed('event_id=-7');
    const { attempts } = await postrider.manage.delivery(delivery?.id ?? '');
    expect(text.split('\r\n')).toEqual([
      'id,endpoint_id,event_id,event_type,status,test,attempt_count,response_status,failure_reason,created_at,next_attempt_at,completed_at,customer_uid,endpoint_name,endpoint_url,last_duration_ms',
      `${delivery?.id ?? ''},${delivery?.endpoint_id ?? ''},'-7,budget.exceeded,delivered,false,1,200,,${delivery?.created_at ?? ''},,${delivery?.completed_at ?? ''},,,${receiver.url('/hook')},${String(attempts[0]?.duration_ms)}`,
      '',
    ]);
    const cut = await exported('format=csv');
    expect(cut.text.trim().split('\r\n').at(-1)).toMatch(
      new RegExp(`^cut after ${rowsMax} deliveries: continue with cursor=[\\w-]{40}$`),
    );
  });

  it('takes the filters of the list, and names a wrong one', async () => {
    expect(linesOf((await exported('response_class=5xx')).text)).toEqual([
      { export: { deliveries: 0, next_cursor: null } },
    ]);
    for (const [query, field] of [
      ['format=xlsx', 'format'],
      ['response_class=6xx', 'response_class'],
      ['limit=10', 'limit'],
      ['cursor=x', 'cursor'],
    ] as const) {
      const response = await exported(query);
      expect([query, response.status, errorOf(response).field]).toEqual([query, 422, field]);
    }
  });

  it('has nothing of another organization', async () => {
    const { manage, project } = await postrider.addOrganization('Stranger');
    expect(linesOf((await exported('', manage)).text)).toEqual([{ export: { deliveries: 0, next_cursor: null } }]);
    expect((await exported('', project)).status).toBe(403);
  });

  it('has its headers without a file for HEAD', async () => {
    const { status, headers, text } = await postrider.manage.send('HEAD', '/deliveries/export?format=csv');
    expect([status, headers.get('content-type'), text]).toEqual([200, 'text/csv; charset=utf-8', '']);
  });

  it('ends when its client leaves, and the gateway goes on', async () => {
    const leaving = new AbortController();
    const response = await fetch(`${postrider.url}/manage/v1/webhooks/deliveries/export`, {
      headers: { authorization: `Bearer ${postrider.keys.management_key}` },
      signal: leaving.signal,
    });
    const reader = response.body?.getReader();
    await reader?.read();
    leaving.abort();
    await expect(postrider.manage.deliveries('?limit=1')).resolves.toMatchObject({ data: [{}] });
  });
});
