import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { parseAllDocuments } from 'yaml';

import { checkout } from './checkout.js';
import type { Manifest } from './manifests.js';

const run = promisify(execFile);

export const chart = join(checkout, 'deploy', 'helm', 'postrider');
const version = 'v4.3.1';
const buildMs = 1_200_000;

export interface Helm {
  /** The program, or why it cannot be had. */
  readonly program?: string;
  readonly missing?: string;
}

/**
 * Helm of the PATH, or the pinned version in node_modules/.cache, which Go builds there if BUILD_HELM is set: that takes
 * minutes of CPU.
 */
export async function findOrBuildHelm(): Promise<Helm> {
  const bin = join(checkout, 'node_modules', '.cache', `helm-${version}`);
  for (const program of ['helm', join(bin, 'helm')]) if (await succeeds(program, ['version'])) return { program };
  if (!process.env.BUILD_HELM) return { missing: 'Helm is not installed; npm run test:helm builds it with Go' };
  try {
    const env = { ...process.env, GOBIN: bin };
    await run('go', ['install', '-ldflags=-s -w', `helm.sh/helm/v4/cmd/helm@${version}`], { env, timeout: buildMs });
    return { program: join(bin, 'helm') };
  } catch (error) {
    return { missing: `Go cannot build it: ${String(error)}` };
  }
}

const succeeds = (command: string, args: readonly string[]): Promise<boolean> =>
  run(command, args).then(
    () => true,
    () => false,
  );

/** What `helm template` renders. Rejects with Helm's message. */
export async function render(program: string, args: readonly string[]): Promise<Manifest[]> {
  const { stdout } = await run(program, ['template', 'shop', chart, '--namespace', 'webhooks', ...args], {
    maxBuffer: 2 ** 26,
  }).catch((error: unknown) => {
    // The message of the error begins with the command, which has every argument in it.
    throw new Error(String((error as { stderr?: unknown }).stderr ?? error));
  });
  const documents = parseAllDocuments(stdout, { uniqueKeys: true });
  // An error in YAML is one in the chart.
  const errors = documents.flatMap((document) => ('errors' in document ? document.errors : []));
  if (errors[0]) throw errors[0];
  return documents.map((document) => document.toJS() as Manifest | null).filter((manifest) => manifest !== null);
}

/** Rejects with Helm's findings. */
export async function lint(program: string, args: readonly string[]): Promise<void> {
  await run(program, ['lint', '--strict', chart, ...args]);
}
