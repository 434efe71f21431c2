import { describe, expect, it } from '@jest/globals';
import { ConcurrencyLimiter, type Permit } from './concurrency-limiter.js';

const limits = { slowMs: 500, slowAttempts: 20, slowAttemptsPerEndpoint: 10 };

/** A limiter whose clock moves with `advance` only. */
function limiterAt(): { limiter: ConcurrencyLimiter; advance: (ms: number) => void } {
  let now = 0;
  const limiter = new ConcurrencyLimiter(limits, () => now);
  return {
    limiter,
    advance: (ms) => {
      now += ms;
      limiter.tick();
    },
  };
}

/** Sends attempts until the endpoint is at capacity, at most `most`. */
function send(limiter: ConcurrencyLimiter, endpoint: string, most = 100): Permit[] {
  const permits: Permit[] = [];
  while (permits.length < most) {
    const permit = limiter.acquire(endpoint);
    if (!permit) break;
    permit.sent();
    permits.push(permit);
  }
  return permits;
}

const release = (permits: readonly Permit[], responded: boolean): void => {
  for (const permit of permits) permit.release(responded);
};

const respondPromptly = (limiter: ConcurrencyLimiter, endpoint: string): void => {
  release(send(limiter, endpoint, 1), true);
};

const isSlow = (permit: Permit): Promise<boolean> =>
  Promise.race([permit.slow.then(() => true), Promise.resolve().then(() => false)]);

describe('an attempt that is not sent after all', () => {
  it('does not count, and counts once when it is sent later', async () => {
    const { limiter, advance } = limiterAt();
    respondPromptly(limiter, 'prompt');
    const [attempt] = send(limiter, 'prompt', 1) as [Permit];
    advance(limits.slowMs);
    expect(await isSlow(attempt)).toBe(true);
    attempt.notSent();
    expect(limiter.slowAvailable).toBe(limits.slowAttempts);

    attempt.sent();
    advance(limits.slowMs);
    expect(limiter.slowAvailable).toBe(limits.slowAttempts - 1);
    attempt.release(true);
    expect(limiter.slowAvailable).toBe(limits.slowAttempts);
  });
});

describe('an endpoint that responds promptly', () => {
  it('is never limited', () => {
    const { limiter } = limiterAt();
    respondPromptly(limiter, 'prompt');
    expect(send(limiter, 'prompt', 1_000)).toHaveLength(1_000);
    expect(limiter.available('prompt')).toBe(Infinity);
  });

  it('is not limited while other endpoints use up the limit on slow attempts', () => {
    const { limiter, advance } = limiterAt();
    respondPromptly(limiter, 'prompt');
    for (let i = 0; i < 50; i++) send(limiter, `hanging-${String(i)}`);
    advance(10_000);
    expect(limiter.slowAvailable).toBe(0);
    expect(send(limiter, 'prompt', 1_000)).toHaveLength(1_000);
  });

  it('is prompt even if its connections fail', () => {
    const { limiter } = limiterAt();
    release(send(limiter, 'refusing', 1), false);
    expect(limiter.available('refusing')).toBe(Infinity);
  });

  it('is limited once its requests hang', () => {
    const { limiter, advance } = limiterAt();
    respondPromptly(limiter, 'turning');
    send(limiter, 'turning', 200);
    expect(limiter.available('turning')).toBe(Infinity);
    advance(500);
    expect(limiter.acquire('turning')).toBeUndefined();
  });

  it('is not limited while fewer requests hang than the limit, even after a time-out between responses', () => {
    const { limiter, advance } = limiterAt();
    respondPromptly(limiter, 'mixed');
    const hanging = send(limiter, 'mixed', limits.slowAttemptsPerEndpoint - 1);
    advance(500);
    expect(limiter.available('mixed')).toBe(Infinity);
    respondPromptly(limiter, 'mixed');
    release(hanging.slice(0, 1), false);
    expect(limiter.available('mixed')).toBe(Infinity);
  });
});

describe('an endpoint that is new', () => {
  it('has a small limit at first', () => {
    const { limiter } = limiterAt();
    expect(send(limiter, 'new')).toHaveLength(8);
    expect(limiter.available('new')).toBe(0);
  });

  it('learns nothing from an attempt that was not sent', () => {
    const { limiter } = limiterAt();
    limiter.acquire('new')?.release(false);
    expect(limiter.available('new')).toBe(8);
  });

  it('shares the limit on slow attempts with all endpoints that are not prompt', () => {
    const { limiter } = limiterAt();
    const sent = Array.from({ length: 50 }, (_, i) => send(limiter, `new-${String(i)}`)).flat();
    expect(sent).toHaveLength(limits.slowAttempts);
    release(sent.slice(0, 1), true);
    expect(limiter.acquire('another')).toBeDefined();
  });
});

describe('an endpoint that is slow', () => {
  it('has its limit halved with each time-out, down to one', () => {
    const { limiter, advance } = limiterAt();
    const first = send(limiter, 'hanging');
    advance(15_000);
    release(first.slice(0, 1), false);
    expect(limiter.available('hanging')).toBe(0);
    release(first.slice(1), false);
    expect(send(limiter, 'hanging')).toHaveLength(1);
  });

  it('has its limit raised by one with each response, up to the maximum', () => {
    const { limiter, advance } = limiterAt();
    const rounds = Array.from({ length: 20 }, () => {
      const sent = send(limiter, 'slow');
      advance(2_000);
      release(sent, true);
      return sent.length;
    });
    expect(rounds.slice(0, 2)).toEqual([8, limits.slowAttemptsPerEndpoint]);
    expect(rounds.at(-1)).toBe(limits.slowAttemptsPerEndpoint);
  });

  it('is not prompt any more when all attempts since its last prompt response time out', () => {
    const { limiter, advance } = limiterAt();
    respondPromptly(limiter, 'turned');
    advance(1);
    const sent = send(limiter, 'turned', 8);
    advance(15_000);
    release(sent, false);
    expect(send(limiter, 'turned')).toHaveLength(1);
  });

  it('is not limited after one prompt response', () => {
    const { limiter, advance } = limiterAt();
    const sent = send(limiter, 'healed');
    advance(15_000);
    release(sent, false);
    respondPromptly(limiter, 'healed');
    expect(limiter.available('healed')).toBe(Infinity);
  });

  it('releases each permit once only', () => {
    const { limiter, advance } = limiterAt();
    const sent = send(limiter, 'hanging');
    advance(15_000);
    release(sent, false);
    release(sent, false);
    expect(limiter.slowAvailable).toBe(limits.slowAttempts);
  });
});

describe('an attempt', () => {
  it('becomes slow after the slow time, counted from when it was sent', async () => {
    const { limiter, advance } = limiterAt();
    const [early, late] = [limiter.acquire('a'), limiter.acquire('a')];
    if (!early || !late) throw new Error('a new endpoint has two permits available');
    early.sent();
    advance(400);
    late.sent();
    advance(100);
    expect([await isSlow(early), await isSlow(late)]).toEqual([true, false]);
    advance(400);
    expect(await isSlow(late)).toBe(true);
  });

  it('that is over does not become slow', async () => {
    const { limiter, advance } = limiterAt();
    const [sent] = send(limiter, 'a', 1);
    sent?.release(true);
    advance(10_000);
    expect(sent && (await isSlow(sent))).toBe(false);
  });
});

describe('a permit', () => {
  it('is limited until its endpoint has responded promptly', () => {
    const { limiter } = limiterAt();
    const [first] = send(limiter, 'endpoint', 1);
    expect(first?.isLimited).toBe(true);
    first?.release(true);
    expect(limiter.acquire('endpoint')?.isLimited).toBe(false);
  });
});
