import { setTimeout as sleep } from 'node:timers/promises';

import { LaunchError } from './launch-error.ts';
import type { Service } from './service.ts';

const READY_MS = 60_000;
const ANSWER_MS = 2_000;

/** Waits until the gateway says that it can do its work. */
export async function waitUntilReady(url: string, gateway: Service, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + READY_MS;
  let latest = 'no answer';
  while (performance.now() < deadline) {
    try {
      const response = await fetch(`${url}/health/ready`, {
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      latest = `${response.status} ${await response.text()}`;
      if (response.ok) return;
    } catch {
      // It does not listen yet.
    }
    await sleep(100, undefined, { signal });
  }
  throw new LaunchError(`The gateway is not ready after ${READY_MS / 1000} s (${latest})`, {
    log: `${gateway.tail}\nLog: ${gateway.logPath}`,
  });
}
