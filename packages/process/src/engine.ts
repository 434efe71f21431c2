import { performance } from 'node:perf_hooks';
import v8 from 'node:v8';

/** Share of a thread's time. A process without work stays below. */
const busyShare = 0.05;
const windowMs = 1_000;
/** So that a few calls after the start are no load. */
const busyWindows = 3;

/**
 * A start runs most code once, and an idle process hardly any: optimizing it takes memory and saves no time, and a large
 * heap has mostly garbage.
 */
export const saveMemory = (): void => {
  setFlags('--optimize-for-size', '--no-opt', '--no-maglev');
};

/** Ends `saveMemory` once the process has work. */
export function saveTimeUnderLoad(): void {
  let last = performance.eventLoopUtilization();
  let busy = 0;
  const timer = setInterval(() => {
    const now = performance.eventLoopUtilization();
    busy = performance.eventLoopUtilization(now, last).utilization > busyShare ? busy + 1 : 0;
    last = now;
    if (busy < busyWindows) return;
    clearInterval(timer);
    setFlags('--no-optimize-for-size', '--opt', '--maglev');
  }, windowMs);
  timer.unref();
}

function setFlags(...flags: string[]): void {
  for (const flag of flags) v8.setFlagsFromString(flag);
}
