import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { PollingLoop, type PollingLoopOptions } from './polling-loop.js';

const pauseMs = 1_000;
const logger = new Logger('test');
logger.warn = () => undefined;
let steps = 0;

/** A started loop with its first step done. */
async function started(
  step: PollingLoopOptions['step'],
  options: Partial<PollingLoopOptions> = {},
): Promise<PollingLoop> {
  const counted = () => {
    steps += 1;
    return step();
  };
  const loop = new PollingLoop({ step: counted, pauseMs, failure: 'the step failed', logger, ...options });
  loop.start(0);
  await after(0);
  return loop;
}

const after = (ms: number) => jest.advanceTimersByTimeAsync(ms);
const idle = () => Promise.resolve('idle' as const);

beforeEach(() => {
  steps = 0;
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('a polling loop', () => {
  it('waits as long as each step says', async () => {
    await started(() => Promise.resolve(200));
    await after(199);
    expect(steps).toBe(1);
    await after(1);
    expect(steps).toBe(2);
  });

  it('repeats a failed step after its pause', async () => {
    await started(() => Promise.reject(new Error('away')));
    await after(pauseMs);
    expect(steps).toBe(2);
  });

  it('does nothing while it is idle, and goes on when it is woken', async () => {
    const loop = await started(idle);
    await after(10 * pauseMs);
    expect(steps).toBe(1);
    loop.wake();
    await after(0);
    expect(steps).toBe(2);
  });

  it('does one more step when it is woken during a step', async () => {
    const loop = await started(async () => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      return 'idle';
    });
    loop.wake();
    loop.wake();
    await after(100);
    await after(1_000);
    expect(steps).toBe(2);
  });

  it('keeps its least pause however often it is woken', async () => {
    const loop = await started(idle, { minPauseMs: 100 });
    for (let i = 0; i < 9; i++) {
      loop.wake();
      await after(10);
    }
    expect(steps).toBe(1);
    await after(10);
    expect(steps).toBe(2);
  });

  it('does nothing before it is started, nor after it is stopped', async () => {
    const unstarted = new PollingLoop({ step: idle, pauseMs, failure: '', logger });
    unstarted.wake();
    const loop = await started(() => Promise.resolve(10));
    await loop.stop();
    loop.wake();
    await after(pauseMs);
    expect(steps).toBe(1);
  });
});
