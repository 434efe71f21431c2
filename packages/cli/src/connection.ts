import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from './usage-error.js';

/** Which Postrider, and with which key. */
export interface Connection {
  url: string;
  key: string;
}

interface Given {
  url?: string | undefined;
  key?: string | undefined;
}

/**
 * From the options, else from the environment; where neither names anything, from the running `npm start` of this folder.
 * A key of the file is never sent to another server than the one of the file.
 */
export function findConnection(options: Given, env: NodeJS.ProcessEnv, folder: string): Connection {
  const url = options.url ?? setting(env, 'POSTRIDER_URL');
  const key = options.key ?? setting(env, 'POSTRIDER_KEY');
  if (url !== undefined && key !== undefined) return { url: readUrl(url), key: readKey(key) };
  if (url !== undefined) throw new UsageError(`no key for ${url}: set POSTRIDER_KEY, or give --key`);
  if (key !== undefined) throw new UsageError('no server for the key: set POSTRIDER_URL, or give --url');
  const found = readCredentials(folder, setting(env, 'POSTRIDER_DATA_DIR') ?? '.postrider');
  if (found) return found;
  throw new UsageError(
    'which server? Set POSTRIDER_URL and POSTRIDER_KEY (or give --url and --key),\nor run this in the folder of a running `npm start`',
  );
}

function readUrl(url: string): string {
  const isHttp = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  if (!isHttp) throw new UsageError(`the server's URL: expected http://… or https://…, got ${url}`);
  return url;
}

/** Empty means absent. */
const setting = (env: NodeJS.ProcessEnv, name: string): string | undefined =>
  env[name] === '' ? undefined : env[name];

/** It would be an invalid header otherwise; the message does not repeat it. */
function readKey(key: string): string {
  if (!/^[\x21-\x7e]+$/.test(key)) throw new UsageError('the key: expected one such as mlx_mk_…, without spaces');
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
  throw new UsageError(`${file} has no url and management_key: start npm start again`);
}

function parseCredentials(text: string): { url?: unknown; key?: unknown } {
  try {
    const { url, management_key: key } = JSON.parse(text) as Record<string, unknown>;
    return { url, key };
  } catch {
    return {};
  }
}
