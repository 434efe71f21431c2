import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, waitUntil, withoutSettings } from '@postrider/testing';
import type { TargetConfig } from '../targets/target.ts';
import { onInterruption } from './interruption.ts';
import { childrenOf, nameOf, residentBytes } from './process-figures.ts';

const MiB = 1_024 ** 2;
const servers = ['postgres', 'redis-server', 'valkey-server'];
const startMs = 120_000;

/** What `npm start` starts, from a repository that is built. */
export class Installation {
  readonly target: TargetConfig;
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess, target: TargetConfig) {
    this.#process = process;
    this.target = target;
  }

  static async with<T>(root: string, work: (started: Installation) => Promise<T>): Promise<T> {
    const dir = await mkdtemp(join(tmpdir(), 'postrider-bench-start-'));
    const port = await freePort();
    const child = spawn(process.execPath, ['scripts/start.mjs'], {
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
      return await work(new Installation(child, { kind: 'postrider', url: `http://127.0.0.1:${port}`, secrets }));
    } finally {
      await stop();
      forget();
    }
  }

  /** Resident memory of all processes but the servers', in MiB. */
  async residentMb(): Promise<number> {
    const sum = async (pid: number): Promise<number> => {
      if (servers.includes(await nameOf(pid))) return 0;
      const children = await Promise.all((await childrenOf(pid)).map(sum));
      return children.reduce((total, each) => total + each, await residentBytes(pid));
    };
    return (await sum(this.#process.pid ?? 0)) / MiB;
  }
}
