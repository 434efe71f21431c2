import { describe, expect, it } from '@jest/globals';

import { lastingHeaders, requestHeaders } from '@postrider/domain';

import { hasAllHeaders } from '../../apps/dashboard/src/deliveries/sent-headers.js';

describe('the headers of an attempt', () => {
  const request = { event_type: 'budget.exceeded', delivery_id: 'whd_1', id: 'order-17', attempt: 3 };

  it('are complete if they are those that the dispatcher sends', () => {
    const sent = requestHeaders({
      ...request,
      version: '9.9.9',
      secrets: ['whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE='],
      timestamp: 1_795_438_308,
      body: '{}',
    });
    expect(hasAllHeaders({ request_headers: sent })).toBe(true);
  });

  it('are not complete if only those are known that are the same in every attempt', () => {
    expect(hasAllHeaders({ request_headers: lastingHeaders(request) })).toBe(false);
  });
});
