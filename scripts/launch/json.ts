import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';

export type JsonObject = Readonly<Record<string, unknown>>;

/** Replaces the file atomically. Only its owner can read it. */
export async function writePrivateJson(path: string, value: object): Promise<void> {
  const temporary = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    await writeFile(temporary, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flush: true });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Returns the strings in the file by their keys, or undefined if the file does not exist. */
export async function readStrings<K extends string>(
  path: string,
  keys: readonly K[],
): Promise<Record<K, string> | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const object = parseObject(text, path);
  const missing = keys.find((key) => typeof object[key] !== 'string');
  if (missing !== undefined) throw new Error(`${path} has no "${missing}"`);
  return Object.fromEntries(keys.map((key) => [key, object[key]])) as Record<K, string>;
}

export function parseObject(text: string, what: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new Error(`${what} is not JSON: ${text.slice(0, 200)}`, { cause });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`${what} is not a JSON object`);
  }
  return value as JsonObject;
}
