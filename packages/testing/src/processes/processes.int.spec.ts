import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { waitUntil } from '../wait-until.js';
import { isAlive } from './leftover.js';
import type { ManagedProcess } from './managed-process.js';
import { spawnProcess } from './spawn-process.js';

const running: ManagedProcess[] = [];
let dir: string;

async function script(source: string, env: Record<string, string | undefined> = {}) {
  const file = join(dir, 'script.mjs');
  await writeFile(file, source);
  const started = spawnProcess({ name: 'script', args: [file], env, cwd: dir });
  running.push(started);
  return started;
}

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'postrider-process-'));
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((started) => started.kill()));
  await rm(dir, { recursive: true, force: true });
});

describe('spawnProcess', () => {
  it('captures the output as lines, and passes the environment and the folder', async () => {
    const started = await script(
      `console.log('one'); console.error('two ' + process.env.TOLD); console.log(process.cwd());`,
      { TOLD: 'so' },
    );
    expect(await started.exited).toEqual({ code: 0, signal: null });
    expect([...started.lines].sort()).toEqual([dir, 'one', 'two so'].sort());
  });

  it('waits for a line, or finds an earlier one', async () => {
    const started = await script(
      `console.log('early'); setTimeout(() => console.log('late 7'), 100); setTimeout(() => {}, 60_000);`,
    );
    expect(await started.waitForLine(/^late \d$/)).toBe('late 7');
    expect(await started.waitForLine(/early/)).toBe('early');
    await expect(started.waitForLine(/never/, { timeoutMs: 50 })).rejects.toThrow(/never[^]*late 7/);
  });

  it('throws if the process ends without the line', async () => {
    const started = await script(`console.error('broken'); process.exit(3);`);
    await expect(started.waitForLine(/ready/)).rejects.toThrow(/exit code 3[^]*broken/);
  });

  it('stops a process, and kills it if it does not stop', async () => {
    const polite = await script(
      `process.on('SIGTERM', () => process.exit(7)); console.log('up'); setInterval(() => {}, 1000);`,
    );
    await polite.waitForLine(/up/);
    expect(await polite.stop()).toEqual({ code: 7, signal: null });

    const stubborn = await script(`process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000);`);
    await stubborn.waitForLine(/up/);
    expect(await stubborn.stop('SIGTERM', 100)).toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('lets the process notice the death of its parent', async () => {
    const child = join(dir, 'child.mjs');
    await writeFile(
      child,
      `process.on('disconnect', () => process.exit()); setInterval(() => {}, 1000);
       console.log('pid ' + process.pid);`,
    );
    const parent = await script(
      `import { spawn } from 'node:child_process';
       spawn(process.execPath, [${JSON.stringify(child)}],
         { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], detached: true });`,
    );
    const line = await parent.waitForLine(/^pid /);
    const pid = Number(line.slice('pid '.length));
    await parent.kill();
    await waitUntil(async () => !(await isAlive(pid)), { what: 'the child to end' });
  });
});
