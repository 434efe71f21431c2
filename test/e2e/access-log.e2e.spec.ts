import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Api, type ApiResponse, errorOf } from '../support/api.js';
import { expectError } from '../support/expect-error.js';
import { type Postrider, startPostrider } from '../support/postrider.js';

interface Line {
  context?: string;
  request_id?: string;
  [field: string]: unknown;
}

let postrider: Postrider;
let quiet: Api;
let quietLines: () => Line[];

beforeAll(async () => {
  postrider = await startPostrider({
    dispatchers: 0,
    settings: { LOG_LEVEL: 'info', POSTRIDER_ACCESS_LOG_SAMPLE: '0' },
  });
  const gateway = await postrider.addGateway({ POSTRIDER_ACCESS_LOG: 'false' });
  quiet = new Api(gateway.url, postrider.keys.management_key);
  quietLines = () => parsed(gateway.process.lines);
});

afterAll(() => postrider.end());

const parsed = (lines: readonly string[]): Line[] =>
  lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Line);

const idOf = (response: ApiResponse): string => response.headers.get('x-request-id') ?? '';

/** Waits for the line of a call. */
async function lineOf(response: ApiResponse): Promise<Line> {
  const { process } = postrider.gateway;
  return JSON.parse(await process.waitForLine((line) => line.includes(idOf(response)))) as Line;
}

/** The lines of some calls, once a later call has its line. */
async function linesOf(...responses: ApiResponse[]): Promise<Line[]> {
  await lineOf(await postrider.manage.send('GET', '/endpoints/later'));
  const ids = new Set(responses.map(idOf));
  return parsed(postrider.gateway.process.lines).filter(({ request_id = '' }) => ids.has(request_id));
}

describe('every response', () => {
  it('has the id that the caller gave, or one of its own', async () => {
    const given = await postrider.manage.send('GET', '/endpoints', { headers: { 'x-request-id': 'trace-7.1' } });
    expect(idOf(given)).toBe('trace-7.1');
    const own = await postrider.manage.send('GET', '/endpoints');
    expect(idOf(own)).toMatch(/^req_[0-9a-f]{32}$/);
    const refused = await postrider.manage.send('GET', '/endpoints', { headers: { 'x-request-id': 'a "b"' } });
    expect(idOf(refused)).toMatch(/^req_[0-9a-f]{32}$/);
  });

  it('that is an error has it in the body too', async () => {
    const response = await postrider.manage.send('GET', '/nothing', { headers: { 'x-request-id': 'trace-8' } });
    expectError(response, 404, { type: 'not_found', code: 'route_not_found' });
    expect(errorOf(response).request_id).toBe('trace-8');
  });
});

describe('the access log', () => {
  it('has who changed what, with which result', async () => {
    const json = { url: 'https://example.com/', event_types: ['*'], active: false };
    const response = await postrider.manage.send('POST', '/endpoints', { json });
    expect(await lineOf(response)).toMatchObject({
      context: 'access',
      msg: 'call',
      request_id: idOf(response),
      method: 'POST',
      path: '/manage/v1/webhooks/endpoints',
      operation: 'create_webhook_endpoint',
      organization_id: postrider.keys.organization_id,
      credential: expect.stringMatching(/^key_/),
      address: '127.0.0.1',
      status: 201,
      duration_ms: expect.any(Number),
    });
  });

  it('has calls that failed, without the query', async () => {
    const response = await postrider.manage.send('GET', '/endpoints?limit=many');
    expect(await lineOf(response)).toMatchObject({ status: 422, path: '/manage/v1/webhooks/endpoints' });
  });

  it('has no successful reads and publish calls, and no calls without a valid key, if their share is 0', async () => {
    const read = await postrider.manage.send('GET', '/endpoints');
    const json = { type: 'budget.exceeded', data: {} };
    const published = await postrider.manage.send('POST', '/events', { json });
    const anonymous = await new Api(postrider.url, 'mlx_mk_unknown').send('GET', '/endpoints');
    expect([read.status, published.status, anonymous.status]).toEqual([200, 202, 401]);
    expect(await linesOf(read, published, anonymous)).toEqual([]);
  });

  it('is empty if it is switched off', async () => {
    const response = await quiet.send('GET', '/endpoints/none');
    expect(response.status).toBe(404);
    // A later call's line would come after it; there is none to wait for, so the gateway ends first.
    expect(quietLines().filter(({ context }) => context === 'access')).toEqual([]);
  });
});
