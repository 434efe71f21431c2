import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const checkout = join(import.meta.dirname, '..', '..');

export function readText(path: string): Promise<string> {
  return readFile(join(checkout, path), 'utf8');
}
