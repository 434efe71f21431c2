import { describeExit, spawnProcess } from '@postrider/testing';

import { type JsonObject, listIn, parseObject, stringIn } from './json.ts';
import { LaunchError } from './launch-error.ts';
import { type LogFile, openLog, readable } from './log.ts';
import { paths } from './paths.ts';

export type Bootstrap =
  { readonly created: false } | { readonly created: true; readonly managementKey: string; readonly projectKey: string };

/** The admin commands that a start needs. */
export class Admin {
  readonly #env: Readonly<Record<string, string>>;
  #log: Promise<LogFile> | undefined;

  constructor(env: Readonly<Record<string, string>>) {
    this.#env = env;
  }

  async migrate(): Promise<void> {
    await this.#run('migrate');
  }

  async bootstrap(): Promise<Bootstrap> {
    const result = await this.#json('bootstrap');
    if (result.created !== true) return { created: false };
    return {
      created: true,
      managementKey: stringIn(result, 'management_key', 'bootstrap'),
      projectKey: stringIn(result, 'project_key', 'bootstrap'),
    };
  }

  async organizationId(): Promise<string> {
    const [first] = listIn(await this.#json('organizations', 'list'), 'data', 'organizations list');
    if (!first) throw new LaunchError('The database has no organization');
    return stringIn(first, 'id', 'organizations list');
  }

  async createKey(organizationId: string, kind: 'management' | 'project'): Promise<string> {
    const args = ['keys', 'create', '--organization', organizationId, '--kind', kind];
    return stringIn(await this.#json(...args), 'key', 'keys create');
  }

  /** A link that signs in to the dashboard at `url`, once. */
  async signInLink(organizationId: string, url: string): Promise<string> {
    const args = ['sign-in-link', '--organization', organizationId, '--url', url, '--minutes', '60'];
    return stringIn(await this.#json(...args), 'url', 'sign-in-link');
  }

  async #json(...args: string[]): Promise<JsonObject> {
    const output = await this.#run(...args, '--json');
    return parseObject(output.trim().split('\n').at(-1) ?? '', args.join(' '));
  }

  async #run(...args: string[]): Promise<string> {
    this.#log ??= openLog('admin');
    const log = await this.#log;
    const stdout: string[] = [];
    const command = spawnProcess({
      name: `admin ${args.join(' ')}`,
      args: ['--enable-source-maps', paths.adminScript, ...args],
      env: this.#env,
      onLine: (line, source) => {
        if (source === 'stdout') stdout.push(line);
        // Keys are printed on stdout and belong into no log.
        else log.write(line);
      },
    });
    const exit = await command.exited;
    if (exit.code !== 0) {
      throw new LaunchError(`${command.name} failed (${describeExit(exit)})`, {
        log: readable(command.lines),
      });
    }
    return stdout.join('\n');
  }
}
