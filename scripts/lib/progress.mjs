import { performance } from 'node:perf_hooks';
import { clearInterval, setInterval } from 'node:timers';

/** Short work says nothing. */
const EVERY_MS = 5_000;

/** @param {number} done @param {number} all */
export const packages = (done, all) => `${done.toLocaleString('en')} of ${all.toLocaleString('en')} packages`;

/**
 * Prints every few seconds how far some work has come, and at its end how long it took.
 * @template T
 * @param {{ done: () => string, print?: (line: string) => void, everyMs?: number }} options `done`: what
 *   is done so far, such as "3 of 5 packages"
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withProgress({ done, print = console.error, everyMs = EVERY_MS }, work) {
  const start = performance.now();
  const seconds = () => `${Math.round((performance.now() - start) / 1000)} s`;
  let told = 0;
  const timer = setInterval(() => {
    told += 1;
    print(`  ${seconds()}: ${done()}`);
  }, everyMs);
  try {
    const result = await work();
    if (told > 0) print(`  done in ${seconds()}`);
    return result;
  } finally {
    clearInterval(timer);
  }
}
