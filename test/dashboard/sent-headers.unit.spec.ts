import { describe, expect, it } from '@jest/globals';

import { lastingHeaders, requestHeaders } from '@postrider/domain';

import { sentHeaders, signatureNote } from '../../apps/dashboard/src/deliveries/sent-headers.js';

describe('the headers that are said to have been sent', () => {
  it('are those that the dispatcher sends, in all but the signatures and the version', () => {
    const started_at = '2026-11-23T12:51:53.962Z';
    const request = { event_type: 'budget.exceeded', delivery_id: 'whd_1', id: 'order-17', attempt: 3 };
    const sent = requestHeaders({
      ...request,
      version: '9.9.9',
      secrets: ['whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE='],
      timestamp: Math.floor(Date.parse(started_at) / 1000),
      body: '{}',
    });
    const said = sentHeaders({ request_headers: lastingHeaders(request), started_at });
    expect(said.map(([name]) => name).toSorted()).toEqual(Object.keys(sent).toSorted());
    const known = said.filter(([name, value]) => value !== signatureNote && name !== 'user-agent');
    expect(known).toHaveLength(6);
    for (const [name, value] of known) expect([name, value]).toEqual([name, sent[name]]);
  });
});
