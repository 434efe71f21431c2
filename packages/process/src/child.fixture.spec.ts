import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

export interface Child {
  process: ChildProcess;
  /** Resolves when the child has written something to standard output. */
  started: Promise<unknown>;
  ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
}

const environment = {
  DATABASE_URL: 'postgres://db',
  REDIS_URL: 'redis://redis',
  POSTRIDER_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32).toString('base64')}`,
};

/** Runs a program against the built package, as a process of its own. */
export function child(program: string, env: Record<string, string> = {}): Child {
  const process_ = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: import.meta.dirname,
    env: { ...environment, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const { stdout, stderr } = process_;
  if (!stdout || !stderr) throw new Error('the child has pipes');
  const started = once(stdout, 'readable');
  const ended = Promise.all([once(process_, 'exit'), text(stdout), text(stderr)]).then(([exit, out, err]) => ({
    code: exit[0] as number | null,
    stdout: out,
    stderr: err,
  }));
  return { process: process_, started, ended };
}
