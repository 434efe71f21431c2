import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface ServerUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

export interface ServerCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly identity: { readonly uid?: number; readonly gid?: number };
}

export interface ServerCommandOptions {
  readonly program: string;
  readonly args: readonly string[];
  /** The user to switch to; requires root. */
  readonly user?: ServerUser | undefined;
  /** Folders that the program reads. */
  readonly reads?: readonly string[];
  /** The signal that the server gets if this process dies. */
  readonly deathSignal: 'INT' | 'TERM';
}

/** Returns the command line that runs a server as `user`, wherever the checkout is. */
export async function serverCommand(options: ServerCommandOptions): Promise<ServerCommand> {
  const { program, args, user, reads = [], deathSignal } = options;
  const hasSetpriv = await findSetpriv();
  const blocked = user && (await firstUnreachable(reads, user));
  const capability = blocked === undefined ? undefined : await readingCapability();

  if (blocked !== undefined && !(hasSetpriv && capability)) {
    throw new Error(
      `The user "${user?.name}" cannot reach ${blocked}, and this server does not run as root. ` +
        'Move the checkout to a folder that every user can enter, or install util-linux (setpriv).',
    );
  }
  if (!hasSetpriv) {
    return { command: program, args, identity: user ? { uid: user.uid, gid: user.gid } : {} };
  }
  const flags = [`--pdeathsig=${deathSignal}`];
  if (user) flags.push(`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups');
  if (capability) flags.push(...grant(capability));
  return { command: 'setpriv', args: [...flags, program, ...args], identity: {} };
}

/**
 * Grants the capability to read folders of other users. Without no_setuid_fixup, access(2) ignores capabilities, and
 * initdb checks its programs with access(2).
 */
function grant(capability: string): string[] {
  const only = `-all,+${capability}`;
  return [`--inh-caps=${only}`, `--ambient-caps=${only}`, `--bounding-set=${only}`, '--securebits=+no_setuid_fixup'];
}

async function findSetpriv(): Promise<boolean> {
  const { stdout } = await run('setpriv', ['--version']).catch(() => ({ stdout: '' }));
  // BusyBox's setpriv lacks options.
  return stdout.includes('util-linux');
}

const CAPABILITY_BITS = { dac_read_search: 2n, dac_override: 1n } as const;
const SETPCAP_BIT = 8n;

/** Returns the narrower of two capabilities, which containers often withhold, or the wider one. */
async function readingCapability(): Promise<string | undefined> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  const effective = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? '0'}`);
  const has = (bit: bigint) => ((effective >> bit) & 1n) === 1n;
  if (!has(SETPCAP_BIT)) return undefined;
  return Object.entries(CAPABILITY_BITS).find(([, bit]) => has(bit))?.[0];
}

async function firstUnreachable(folders: readonly string[], user: ServerUser): Promise<string | undefined> {
  for (const folder of folders) {
    const blocked = await firstClosed(folder, user, constants.S_IROTH | constants.S_IXOTH);
    if (blocked !== undefined) return blocked;
  }
  return undefined;
}

/** The folder needs the `bits`; its parents need only the execute bit. */
async function firstClosed(folder: string, user: ServerUser, bits: number): Promise<string | undefined> {
  const { mode, uid } = await stat(folder);
  if (uid !== user.uid && (mode & bits) !== bits) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : firstClosed(parent, user, constants.S_IXOTH);
}
