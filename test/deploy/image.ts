import { execFile, spawn } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { setPriority, tmpdir } from 'node:os';
import { delimiter, dirname, join, matchesGlob } from 'node:path';
import { promisify } from 'node:util';

import { checkout, readText } from './checkout.js';

const lowestPriority = 19;

/** Of an image, in the terms of the OCI image specification. */
export interface ImageConfig {
  User: string;
  Env: string[];
  WorkingDir: string;
  ExposedPorts: Record<string, object>;
  Entrypoint?: string[];
  Cmd: string[];
}

interface DockerfileModule {
  readDockerfile: () => Promise<{ steps: string[]; config: ImageConfig }>;
  parseDockerfile: (text: string) => { steps: string[]; config: ImageConfig };
}

export const { readDockerfile, parseDockerfile } = (await import(
  join(checkout, 'scripts/lib/image/dockerfile.mjs')
)) as DockerfileModule;

/** What the Dockerfile makes, without Docker: its steps run on a copy of what Docker would be sent. */
export interface Image {
  /** A folder of its own, which is removed with the image. */
  readonly dir: string;
  /** What /app is in the image. */
  readonly app: string;
  readonly config: ImageConfig;
  remove: () => Promise<void>;
}

export async function buildImage(): Promise<Image> {
  const { steps, config } = await readDockerfile();
  const dir = await mkdtemp(join(tmpdir(), 'postrider-image-'));
  // In an image everybody can enter the folders above.
  await chmod(dir, 0o755);
  const remove = () => rm(dir, { recursive: true, force: true });
  try {
    const [source, app] = [join(dir, 'src'), join(dir, 'app')];
    await copyContext(source);
    for (const step of steps) await runStep(step.replaceAll(/(?<= )\/app$/g, app), source);
    return { dir, app, config, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The files of the checkout, also those that are not committed yet, as far as .dockerignore lets them through. */
async function copyContext(target: string): Promise<void> {
  const ignored = (await readText('.dockerignore')).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const isIgnored = (path: string): boolean =>
    path
      .split('/')
      .map((_, i, parts) => parts.slice(0, i + 1).join('/'))
      .some((parent) => ignored.some((pattern) => matchesGlob(parent, pattern)));
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'];
  const { stdout } = await promisify(execFile)('git', args, { cwd: checkout, maxBuffer: 64 * 1024 * 1024 });
  for (const path of stdout.split('\0').filter((name) => name !== '' && !isIgnored(name))) {
    await mkdir(dirname(join(target, path)), { recursive: true });
    await cp(join(checkout, path), join(target, path)).catch(ignoreMissing);
  }
}

/** A file that was deleted, but not in Git yet. */
function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
}

export function runStep(step: string, cwd: string): Promise<void> {
  // What was built from the very same files and packages is not built again.
  const env = { ...plainEnvironment(), TURBO_CACHE_DIR: join(checkout, '.turbo', 'cache') };
  return new Promise((resolve, reject) => {
    const child = spawn('sh', ['-c', step], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    // Other tests run at the same time, and some of them measure time.
    if (child.pid !== undefined) setPriority(child.pid, lowestPriority);
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${step} ended with ${code}:\n${output}`));
    });
  });
}

/** Nothing of npm, Jest or this checkout: a container knows none of it. */
export function plainEnvironment(): Record<string, string> {
  const isForeign = (name: string): boolean => /^(npm_|JEST_|POSTRIDER_|INIT_CWD$|NODE_)/i.test(name);
  const own = join(checkout, 'node_modules');
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.startsWith(own));
  const kept = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || isForeign(name) ? [] : [[name, value] as const],
  );
  return { ...Object.fromEntries(kept), PATH: path.join(delimiter) };
}
