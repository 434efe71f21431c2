import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** By then, the first calls have loaded what is loaded on first use. */
const delayMs = 5_000;

/**
 * Collects garbage once, soon after the start. Loading modules grows V8's young generation to its limit, and an idle process
 * would keep it so: about 40 MB.
 */
export function freeStartMemory(): void {
  setTimeout(() => {
    setFlagsFromString('--expose-gc');
    const gc = runInNewContext('gc') as NodeJS.GCFunction;
    void gc({ type: 'major', execution: 'async', flavor: 'last-resort' });
  }, delayMs).unref();
}
