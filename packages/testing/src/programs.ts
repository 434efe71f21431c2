import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

const USUAL_FOLDERS = ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin', '/usr/sbin'];

/** Returns the paths of programs with this name, in the order of PATH. */
export async function findPrograms(name: string): Promise<string[]> {
  const folders = [...(process.env.PATH ?? '').split(delimiter).filter(Boolean), ...USUAL_FOLDERS];
  const paths = [...new Set(folders)].map((folder) => join(folder, name));
  const usable = await Promise.all(paths.map(isExecutable));
  return paths.filter((_, i) => usable[i]);
}

export async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
