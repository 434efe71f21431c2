import { resolve } from 'node:path';

import { build } from './lib/build.mjs';
import { main } from './lib/main.mjs';
import { packAll } from './lib/release/pack.mjs';
import { root } from './lib/root.mjs';

/** Writes the tarballs of the published packages to `release/`, or to a given folder. */
await main(async () => {
  const [folder = 'release'] = process.argv.slice(2);
  await build();
  for (const path of await packAll(resolve(process.env.INIT_CWD ?? root, folder))) console.log(path);
  return 0;
});
