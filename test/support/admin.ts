import { execFile } from 'node:child_process';

import { type Environment, programs } from './service.js';

export interface AdminResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The admin command line, run as operators run it. */
export class Admin {
  constructor(private readonly env: Environment) {}

  run(...args: string[]): Promise<AdminResult> {
    return new Promise((resolve) => {
      execFile(process.execPath, [programs.admin, ...args], { env: this.env }, (error, stdout, stderr) => {
        const code = error === null ? 0 : Number(error.code ?? 1);
        resolve({ code, stdout, stderr });
      });
    });
  }

  /** The printed object of a command that succeeds. */
  async json(...args: string[]): Promise<unknown> {
    const { code, stdout, stderr } = await this.run(...args, '--json');
    if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${stderr}`);
    return JSON.parse(stdout);
  }

  async createOrganization(name: string): Promise<string> {
    return ((await this.json('organizations', 'create', '--name', name)) as { id: string }).id;
  }

  async createKey(organization: string, kind: 'management' | 'project'): Promise<{ id: string; key: string }> {
    const created = await this.json('keys', 'create', '--organization', organization, '--kind', kind);
    return created as { id: string; key: string };
  }
}
