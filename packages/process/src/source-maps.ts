import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload, type SourceMapping } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const maps = new Map<string, SourceMap | undefined>();

/**
 * Has stack traces name the sources of files that have a source map beside them (`x.js.map`), by line. Node's own support reads
 * all maps and scans all files when they are loaded, a tenth of a start; this reads a map with the first stack trace that needs it.
 */
export function mapStackTraces(): void {
  Error.prepareStackTrace = (error, frames) =>
    [
      safely(() => String(error), 'Error'),
      ...frames.map((frame: Frame) => `    at ${safely(() => located(frame), frame.toString())}`),
    ].join('\n');
}

/** An error here would replace the one whose stack trace is read. */
function safely(text: () => string, otherwise: string): string {
  try {
    return text();
  } catch {
    return otherwise;
  }
}

/** Its text is that of Node's own stack traces. */
type Frame = NodeJS.CallSite & { toString: () => string };

function located(frame: Frame): string {
  const text = frame.toString();
  const [file, line, column] = [frame.getFileName(), frame.getLineNumber(), frame.getColumnNumber()];
  if (!file?.startsWith('file:') || line === null || column === null) return text;
  const path = fileURLToPath(file);
  const entry: Partial<SourceMapping> = mapOf(path)?.findEntry(line - 1, column - 1) ?? {};
  // Of code that a bundler adds, a map knows no source.
  if (entry.originalSource === undefined || entry.originalLine === undefined) return text;
  const source = join(dirname(path), entry.originalSource);
  return text.replace(`${file}:${String(line)}:${String(column)}`, `${source}:${String(entry.originalLine + 1)}:1`);
}

function mapOf(path: string): SourceMap | undefined {
  if (maps.has(path)) return maps.get(path);
  const map = readMap(`${path}.map`);
  maps.set(path, map);
  return map;
}

function readMap(path: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(path, 'utf8')) as SourceMapPayload);
  } catch {
    // Without a map, the stack trace names the file itself.
    return undefined;
  }
}
