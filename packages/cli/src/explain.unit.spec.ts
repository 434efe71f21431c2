import { describe, expect, it } from '@jest/globals';
import { PostriderError } from '@postrider/sdk';
import { errorBody, explain } from './explain.js';

type Details = ConstructorParameters<typeof PostriderError>[0];

const errorOf = (details: Partial<Details> & Pick<Details, 'code'>): PostriderError =>
  new PostriderError({ message: 'went wrong', type: 'not_found', request: 'GET /x', attempts: 1, ...details });

describe('an error', () => {
  it.each<[Details['code'], Partial<Details>, string]>([
    ['invalid_api_key', { status: 401 }, 'POSTRIDER_KEY (or --key)'],
    ['key_not_permitted', { status: 403 }, 'management key (mlx_mk_…)'],
    ['webhook_endpoint_not_found', { status: 404, resource: 'webhook_endpoint' }, 'postrider endpoints list'],
    ['webhook_event_type_not_found', { status: 404, resource: 'webhook_event_type' }, 'postrider event-types list'],
    ['webhook_customer_not_found', { status: 404, resource: 'webhook_customer' }, 'postrider customers list'],
    ['customer_inactive', { status: 409 }, 'postrider customers update <customer> --active'],
    ['endpoint_inactive', { status: 409, id: 'whe_1' }, 'postrider endpoints update whe_1 --active'],
    ['export_running', { status: 409, id: 'blk_1' }, 'postrider operations wait|cancel blk_1'],
    ['rate_limited', { status: 429, retryAfterSeconds: 41 }, 'Try again in 41 s.'],
    ['service_unavailable', { status: 503 }, 'Try again in 1 s.'],
    ['internal_error', { status: 500, requestId: 'req_1' }, 'at request_id req_1'],
    ['connection_failed', {}, 'Is Postrider running there?'],
  ])('%s comes with a hint', (code, details, advice) => {
    const [first, ...rest] = explain(errorOf({ code, ...details })).split('\n');
    expect(first).toBe('went wrong');
    expect(rest.join('\n')).toContain(advice);
  });

  it('of validation lists the invalid fields by their options', () => {
    const fields = [
      { field: 'event_types.1', message: 'expected an event type' },
      { field: 'rate_limit', message: 'expected a whole number' },
      { field: 'odd', message: 'is not a field of this operation' },
    ];
    expect(explain(errorOf({ code: 'validation_failed', status: 422, fields })).split('\n')).toEqual([
      'invalid request:',
      '  --events (event_types.1): expected an event type',
      '  --rate-limit: expected a whole number',
      '  odd: is not a field of this operation',
    ]);
  });

  it('has the shape of the API with --json', () => {
    const error = errorOf({ code: 'webhook_event_not_found', status: 404, resource: 'webhook_event', id: 'evt_1' });
    expect(JSON.parse(JSON.stringify(errorBody(error)))).toEqual({
      error: {
        type: 'not_found',
        code: 'webhook_event_not_found',
        message: 'went wrong',
        resource: 'webhook_event',
        id: 'evt_1',
        status: 404,
      },
    });
  });
});
