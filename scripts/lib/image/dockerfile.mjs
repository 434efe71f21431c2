import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { root } from '../root.mjs';

/**
 * What an image sets for its processes, in the terms of the OCI image specification.
 * @typedef {{ Env: string[], WorkingDir: string, User: string, ExposedPorts: Record<string, {}>, Entrypoint?: string[],
 *   Cmd: string[] }} ImageConfig
 */

/** What the base image sets. */
const path = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * Reads the Dockerfile, so that an image that is made without Docker has the same steps and the same configuration.
 * @returns {Promise<{ steps: string[], config: ImageConfig }>}
 */
export async function readDockerfile() {
  return parseDockerfile(await readFile(join(root, 'Dockerfile'), 'utf8'));
}

/**
 * @public for its test
 * @param {string} text
 * @returns {{ steps: string[], config: ImageConfig }}
 */
export function parseDockerfile(text) {
  const [build = '', runtime = '', ...others] = text.split(/^FROM .*$/m).slice(1);
  if (others.length > 0) throw new Error('expected a Dockerfile of two stages');
  const steps = instructions(build).flatMap(([name, rest]) =>
    name === 'RUN' ? rest.replaceAll(/--mount=\S+ /g, '') : [],
  );
  return { steps, config: configOf(instructions(runtime)) };
}

/**
 * @param {string} stage
 * @returns {[string, string][]}
 */
function instructions(stage) {
  const lines = stage.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line) => {
    const [, name, rest] = /^([A-Z]+) (.*[^\\])$/.exec(line) ?? [];
    if (name === undefined || rest === undefined) throw new Error(`expected an instruction on one line, got: ${line}`);
    return [name, rest];
  });
}

/** @param {[string, string][]} runtime */
function configOf(runtime) {
  /** @type {ImageConfig} */
  const config = { Env: [path], WorkingDir: '/', User: 'root', ExposedPorts: {}, Cmd: [] };
  for (const [name, rest] of runtime) {
    if (name === 'ENV') config.Env.push(...rest.split(' '));
    else if (name === 'WORKDIR') config.WorkingDir = rest;
    else if (name === 'USER') config.User = rest;
    else if (name === 'EXPOSE') for (const port of rest.split(' ')) config.ExposedPorts[`${port}/tcp`] = {};
    else if (name === 'CMD') config.Cmd = JSON.parse(rest);
    else if (name === 'ENTRYPOINT') config.Entrypoint = JSON.parse(rest);
    else if (`${name} ${rest}` !== 'COPY --from=build /app ./')
      throw new Error(`an image without Docker would not have what this does: ${name} ${rest}`);
  }
  if (config.Entrypoint?.length === 0) delete config.Entrypoint;
  return config;
}
