import { readFileSync } from 'node:fs';
import { UsageError } from '../usage-error.js';
import { defined } from './defined.js';

export const secretOption = [
  '--secret-file <path>',
  'file with a signing secret of your own; - reads standard input',
] as const;
export const allowWeakOption = ['--allow-weak', 'accept a secret of fewer than 24 bytes'] as const;

export interface SecretOptions {
  secretFile?: string;
  allowWeak?: boolean;
}

/** From a file, so that it stays out of the shell's history and the list of processes. A line break at its end is no part of it. */
export function ownSecret({ secretFile, allowWeak }: SecretOptions): { signing_secret?: string; allow_weak?: boolean } {
  if (secretFile === undefined) return {};
  return { signing_secret: read(secretFile), ...defined({ allow_weak: allowWeak }) };
}

function read(path: string): string {
  try {
    return readFileSync(path === '-' ? 0 : path, 'utf8').trimEnd();
  } catch (error) {
    throw new UsageError(`--secret-file: ${error instanceof Error ? error.message : String(error)}`);
  }
}
