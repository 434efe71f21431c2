import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Programs } from '@postrider/testing';
import { parse } from 'yaml';

export const repository = join(import.meta.dirname, '..', '..');
const run = promisify(execFile);

/** Another version of Postrider, built in a folder of its own. */
export interface OtherVersion {
  commit: string;
  root: string;
  programs: Programs;
}

/** Clones a commit of this repository into a temporary folder and builds it, unless that is done already. */
export async function buildVersion(ref: string): Promise<OtherVersion> {
  const { stdout } = await run('git', ['rev-parse', '--verify', `${ref}^{commit}`], { cwd: repository });
  const commit = stdout.trim();
  const root = join(tmpdir(), 'postrider-versions', commit.slice(0, 12));
  const built = join(root, '.built');
  if (!existsSync(built)) {
    console.log(`building ${ref} in ${root}`);
    if (!existsSync(root)) await run('git', ['clone', '--quiet', '--no-checkout', repository, root]);
    await run('git', ['checkout', '--quiet', commit], { cwd: root });
    for (const args of [
      ['ci', '--no-audit', '--no-fund'],
      ['run', 'build'],
    ]) {
      await run('npm', args, { cwd: root, maxBuffer: Infinity });
    }
    await writeFile(built, '');
  }
  return { commit, root, programs: await programsOf(root) };
}

/** The programs with their flags, as in the Compose file of that version. */
async function programsOf(root: string): Promise<Programs> {
  const { services } = parse(await readFile(join(root, 'docker-compose.yml'), 'utf8'), { merge: true }) as {
    services: Record<'gateway' | 'dispatcher', { command: string[] }> & { cli: { entrypoint: string[] } };
  };
  const ofRoot = (command: readonly string[]): string[] => [...command.slice(1, -1), join(root, command.at(-1) ?? '')];
  return {
    gateway: ofRoot(services.gateway.command),
    dispatcher: ofRoot(services.dispatcher.command),
    admin: ofRoot(services.cli.entrypoint),
  };
}
