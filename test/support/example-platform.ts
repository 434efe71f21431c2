import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { freePort, ManagedProcess } from '@postrider/testing';

import { checkout } from '../deploy/checkout.js';

export interface ExamplePlatform {
  /** On `localhost`: another site than the gateway's, as far as browsers are concerned. */
  readonly origin: string;
  /** Where customers have their receivers. */
  readonly receiver: string;
  readonly process: ManagedProcess;
}

/** Starts examples/platform, which is built, with a key of an organization. */
export async function startExamplePlatform(url: string, key: string): Promise<ExamplePlatform> {
  const port = await freePort();
  const options = {
    cwd: join(checkout, 'examples/platform'),
    env: { ...process.env, POSTRIDER_URL: url, POSTRIDER_KEY: key, PORT: String(port) },
  };
  const platform = new ManagedProcess('example platform', spawn(process.execPath, ['server.mjs'], options));
  await platform.waitForLine(/^the platform is at/);
  return { origin: `http://localhost:${port}`, receiver: `http://127.0.0.1:${port}/receiver/of/`, process: platform };
}
