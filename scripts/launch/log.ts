import { createWriteStream } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';

import { sanitize, sanitizeLines } from '@postrider/terminal';

import { paths } from './paths.ts';
import { terminal } from './terminal.ts';

const WARN = 40;
const SHOWN_LENGTH = 160;
/** A repeated warning is shown at this interval. */
const REPEAT_MS = 30_000;
const LINES_READ = 200;
const NAMES: Readonly<Record<number, string>> = { 30: 'info', 40: 'warn', 50: 'error', 60: 'fatal' };

export interface LogFile {
  readonly path: string;
  write(line: string): void;
}

/** Opens the log of this run. The previous log is kept as `.1`. */
export async function openLog(name: string): Promise<LogFile> {
  await mkdir(paths.logs, { recursive: true, mode: 0o700 });
  const path = join(paths.logs, `${name}.log`);
  await rename(path, `${path}.1`).catch(() => undefined);
  const stream = createWriteStream(path, { mode: 0o600 });
  // A full disk must not end the launcher.
  stream.on('error', () => undefined);
  return { path, write: (line) => void stream.write(`${line}\n`) };
}

interface Entry {
  readonly level: number;
  readonly text: string;
}

const lastShown = new Map<string, { readonly text: string; readonly at: number }>();

/** Shows a line of a pino log on the terminal if it is a warning or an error. */
export function showIfWarning(name: string, line: string): void {
  const entry = parse(line);
  if (!entry || entry.level < WARN) return;
  const text = sanitize(`${name}: ${entry.text}`.replace(/\s+/g, ' '));
  const last = lastShown.get(name);
  if (last?.text === text && performance.now() - last.at < REPEAT_MS) return;
  lastShown.set(name, { text, at: performance.now() });
  terminal.warn(text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH - 1)}…` : text);
}

/** Formats the last lines of a log for people. */
export function readable(lines: readonly string[], count = 12): string {
  return lines
    .slice(-LINES_READ)
    .map((line) => {
      const entry = parse(line);
      return sanitizeLines(entry ? `${NAMES[entry.level] ?? entry.level}  ${entry.text}` : line);
    })
    .filter((line, index, all) => line !== all[index - 1])
    .slice(-count)
    .join('\n');
}

function parse(line: string): Entry | undefined {
  let value: { level?: unknown; msg?: unknown; err?: { message?: unknown } | null } | null;
  try {
    value = JSON.parse(line) as typeof value;
  } catch {
    return undefined;
  }
  if (typeof value?.level !== 'number') return undefined;
  const parts = [value.msg, value.err?.message].filter((part) => typeof part === 'string' && part !== '');
  return { level: value.level, text: [...new Set(parts)].join(': ') };
}
