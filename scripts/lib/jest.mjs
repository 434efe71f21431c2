import { build } from './build.mjs';
import { run } from './command.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { projectNode } from './root.mjs';

/** Arguments of Node.js that run Jest. Jest's own arguments follow. */
export const JEST = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
];

/**
 * Builds the project, runs Jest, and returns its exit code.
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export async function buildAndTest(args, env = {}) {
  await ensureDependencies();
  await build();
  return (await run(projectNode, [...JEST, ...args], { env })).code;
}
