import { describe, expect, it } from '@jest/globals';

import { requestHeaders } from '@postrider/domain';
import { sentHeaders, signatureNote } from '../../apps/dashboard/src/deliveries/sent-headers.js';

describe('the headers that are said to have been sent', () => {
  it('are those that the dispatcher sends, in all but the signatures and the version', () => {
    const attempt = { number: 3, started_at: '2026-11-23T12:51:53.962Z' };
    const sent = requestHeaders({
      event_type: 'budget.exceeded',
      delivery_id: 'whd_1',
      version: '9.9.9',
      secrets: ['whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE='],
      id: 'order-17',
      timestamp: Math.floor(Date.parse(attempt.started_at) / 1000),
      body: '{}',
      attempt: attempt.number,
    });
    const said = sentHeaders({ id: 'whd_1', event_id: 'order-17', event_type: 'budget.exceeded' }, attempt);
    expect(said.map(([name]) => name).toSorted()).toEqual(Object.keys(sent).toSorted());
    const known = said.filter(([name, value]) => value !== signatureNote && name !== 'user-agent');
    expect(known).toHaveLength(6);
    for (const [name, value] of known) expect([name, value]).toEqual([name, sent[name]]);
  });
});
