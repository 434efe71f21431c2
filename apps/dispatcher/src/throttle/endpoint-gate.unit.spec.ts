import { describe, expect, it } from '@jest/globals';
import { EndpointGate } from './endpoint-gate.js';

const limits = { perEndpoint: 10, unproven: { deliver: 6, retry: 3, replay: 2 }, promptMs: 1_000, maxDelayMs: 60_000 };

type Leave = (durationMs: number, answered: boolean) => void;

function gateAt(now = 0): { gate: EndpointGate; clock: { now: number } } {
  const clock = { now };
  return { gate: new EndpointGate(limits, () => clock.now), clock };
}

/** Enters until the gate refuses, at most `most` times. */
function fill(gate: EndpointGate, endpoint: string, most = 100): Leave[] {
  const passes: Leave[] = [];
  while (passes.length < most) {
    const entered = gate.enter(endpoint, 'deliver');
    if ('delayMs' in entered) break;
    passes.push(entered.leave);
  }
  return passes;
}

function prove(gate: EndpointGate, endpoint: string, answers: number): void {
  for (let i = 0; i < answers; i++) for (const leave of fill(gate, endpoint, 1)) leave(20, true);
}

describe('the gate in front of endpoints', () => {
  it('lets a new endpoint have a few attempts at once', () => {
    const { gate } = gateAt();
    expect(fill(gate, 'new')).toHaveLength(4);
  });

  it('widens with each prompt answer up to the limit', () => {
    const { gate } = gateAt();
    prove(gate, 'healthy', 50);
    expect(fill(gate, 'healthy')).toHaveLength(limits.perEndpoint);
  });

  it('narrows to one when an endpoint does not answer', () => {
    const { gate } = gateAt();
    prove(gate, 'hanging', 50);
    for (const leave of fill(gate, 'hanging')) leave(15_000, false);
    expect(fill(gate, 'hanging')).toHaveLength(1);
  });

  it('lets hanging endpoints together have no more than their share, whatever their number', () => {
    const { gate } = gateAt();
    const passes = Array.from({ length: 50 }, (_, i) => fill(gate, `hanging-${i}`));
    expect(passes.flat()).toHaveLength(limits.unproven.deliver);
  });

  it('keeps letting healthy endpoints through while the share of the others is used up', () => {
    const { gate } = gateAt();
    prove(gate, 'healthy', 50);
    for (let i = 0; i < 50; i++) fill(gate, `hanging-${i}`);
    expect(fill(gate, 'healthy')).toHaveLength(limits.perEndpoint);
  });

  it('gives the share back when an attempt ends', () => {
    const { gate } = gateAt();
    const passes = [...fill(gate, 'a'), ...fill(gate, 'b')];
    for (const leave of passes) leave(15_000, false);
    expect([...fill(gate, 'c'), ...fill(gate, 'd')]).toHaveLength(limits.unproven.deliver);
  });

  it('spreads what it puts off over the time that the endpoint needs, no further than the limit', () => {
    const { gate } = gateAt();
    for (const leave of fill(gate, 'hanging')) leave(15_000, false);
    fill(gate, 'hanging');
    const delays = Array.from({ length: 40 }, () => {
      const entered = gate.enter('hanging', 'deliver');
      return 'delayMs' in entered ? entered.delayMs : 0;
    });
    expect(delays.slice(0, 3)).toEqual(delays.slice(0, 3).toSorted((a, b) => a - b));
    expect(new Set(delays.slice(0, 3)).size).toBe(3);
    expect(Math.max(...delays)).toBe(limits.maxDelayMs);
  });

  it('puts nothing far off any more once the endpoint answers promptly', () => {
    const { gate } = gateAt();
    const [first, ...others] = fill(gate, 'recovering');
    for (let i = 0; i < 100; i++) gate.enter('recovering', 'deliver');
    first?.(20, true);
    fill(gate, 'recovering');
    const entered = gate.enter('recovering', 'deliver');
    expect('delayMs' in entered && entered.delayMs).toBeLessThan(1_000);
    for (const leave of others) leave(20, true);
  });

  it('gives each queue a share of its own', () => {
    const { gate } = gateAt();
    for (let i = 0; i < 50; i++) fill(gate, `hanging-${i}`);
    const entered = Array.from({ length: 10 }, (_, i) => gate.enter(`replayed-${i}`, 'replay'));
    expect(entered.filter((pass) => 'leave' in pass)).toHaveLength(limits.unproven.replay);
  });

  it('does not take a new endpoint for a slow one: what comes before its first answer is back soon', () => {
    const { gate, clock } = gateAt();
    fill(gate, 'new');
    const delays = (): number[] =>
      Array.from({ length: 1_000 }, () => {
        const entered = gate.enter('new', 'deliver');
        return 'delayMs' in entered ? entered.delayMs : 0;
      });
    expect(Math.max(...delays())).toBe(100);
    clock.now = 8_000;
    expect(Math.max(...delays())).toBe(8_000);
  });

  it('spreads by the speed that was measured, from the first answer on', () => {
    const { gate } = gateAt();
    const [first] = fill(gate, 'fast');
    first?.(10, true);
    fill(gate, 'fast');
    const last = Array.from({ length: 1_000 }, () => gate.enter('fast', 'deliver')).at(-1);
    expect(last && 'delayMs' in last && last.delayMs).toBeLessThan(2_100);
  });
});
