import { setTimeout as sleep } from 'node:timers/promises';

import { PostriderError } from '@postrider/sdk';
import { AdminCommandFailed } from '@postrider/testing';

import { parseStartOptions } from '../lib/start-options.mjs';
import { prepareDataDir } from './data-dir.ts';
import { Interruption } from './interruption.ts';
import { LaunchError } from './launch-error.ts';
import { launch } from './launch.ts';
import { takeLock } from './lock.ts';
import { Running } from './running.ts';
import { showSummary } from './summary.ts';
import { terminal } from './terminal.ts';

const INTERRUPTED = 130;
const LAST_STEP_MS = 10_000;

const options = parseStartOptions(process.argv.slice(2));
const running = new Running();
const interruption = new Interruption(() => {
  void running.kill().finally(() => process.exit(INTERRUPTED));
});
process.exit(await main());

async function main(): Promise<number> {
  terminal.text();
  try {
    await prepareDataDir();
    const release = await takeLock();
    try {
      return await runOnce();
    } finally {
      await release();
    }
  } catch (error) {
    report(error);
    return 1;
  }
}

async function runOnce(): Promise<number> {
  const launching = launch(options, running, interruption.signal);
  try {
    const launched = await Promise.race([launching, interruption.interrupted()]);
    if (!launched) return INTERRUPTED;
    if (options.once) return 0;
    showSummary(launched.url, await launched.signInLink());
    await Promise.race([interruption.interrupted(), launched.failure]);
    return 0;
  } catch (error) {
    if (interruption.signal.aborted) return INTERRUPTED;
    report(error);
    return 1;
  } finally {
    if (!options.once && !running.isEmpty) terminal.note('Stopping …');
    await running.stop();
    // An interrupted step may have started another process.
    await Promise.race([launching.catch(() => undefined), sleep(LAST_STEP_MS)]);
    await running.stop();
  }
}

function report(error: unknown): void {
  terminal.fail(error instanceof Error ? error.message : String(error));
  if (error instanceof LaunchError && error.log !== '') terminal.faint(error.log);
  else if (error instanceof Error && !isExpected(error)) terminal.faint(error.stack ?? '');
}

// Hoisted: the program runs above.
function isExpected(error: Error): boolean {
  return [LaunchError, AdminCommandFailed, PostriderError].some((expected) => error instanceof expected);
}
