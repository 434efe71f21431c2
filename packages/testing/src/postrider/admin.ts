import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

import type { Environment } from './environment.js';
import { programs, type Programs } from './programs.js';

export interface AdminResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The first organization and its keys. */
export interface Bootstrapped {
  readonly organization_id: string;
  readonly management_key: string;
  readonly project_key: string;
}

export class AdminCommandFailed extends Error {
  override readonly name = 'AdminCommandFailed';

  constructor(
    args: readonly string[],
    readonly result: AdminResult,
  ) {
    super(`admin ${args.join(' ')} failed (exit code ${result.code}): ${result.stderr}`);
  }
}

/** The admin command line. All methods but `run` throw AdminCommandFailed. */
export class Admin {
  constructor(
    private readonly env: Environment,
    private readonly program: Programs['admin'] = programs.admin,
  ) {}

  async run(...args: string[]): Promise<AdminResult> {
    const child = spawn(process.execPath, [...this.program, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...this.env },
      // Ctrl-C must not interrupt a migration.
      detached: true,
    });
    const closed = once(child, 'close') as Promise<[number | null]>;
    const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
    return { code: code ?? 1, stdout, stderr };
  }

  /** Returns the object that a command prints. */
  async json(...args: string[]): Promise<unknown> {
    return JSON.parse((await this.#succeed(...args, '--json')).stdout);
  }

  async migrate(): Promise<void> {
    await this.#succeed('migrate');
  }

  /** Returns undefined if the database already has an organization. */
  async bootstrap(): Promise<Bootstrapped | undefined> {
    const { created, ...bootstrapped } = (await this.json('bootstrap')) as Bootstrapped & { created: boolean };
    return created ? bootstrapped : undefined;
  }

  async createOrganization(name: string): Promise<string> {
    return ((await this.json('organizations', 'create', '--name', name)) as { id: string }).id;
  }

  async createKey(organization: string, kind: 'management' | 'project'): Promise<{ id: string; key: string }> {
    const created = await this.json('keys', 'create', '--organization', organization, '--kind', kind);
    return created as { id: string; key: string };
  }

  async #succeed(...args: string[]): Promise<AdminResult> {
    const result = await this.run(...args);
    if (result.code !== 0) throw new AdminCommandFailed(args, result);
    return result;
  }
}
