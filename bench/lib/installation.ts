import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, waitUntil, withoutSettings } from '@postrider/testing';
import type { RunningSystem } from '../targets/target.ts';
import { onInterruption } from './interruption.ts';

const startMs = 120_000;

/** Runs `work` with what `npm start` starts, from a repository that is built. */
export async function withInstallation<T>(root: string, work: (started: RunningSystem) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'postrider-bench-start-'));
  const port = await freePort();
  const child = spawn('sh', ['-c', await startScript(root)], {
    cwd: root,
    env: { ...process.env, ...withoutSettings(), POSTRIDER_DATA_DIR: dir, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    await rm(dir, { recursive: true, force: true });
  };
  const forget = onInterruption(stop);
  try {
    let output = '';
    child.stdout.on('data', (text: Buffer) => (output += text.toString()));
    await waitUntil(() => output.includes('Ctrl-C'), { what: 'npm start', timeoutMs: startMs });
    const secrets = JSON.parse(await readFile(join(dir, 'credentials.json'), 'utf8')) as Record<string, string>;
    const url = `http://127.0.0.1:${port}`;
    return await work({ name: 'npm start', kind: 'postrider', url, secrets, processes: [child.pid ?? 0] });
  } finally {
    await stop();
    forget();
  }
}

/** The command of `npm start`, without npm's own process. */
async function startScript(root: string): Promise<string> {
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { scripts: { start: string } };
  return scripts.start;
}
