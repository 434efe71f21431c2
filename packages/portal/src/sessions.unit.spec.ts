import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { PortalSession } from './session.js';
import { Sessions, type SessionDelays } from './sessions.js';

const delays: SessionDelays = { retryMs: [1, 2, 3], earlyMs: 60_000, callMs: 60_000 };
const url = 'https://webhooks.example.com/portal/org_1#token=pst_1';

let calls: number;
let stopped: AbortController;
beforeEach(() => {
  calls = 0;
  stopped = new AbortController();
});
afterEach(() => {
  stopped.abort();
});

const session = (fields: Partial<PortalSession> = {}): PortalSession => ({ url, token: `pst_${calls}`, ...fields });

/** Sessions whose calls fail the given number of times. */
function sessions(failures: number, { changed = {}, expires_at = '2126-01-01T00:00:00Z' } = {}): Sessions {
  const fetchToken = (): Promise<PortalSession> => {
    calls += 1;
    return calls > failures
      ? Promise.resolve(session({ expires_at }))
      : Promise.reject(new Error(`call ${calls} failed`));
  };
  return new Sessions(fetchToken, stopped.signal, { ...delays, ...changed });
}

describe('a session', () => {
  it('is kept until it is over', async () => {
    const kept = sessions(0);
    expect([(await kept.get()).token, (await kept.get()).token]).toEqual(['pst_1', 'pst_1']);
    const over = sessions(0, { expires_at: '2020-01-01T00:00:00Z' });
    await over.get();
    expect((await over.get()).token).toBe('pst_3');
  });

  it('is renewed once for all that ask at the same time', async () => {
    const shared = sessions(0);
    const renewed = await Promise.all([shared.renew(), shared.get(), shared.renew()]);
    expect(renewed.map(({ token }) => token)).toEqual(['pst_1', 'pst_1', 'pst_1']);
    expect(calls).toBe(1);
  });

  it('is asked for again after a failure, a limited number of times', async () => {
    expect((await sessions(3).get()).token).toBe('pst_4');
    calls = 0;
    const failing = sessions(9);
    await expect(failing.get()).rejects.toThrow('call 4 failed');
    expect((await sessions(4).get()).token).toBe('pst_5');
  });

  it.each([undefined, {}, { error: { code: 'unauthorized' } }, { url: 'javascript:alert(1)', token: 'a' }, { url }])(
    'is none if the server returned %j',
    async (returned) => {
      const other = new Sessions(() => Promise.resolve(returned as PortalSession), stopped.signal, delays);
      await expect(other.get()).rejects.toThrow('fetchToken has to resolve to a portal session');
    },
  );

  it('is not waited for without end', async () => {
    const silent = new Sessions(() => new Promise(() => undefined), stopped.signal, { ...delays, callMs: 5 });
    await expect(silent.get()).rejects.toThrow('fetchToken took longer than 0.005 s');
  });
});

describe('a server whose sessions are refused at once', () => {
  it('is not called in a loop, until somebody tries again', async () => {
    const refused = sessions(0);
    for (let renewal = 0; renewal < 4; renewal += 1) await refused.renew();
    await expect(refused.renew()).rejects.toThrow('the portal refused each new session');
    expect(calls).toBe(4);
    refused.forgive();
    expect((await refused.renew()).token).toBe('pst_5');
  });

  it('is called as often as sessions end, if they last', async () => {
    const lasting = sessions(0, { changed: { earlyMs: 0 } });
    for (let renewal = 0; renewal < 20; renewal += 1) await lasting.renew();
    expect(calls).toBe(20);
  });
});

describe('a call under way', () => {
  it.each([0, 1])('is given up when the element is removed (after %d failures)', async (failures) => {
    const endless: SessionDelays = { ...delays, retryMs: [60_000] };
    const fetchToken = (): Promise<PortalSession> => {
      calls += 1;
      return calls > failures ? new Promise(() => undefined) : Promise.reject(new Error('failed'));
    };
    const waiting = new Sessions(fetchToken, stopped.signal, endless).get();
    await Promise.resolve();
    stopped.abort(new Error('removed'));
    await expect(waiting).rejects.toThrow(failures === 0 ? 'removed' : /removed|failed/);
    expect(calls).toBe(1);
  });
});
