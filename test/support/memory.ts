import { readFile } from 'node:fs/promises';

import type { Service } from './service.js';

/** The most memory that a process has held at any moment so far, in bytes. */
export async function peakMemory({ process: { pid } }: Service): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const [, kib] = /^VmHWM:\s+(\d+) kB$/m.exec(status) ?? [];
  if (kib === undefined) throw new Error(`process ${pid} tells no VmHWM`);
  return Number(kib) * 1_024;
}
