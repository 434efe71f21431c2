import { describe, expect, it } from '@jest/globals';
import { EndpointGate, type Pass } from './endpoint-gate.js';

const limits = { slowMs: 500, slowAttempts: 20, slowAttemptsPerEndpoint: 10 };

/** A gate with a clock that stands still until it is moved. */
function gateAt(): { gate: EndpointGate; pass: (ms: number) => void } {
  let now = 0;
  const gate = new EndpointGate(limits, () => now);
  return {
    gate,
    pass: (ms) => {
      now += ms;
      gate.tick();
    },
  };
}

/** Sends until the gate refuses, at most `most` times. */
function send(gate: EndpointGate, endpoint: string, most = 100): Pass[] {
  const passes: Pass[] = [];
  while (passes.length < most) {
    const pass = gate.enter(endpoint);
    if (!pass) break;
    pass.sent();
    passes.push(pass);
  }
  return passes;
}

const leave = (passes: readonly Pass[], answered: boolean): void => {
  for (const pass of passes) pass.leave(answered);
};

const answerPromptly = (gate: EndpointGate, endpoint: string): void => {
  leave(send(gate, endpoint, 1), true);
};

const isSlow = (pass: Pass): Promise<boolean> =>
  Promise.race([pass.slow.then(() => true), Promise.resolve().then(() => false)]);

describe('an attempt that is not sent after all', () => {
  it('is neither slow nor fast, and takes nothing for ever when it is sent later', async () => {
    const { gate, pass } = gateAt();
    answerPromptly(gate, 'prompt');
    const [attempt] = send(gate, 'prompt', 1) as [Pass];
    pass(limits.slowMs);
    expect(await isSlow(attempt)).toBe(true);
    attempt.notSent();
    expect(gate.slowRoom).toBe(limits.slowAttempts);

    attempt.sent();
    pass(limits.slowMs);
    expect(gate.slowRoom).toBe(limits.slowAttempts - 1);
    attempt.leave(true);
    expect(gate.slowRoom).toBe(limits.slowAttempts);
  });
});

describe('an endpoint that answers promptly', () => {
  it('is never limited', () => {
    const { gate } = gateAt();
    answerPromptly(gate, 'prompt');
    expect(send(gate, 'prompt', 1_000)).toHaveLength(1_000);
    expect(gate.room('prompt')).toBe(Infinity);
  });

  it('is not limited either while others have used up all that slow ones may have', () => {
    const { gate, pass } = gateAt();
    answerPromptly(gate, 'prompt');
    for (let i = 0; i < 50; i++) send(gate, `hanging-${String(i)}`);
    pass(10_000);
    expect(gate.slowRoom).toBe(0);
    expect(send(gate, 'prompt', 1_000)).toHaveLength(1_000);
  });

  it('counts as prompt too when its answers are errors or broken connections', () => {
    const { gate } = gateAt();
    leave(send(gate, 'refusing', 1), false);
    expect(gate.room('refusing')).toBe(Infinity);
  });

  it('is limited as soon as its requests hang', () => {
    const { gate, pass } = gateAt();
    answerPromptly(gate, 'turning');
    send(gate, 'turning', 200);
    expect(gate.room('turning')).toBe(Infinity);
    pass(500);
    expect(gate.enter('turning')).toBeUndefined();
  });

  it('goes on while fewer of its requests hang than may, also after a time-out among its answers', () => {
    const { gate, pass } = gateAt();
    answerPromptly(gate, 'mixed');
    const hanging = send(gate, 'mixed', limits.slowAttemptsPerEndpoint - 1);
    pass(500);
    expect(gate.room('mixed')).toBe(Infinity);
    answerPromptly(gate, 'mixed');
    leave(hanging.slice(0, 1), false);
    expect(gate.room('mixed')).toBe(Infinity);
  });
});

describe('an endpoint that is new', () => {
  it('is sent a few attempts at once', () => {
    const { gate } = gateAt();
    expect(send(gate, 'new')).toHaveLength(8);
    expect(gate.room('new')).toBe(0);
  });

  it('learns nothing from an attempt that was not sent', () => {
    const { gate } = gateAt();
    gate.enter('new')?.leave(false);
    expect(gate.room('new')).toBe(8);
  });

  it('shares with all that are not prompt what these may have together', () => {
    const { gate } = gateAt();
    const sent = Array.from({ length: 50 }, (_, i) => send(gate, `new-${String(i)}`)).flat();
    expect(sent).toHaveLength(limits.slowAttempts);
    leave(sent.slice(0, 1), true);
    expect(gate.enter('another')).toBeDefined();
  });
});

describe('an endpoint that is slow', () => {
  it('is sent half as many after each time-out, and one at last', () => {
    const { gate, pass } = gateAt();
    const first = send(gate, 'hanging');
    pass(15_000);
    leave(first.slice(0, 1), false);
    expect(gate.room('hanging')).toBe(0);
    leave(first.slice(1), false);
    expect(send(gate, 'hanging')).toHaveLength(1);
  });

  it('is sent one more with each answer, up to the limit', () => {
    const { gate, pass } = gateAt();
    const rounds = Array.from({ length: 20 }, () => {
      const sent = send(gate, 'slow');
      pass(2_000);
      leave(sent, true);
      return sent.length;
    });
    expect(rounds.slice(0, 2)).toEqual([8, limits.slowAttemptsPerEndpoint]);
    expect(rounds.at(-1)).toBe(limits.slowAttemptsPerEndpoint);
  });

  it('has been so since the oldest of its attempts that time out, though it was prompt before', () => {
    const { gate, pass } = gateAt();
    answerPromptly(gate, 'turned');
    pass(1);
    const sent = send(gate, 'turned', 8);
    pass(15_000);
    leave(sent, false);
    expect(send(gate, 'turned')).toHaveLength(1);
  });

  it('is free again after one prompt answer', () => {
    const { gate, pass } = gateAt();
    const sent = send(gate, 'healed');
    pass(15_000);
    leave(sent, false);
    answerPromptly(gate, 'healed');
    expect(gate.room('healed')).toBe(Infinity);
  });

  it('gives back what it held when its attempts end, and only once', () => {
    const { gate, pass } = gateAt();
    const sent = send(gate, 'hanging');
    pass(15_000);
    leave(sent, false);
    leave(sent, false);
    expect(gate.slowRoom).toBe(limits.slowAttempts);
  });
});

describe('an attempt', () => {
  it('becomes slow when it is under way for long enough, counted from when it was sent', async () => {
    const { gate, pass } = gateAt();
    const [early, late] = [gate.enter('a'), gate.enter('a')];
    if (!early || !late) throw new Error('a new endpoint takes two');
    early.sent();
    pass(400);
    late.sent();
    pass(100);
    expect([await isSlow(early), await isSlow(late)]).toEqual([true, false]);
    pass(400);
    expect(await isSlow(late)).toBe(true);
  });

  it('that is over does not become slow', async () => {
    const { gate, pass } = gateAt();
    const [sent] = send(gate, 'a', 1);
    sent?.leave(true);
    pass(10_000);
    expect(sent && (await isSlow(sent))).toBe(false);
  });
});
