import { appendFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

/** Loaded with `--import`: writes the URL of each module that the process loads to TEST_LOADED_FILES. */
registerHooks({
  load(url, context, nextLoad) {
    appendFileSync(process.env.TEST_LOADED_FILES ?? '', `${url}\n`);
    return nextLoad(url, context);
  },
});
