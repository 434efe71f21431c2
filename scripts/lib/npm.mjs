import { join } from 'node:path';

import { root } from './root.mjs';

/**
 * The npm that runs this script, or the one on the path.
 * @returns {[string, ...string[]]}
 */
export function npm() {
  const { npm_node_execpath: node, npm_execpath: cli } = process.env;
  const isOwn = node?.startsWith(join(root, 'node_modules'));
  return node && cli && !isOwn ? [node, cli] : ['npm'];
}
