import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { describe, expect, it } from '@jest/globals';

import { checkout } from './checkout.js';

interface Progress {
  packages: (done: number, all: number) => string;
  withProgress: <T>(
    options: { done: () => string; print: (line: string) => void; everyMs: number },
    work: () => Promise<T>,
  ) => Promise<T>;
}

const { packages, withProgress } = (await import(join(checkout, 'scripts/lib/progress.mjs'))) as Progress;

describe('the preparation of npm start', () => {
  it('says again and again how far it is, and how long it took', async () => {
    const lines: string[] = [];
    let done = 0;
    const result = await withProgress(
      { done: () => packages((done += 1_000), 5_000), print: (line) => lines.push(line), everyMs: 1 },
      async () => {
        while (lines.length < 2) await sleep(1);
        return 'result';
      },
    );
    expect(result).toBe('result');
    expect(lines[0]).toMatch(/^ {2}\d+ s: 1,000 of 5,000 packages$/);
    expect(lines[1]).toMatch(/^ {2}\d+ s: 2,000 of 5,000 packages$/);
    expect(lines.at(-1)).toMatch(/^ {2}done in \d+ s$/);
  });

  it('says nothing while it is short', async () => {
    const lines: string[] = [];
    const options = { done: () => 'nothing', print: (line: string) => lines.push(line), everyMs: 60_000 };
    await withProgress(options, () => Promise.resolve());
    expect(lines).toEqual([]);
  });

  it('fails as its work does', async () => {
    const options = { done: () => 'nothing', print: () => undefined, everyMs: 60_000 };
    await expect(withProgress(options, () => Promise.reject(new Error('npm ci failed')))).rejects.toThrow(
      'npm ci failed',
    );
  });
});
