import { build } from './lib/build.mjs';
import { CommandError, run } from './lib/command.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { requireHostNode } from './lib/host-node.mjs';
import { projectNode } from './lib/root.mjs';
import { parseStartOptions, usage } from './lib/start-options.mjs';

requireHostNode();
process.exitCode = await start(process.argv.slice(2));

/** @param {readonly string[]} args */
async function start(args) {
  try {
    if (parseStartOptions(args).help) {
      console.log(usage);
      return 0;
    }
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\nSee npm start -- --help`);
    return 2;
  }
  try {
    await ensureDependencies();
    await build();
    // The channel lets the launcher notice that it has been left alone.
    const { code } = await run(projectNode, ['scripts/launch/main.ts', ...args], {
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    });
    return code;
  } catch (error) {
    if (error instanceof CommandError && error.output !== '') console.error(error.output);
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}
