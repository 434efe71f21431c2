import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout, wherever the command was given. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The version of Node.js that the project runs on; npm installs it. */
export const projectNode = join(root, 'node_modules', '.bin', 'node');

export const dataDir = resolve(
  // npm changes the working directory to that of the checkout.
  process.env.INIT_CWD ?? process.cwd(),
  process.env.POSTRIDER_DATA_DIR ?? join(root, '.postrider'),
);

/** Without the programs that npm installed: it cannot replace the Node.js that it runs on. */
export function hostPath() {
  const own = join(root, 'node_modules', '.bin');
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.filter((folder) => resolve(folder) !== own).join(delimiter);
}
