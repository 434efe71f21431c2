import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { UsageError } from '../usage-error.js';

/** A server and a key that `login` has stored. */
export interface Profile {
  url: string;
  key: string;
}

export interface Profiles {
  /** The profile that is used without `--profile`. */
  current: string | null;
  profiles: Readonly<Record<string, Profile>>;
}

const version = 1;
const none: Profiles = { current: null, profiles: {} };

/** In the folder of the XDG base directory specification, which ignores a relative path. */
export function profilePath(env: NodeJS.ProcessEnv): string {
  const given = env.XDG_CONFIG_HOME ?? '';
  return join(given.startsWith('/') ? given : join(homedir(), '.config'), 'postrider', 'profiles.json');
}

/** No profiles if there is no file. */
export function readProfiles(path: string): Profiles {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return none;
    throw new UsageError(`cannot read the profiles: ${(error as Error).message}`);
  }
  const parsed = parseProfiles(text);
  if (parsed) return parsed;
  throw new UsageError(`${path} is no file of postrider login (version ${version}): remove it, and log in again`);
}

/** Undefined if the text is none of a file of profiles. */
export function parseProfiles(text: string): Profiles | undefined {
  try {
    const value = JSON.parse(text) as Record<string, unknown> | null;
    const { version: given, current, profiles } = value ?? {};
    if (given !== version || typeof profiles !== 'object' || profiles === null) return undefined;
    if (current !== null && typeof current !== 'string') return undefined;
    if (!Object.values(profiles).every(isProfile)) return undefined;
    return { current, profiles: profiles as Profiles['profiles'] };
  } catch {
    return undefined;
  }
}

const isProfile = (value: unknown): value is Profile => {
  const { url, key } = (value ?? {}) as Record<string, unknown>;
  return typeof url === 'string' && typeof key === 'string';
};

/** Replaces the file in one step. Only its owner can read it. */
export function writeProfiles(path: string, { current, profiles }: Profiles): void {
  const folder = dirname(path);
  const next = `${path}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(next, `${JSON.stringify({ version, current, profiles }, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    // The umask of the process may have taken the owner's rights too.
    chmodSync(next, 0o600);
    renameSync(next, path);
  } catch (error) {
    rmSync(next, { force: true });
    throw new UsageError(`cannot store the profile: ${(error as Error).message}`);
  }
}
