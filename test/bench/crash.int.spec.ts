import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, describe, expect, test } from '@jest/globals';
import { freePort, waitUntil } from '@postrider/testing';

import { ExternalSystem } from '../../bench/lib/external-system.ts';
import { residentMb } from '../../bench/lib/process-figures.ts';
import { accountOf } from '../../bench/scenarios/crash.ts';

describe('the account of a crash', () => {
  const killedAt = 1_000;

  test('has nothing to report if each acknowledged event arrived once before', () => {
    const observed = { acknowledgedAt: [900, 950], arrivedAt: { 0: 910, 1: 960 }, requests: 2, killedAt };
    expect(accountOf(observed)).toEqual({ 'crash.lost': 0, 'crash.repeated': 0, 'crash.back_ms': 0 });
  });

  test('counts acknowledged events that did not arrive as lost, and not the refused ones', () => {
    const observed = { acknowledgedAt: [900, null, 1_500], arrivedAt: { 2: 1_510 }, requests: 1, killedAt };
    expect(accountOf(observed)).toMatchObject({ 'crash.lost': 1, 'crash.repeated': 0 });
  });

  test('counts each further arrival as repeated, and a refused event that arrives as none', () => {
    const observed = { acknowledgedAt: [900, null], arrivedAt: { 0: 910, 1: 990 }, requests: 4, killedAt };
    expect(accountOf(observed)).toMatchObject({ 'crash.lost': 0, 'crash.repeated': 2 });
  });

  test('measures until the last event that was acknowledged before has arrived, whatever came later', () => {
    const observed = {
      acknowledgedAt: [900, 950, 1_500],
      arrivedAt: { 0: 910, 1: 1_400, 2: 9_000 },
      requests: 3,
      killedAt,
    };
    expect(accountOf(observed)).toMatchObject({ 'crash.back_ms': 400 });
  });
});

describe('a running system', () => {
  const dirs: string[] = [];
  const processes = new Set<number>();

  afterEach(async () => {
    for (const pid of processes) process.kill(pid, 'SIGKILL');
    processes.clear();
    await Promise.all(dirs.splice(0).map((dir) => rm(dir, { recursive: true })));
  });

  test('is killed with its child processes, and started again by its command', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'postrider-bench-crash-'));
    dirs.push(dir);
    const port = await freePort();
    const program = join(dir, 'system.mjs');
    await writeFile(
      program,
      `import { spawn } from 'node:child_process';
       import { appendFileSync } from 'node:fs';
       import { createServer } from 'node:http';
       const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
       createServer((_, response) => response.end('{}')).listen(${port}, '127.0.0.1', () =>
         appendFileSync(${JSON.stringify(join(dir, 'started'))}, process.pid + ' ' + child.pid + '\\n'));`,
    );
    const started = async (times: number): Promise<number[]> => {
      const all = await waitUntil(
        async () => {
          const lines = (await readFile(join(dir, 'started'), 'utf8')).trim().split('\n');
          return lines.length === times && lines.map((line) => line.split(' ').map(Number));
        },
        { what: `start ${times}` },
      );
      const last = all.at(-1) ?? [];
      for (const pid of last) processes.add(pid);
      return last;
    };
    spawn(process.execPath, [program], { stdio: 'ignore' });
    const first = await started(1);
    const [main = 0] = first;
    const url = `http://127.0.0.1:${port}`;
    const restart = `${JSON.stringify(process.execPath)} ${JSON.stringify(program)}`;
    const running = { name: 'system', kind: 'postrider', url, secrets: {}, processes: [main], restart } as const;

    await expect(residentMb([main])).resolves.toBeGreaterThan(0);
    await ExternalSystem.with(running, {}, (system) => system.crash());

    const second = await started(2);
    for (const pid of first) {
      await waitUntil(() => !isAlive(pid), { what: `process ${pid} to end` });
      processes.delete(pid);
    }
    for (const pid of second) expect(isAlive(pid)).toBe(true);
  });

  test('that does not run is an error that names it', async () => {
    await expect(residentMb(['no-such-program'])).rejects.toThrow('no process no-such-program');
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
