import { execFile } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { findDebianProgram, succeeds } from '../support/debian-program.js';
import { type Image, plainEnvironment } from './image.js';

/** How a command of a container is run on this machine. */
export type Runtime = (
  command: string[],
  environment: Record<string, string>,
) => { program: string; args: string[]; options: { cwd?: string; env: Record<string, string> } };

/** Runs commands with this machine's Node.js, from the folder with the image's programs. */
export function inFolder(image: Image): Runtime {
  return ([program, ...args], environment) => {
    if (program !== 'node') throw new Error(`expected a command of Node, not ${String(program)}`);
    return {
      program: process.execPath,
      args,
      options: { cwd: image.app, env: { ...plainEnvironment(), ...environment } },
    };
  };
}

/** A root file system, and how a container runtime would start a process in it. */
export interface Bundle {
  readonly root: string;
  readonly process: { user: { uid: number; gid: number }; args: string[]; env: string[]; cwd: string };
}

/** Docker is given these, too: what it mounts itself, a root that cannot be written, and a temporary folder that can. */
const script = `set -e
root=$1 cwd=$2 uid=$3 gid=$4
shift 4
mount --bind "$root" "$root"
mount --rbind /dev "$root/dev"
mount --rbind /proc "$root/proc"
mount -t tmpfs tmpfs "$root/tmp"
mount -o remount,bind,ro "$root"
exec setpriv --no-new-privs unshare --root="$root" --wd="$cwd" --setgid="$gid" --setuid="$uid" -- "$@"`;

/** Runs commands in a root file system, as the image's user. Nothing but the network is shared with this machine. */
export function inRoot({ root, process: { user, env, cwd } }: Bundle): Runtime {
  const own = Object.fromEntries(env.map((each) => [each.split('=', 1)[0] ?? '', each.slice(each.indexOf('=') + 1)]));
  return (command, environment) => ({
    program: 'unshare',
    args: ['--mount', 'sh', '-c', script, 'sh', root, cwd, String(user.uid), String(user.gid), ...command],
    options: { env: { ...own, ...environment } },
  });
}

/** What reads image layouts, or why none can be made and started on this machine. */
export async function findUnpacker(): Promise<{ umoci?: string; missing?: string }> {
  if (!(await succeeds('dpkg-deb', ['--version']))) return { missing: 'this is no Debian' };
  if (!(await succeeds('unshare', ['--mount', 'setpriv', '--no-new-privs', 'true'])))
    return { missing: 'this user may not mount' };
  const { program, missing } = await findDebianProgram('umoci');
  return program === undefined ? { missing: missing ?? '' } : { umoci: program };
}

/** Reads a layout with a program that is not ours. */
export async function unpack(umoci: string, layout: string, tag: string, folder: string): Promise<Bundle> {
  await mkdir(folder, { recursive: true });
  const bundle = join(folder, 'bundle');
  await promisify(execFile)(umoci, ['unpack', '--image', `${layout}:${tag}`, bundle]);
  const config = JSON.parse(await readFile(join(bundle, 'config.json'), 'utf8')) as Pick<Bundle, 'process'>;
  return { root: join(bundle, 'rootfs'), process: config.process };
}
