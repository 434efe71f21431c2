import { readFile } from 'node:fs/promises';
import type { Service } from '@postrider/testing';

/** Resident memory of a process in bytes, now (`VmRSS`) or at its peak (`VmHWM`). Linux only. */
export async function memoryOf({ process: { pid } }: Service, field: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const [, kib] = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status) ?? [];
  if (kib === undefined) throw new Error(`process ${pid} tells no ${field}`);
  return Number(kib) * 1_024;
}
