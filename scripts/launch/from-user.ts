import { readFileSync } from 'node:fs';

/** Returns an environment variable, or the text of the file that `<name>_FILE` names. An empty variable counts as unset. */
export function fromUser(name: string): string | undefined {
  const [value, path] = [process.env[name], process.env[`${name}_FILE`]];
  if (path) return readFileSync(path, 'utf8').replace(/\r?\n$/, '');
  return value === '' ? undefined : value;
}
