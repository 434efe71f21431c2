import { describe, expect, it } from '@jest/globals';

import { waitUntil } from './wait-until.js';

describe('waitUntil', () => {
  it('resolves with the first truthy value', async () => {
    let calls = 0;
    const value = await waitUntil(() => (++calls < 3 ? undefined : `call ${calls}`), {
      what: 'the third call',
      intervalMs: 1,
    });
    expect(value).toBe('call 3');
  });

  it('goes on after an error', async () => {
    let calls = 0;
    const probe = () => {
      calls += 1;
      if (calls === 1) throw new Error('refused');
      return calls;
    };
    await expect(waitUntil(probe, { what: 'the probe', intervalMs: 1 })).resolves.toBe(2);
  });

  it('reports what it waited for, and the last error', async () => {
    const probe = () => Promise.reject(new Error('refused'));
    await expect(waitUntil(probe, { what: 'the server', timeoutMs: 20 })).rejects.toThrow(
      /waiting for the server \(last error: refused\)/,
    );
  });
});
