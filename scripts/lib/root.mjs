import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The project's Node.js, which npm installs. */
export const projectNode = join(root, 'node_modules', '.bin', 'node');

export const dataDir = resolve(
  // npm changes the working directory to the checkout.
  process.env.INIT_CWD ?? process.cwd(),
  process.env.POSTRIDER_DATA_DIR ?? join(root, '.postrider'),
);

/** PATH without npm's programs: npm cannot replace the Node.js that it runs on. */
export function hostPath() {
  const own = join(root, 'node_modules', '.bin');
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.filter((folder) => resolve(folder) !== own).join(delimiter);
}
