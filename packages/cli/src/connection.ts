import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { profileNamed } from './profiles/change-profiles.js';
import { profilePath, readProfiles } from './profiles/profile-file.js';
import { UsageError } from './usage-error.js';

/** A server and the key for it. */
export interface Connection {
  url: string;
  key: string;
}

interface Given {
  url?: string | undefined;
  key?: string | undefined;
  profile?: string | undefined;
}

/**
 * Takes the URL and the key from the options, or from the environment, or both from the credentials file of the running
 * `npm start` of this folder, or both from the current profile. The key in a file is sent to that server only.
 */
export function findConnection(options: Given, env: NodeJS.ProcessEnv, folder: string): Connection {
  if (options.profile !== undefined) return namedProfile(options, env);
  const url = options.url ?? setting(env, 'POSTRIDER_URL');
  const key = options.key ?? keyOf(env);
  if (url !== undefined && key !== undefined) return { url: readUrl(url), key: readKey(key) };
  if (url !== undefined) throw new UsageError(`no API key for ${url}: set POSTRIDER_KEY or pass --key`);
  if (key !== undefined) throw new UsageError('no server URL: set POSTRIDER_URL or pass --url');
  const found = readCredentials(folder, setting(env, 'POSTRIDER_DATA_DIR') ?? '.postrider');
  if (found) return found;
  const stored = readProfiles(profilePath(env));
  if (stored.current !== null) return profileNamed(stored, stored.current);
  throw new UsageError(
    'no server: set POSTRIDER_URL and POSTRIDER_KEY, pass --url and --key, or log in (postrider login),\nor run this in the folder of a running `npm start`',
  );
}

/** The profile of the option, which is not mixed with another URL or key. */
function namedProfile({ profile = '', url, key }: Given, env: NodeJS.ProcessEnv): Connection {
  if (url !== undefined || key !== undefined) throw new UsageError('pass --profile, or --url and --key, not both');
  return profileNamed(readProfiles(profilePath(env)), profile);
}

/** What is used instead of the current profile; undefined if nothing is. */
export function precedesProfile(env: NodeJS.ProcessEnv, folder: string): string | undefined {
  if (setting(env, 'POSTRIDER_URL') !== undefined) return 'POSTRIDER_URL';
  if (keyOf(env) !== undefined) return 'POSTRIDER_KEY';
  const dataDir = setting(env, 'POSTRIDER_DATA_DIR') ?? '.postrider';
  return readCredentials(folder, dataDir) ? resolve(folder, dataDir, 'credentials.json') : undefined;
}

export function readUrl(url: string): string {
  const isHttp = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  if (!isHttp) throw new UsageError(`server URL: expected http://… or https://…, got ${url}`);
  return url;
}

/** An empty variable counts as unset. */
export const setting = (env: NodeJS.ProcessEnv, name: string): string | undefined =>
  env[name] === '' ? undefined : env[name];

/** The key, or the text of the file that POSTRIDER_KEY_FILE names. */
function keyOf(env: NodeJS.ProcessEnv): string | undefined {
  const file = setting(env, 'POSTRIDER_KEY_FILE');
  if (file === undefined) return setting(env, 'POSTRIDER_KEY');
  if (setting(env, 'POSTRIDER_KEY') !== undefined)
    throw new UsageError('set only one of POSTRIDER_KEY and POSTRIDER_KEY_FILE');
  try {
    return readFileSync(file, 'utf8').trimEnd();
  } catch (error) {
    throw new UsageError(`POSTRIDER_KEY_FILE: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Other characters are invalid in a header. The message does not repeat the key. */
export function readKey(key: string): string {
  if (!/^[\x21-\x7e]+$/.test(key)) throw new UsageError('API key: expected a key such as mlx_mk_…, without spaces');
  return key;
}

function readCredentials(folder: string, dataDir: string): Connection | undefined {
  const file = resolve(folder, dataDir, 'credentials.json');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  const { url, key } = parseCredentials(text);
  if (typeof url === 'string' && typeof key === 'string') return { url, key };
  throw new UsageError(`${file} has no url or no management_key: restart npm start`);
}

function parseCredentials(text: string): { url?: unknown; key?: unknown } {
  try {
    const { url, management_key: key } = JSON.parse(text) as Record<string, unknown>;
    return { url, key };
  } catch {
    return {};
  }
}
