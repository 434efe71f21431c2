import { describe, expect, it } from '@jest/globals';
import { ConcurrencyLimiter, type Permit } from './concurrency-limiter.js';

const limits = { slowMs: 500, slowAttempts: 20, slowAttemptsPerEndpoint: 10 };

/** A limiter with a clock that stands still until it is moved. */
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

/** Sends until the limiter refuses, at most `most` times. */
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

const leave = (permits: readonly Permit[], answered: boolean): void => {
  for (const permit of permits) permit.release(answered);
};

const answerPromptly = (limiter: ConcurrencyLimiter, endpoint: string): void => {
  leave(send(limiter, endpoint, 1), true);
};

const isSlow = (permit: Permit): Promise<boolean> =>
  Promise.race([permit.slow.then(() => true), Promise.resolve().then(() => false)]);

describe('an attempt that is not sent after all', () => {
  it('is neither slow nor fast, and takes nothing for ever when it is sent later', async () => {
    const { limiter, advance } = limiterAt();
    answerPromptly(limiter, 'prompt');
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

describe('an endpoint that answers promptly', () => {
  it('is never limited', () => {
    const { limiter } = limiterAt();
    answerPromptly(limiter, 'prompt');
    expect(send(limiter, 'prompt', 1_000)).toHaveLength(1_000);
    expect(limiter.available('prompt')).toBe(Infinity);
  });

  it('is not limited either while others have used up all that slow ones may have', () => {
    const { limiter, advance } = limiterAt();
    answerPromptly(limiter, 'prompt');
    for (let i = 0; i < 50; i++) send(limiter, `hanging-${String(i)}`);
    advance(10_000);
    expect(limiter.slowAvailable).toBe(0);
    expect(send(limiter, 'prompt', 1_000)).toHaveLength(1_000);
  });

  it('counts as prompt too when its answers are errors or broken connections', () => {
    const { limiter } = limiterAt();
    leave(send(limiter, 'refusing', 1), false);
    expect(limiter.available('refusing')).toBe(Infinity);
  });

  it('is limited as soon as its requests hang', () => {
    const { limiter, advance } = limiterAt();
    answerPromptly(limiter, 'turning');
    send(limiter, 'turning', 200);
    expect(limiter.available('turning')).toBe(Infinity);
    advance(500);
    expect(limiter.acquire('turning')).toBeUndefined();
  });

  it('goes on while fewer of its requests hang than may, also after a time-out among its answers', () => {
    const { limiter, advance } = limiterAt();
    answerPromptly(limiter, 'mixed');
    const hanging = send(limiter, 'mixed', limits.slowAttemptsPerEndpoint - 1);
    advance(500);
    expect(limiter.available('mixed')).toBe(Infinity);
    answerPromptly(limiter, 'mixed');
    leave(hanging.slice(0, 1), false);
    expect(limiter.available('mixed')).toBe(Infinity);
  });
});

describe('an endpoint that is new', () => {
  it('is sent a few attempts at once', () => {
    const { limiter } = limiterAt();
    expect(send(limiter, 'new')).toHaveLength(8);
    expect(limiter.available('new')).toBe(0);
  });

  it('learns nothing from an attempt that was not sent', () => {
    const { limiter } = limiterAt();
    limiter.acquire('new')?.release(false);
    expect(limiter.available('new')).toBe(8);
  });

  it('shares with all that are not prompt what these may have together', () => {
    const { limiter } = limiterAt();
    const sent = Array.from({ length: 50 }, (_, i) => send(limiter, `new-${String(i)}`)).flat();
    expect(sent).toHaveLength(limits.slowAttempts);
    leave(sent.slice(0, 1), true);
    expect(limiter.acquire('another')).toBeDefined();
  });
});

describe('an endpoint that is slow', () => {
  it('is sent half as many after each time-out, and one at last', () => {
    const { limiter, advance } = limiterAt();
    const first = send(limiter, 'hanging');
    advance(15_000);
    leave(first.slice(0, 1), false);
    expect(limiter.available('hanging')).toBe(0);
    leave(first.slice(1), false);
    expect(send(limiter, 'hanging')).toHaveLength(1);
  });

  it('is sent one more with each answer, up to the limit', () => {
    const { limiter, advance } = limiterAt();
    const rounds = Array.from({ length: 20 }, () => {
      const sent = send(limiter, 'slow');
      advance(2_000);
      leave(sent, true);
      return sent.length;
    });
    expect(rounds.slice(0, 2)).toEqual([8, limits.slowAttemptsPerEndpoint]);
    expect(rounds.at(-1)).toBe(limits.slowAttemptsPerEndpoint);
  });

  it('has been so since the oldest of its attempts that time out, though it was prompt before', () => {
    const { limiter, advance } = limiterAt();
    answerPromptly(limiter, 'turned');
    advance(1);
    const sent = send(limiter, 'turned', 8);
    advance(15_000);
    leave(sent, false);
    expect(send(limiter, 'turned')).toHaveLength(1);
  });

  it('is free again after one prompt answer', () => {
    const { limiter, advance } = limiterAt();
    const sent = send(limiter, 'healed');
    advance(15_000);
    leave(sent, false);
    answerPromptly(limiter, 'healed');
    expect(limiter.available('healed')).toBe(Infinity);
  });

  it('gives back what it held when its attempts end, and only once', () => {
    const { limiter, advance } = limiterAt();
    const sent = send(limiter, 'hanging');
    advance(15_000);
    leave(sent, false);
    leave(sent, false);
    expect(limiter.slowAvailable).toBe(limits.slowAttempts);
  });
});

describe('an attempt', () => {
  it('becomes slow when it is under way for long enough, counted from when it was sent', async () => {
    const { limiter, advance } = limiterAt();
    const [early, late] = [limiter.acquire('a'), limiter.acquire('a')];
    if (!early || !late) throw new Error('a new endpoint takes two');
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
