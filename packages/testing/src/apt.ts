import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Installs a Debian package without its recommended packages. Returns false without apt-get or the rights to use it. Throws
 * an error with the last line of apt-get's output if apt-get fails.
 */
export async function aptInstall(name: string): Promise<boolean> {
  const aptGet = await aptGetCommand();
  if (!aptGet) return false;
  const installation = ['install', '--yes', '--no-install-recommends', name];
  try {
    await apt(aptGet, installation);
  } catch {
    // The package lists may be missing or out of date.
    try {
      await apt(aptGet, ['update']);
      await apt(aptGet, installation);
    } catch (cause) {
      throw new Error(`apt-get failed: ${lastLine(cause)}`, { cause });
    }
  }
  return true;
}

async function apt(aptGet: readonly string[], args: readonly string[]): Promise<void> {
  const [command = 'apt-get', ...prefix] = aptGet;
  await run(command, [...prefix, '-qq', '-o', 'DPkg::Lock::Timeout=120', ...args], {
    maxBuffer: 64 * 1024 * 1024,
  });
}

/** Returns the command that runs apt-get as root, or undefined. */
async function aptGetCommand(): Promise<string[] | undefined> {
  if (!(await succeeds('apt-get', ['--version']))) return undefined;
  const command = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
  if (process.getuid?.() === 0) return command;
  return (await succeeds('sudo', ['-n', 'true'])) ? ['sudo', '-n', ...command] : undefined;
}

async function succeeds(command: string, args: readonly string[]): Promise<boolean> {
  return run(command, args).then(
    () => true,
    () => false,
  );
}

function lastLine(error: unknown): string {
  const text = typeof error === 'object' && error !== null && 'stderr' in error ? String(error.stderr) : String(error);
  return text.trim().split('\n').at(-1) ?? '';
}
