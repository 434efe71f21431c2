import { sanitize, sanitizeJson } from '@postrider/terminal';

/** Prints one line of JSON, or a table. Both are sanitized, because tenants choose the names in them. */
export function print(result: object, json: boolean | undefined): void {
  process.stdout.write(`${json ? sanitizeJson(result) : tableOf(result)}\n`);
}

function tableOf(result: object): string {
  const data: unknown = 'data' in result && result.data;
  const lines = Array.isArray(data)
    ? (data as object[]).map((row) => Object.values(row).map(cell).join('  '))
    : Object.entries(result).map(([name, value]) => `${name}: ${cell(value)}`);
  return lines.join('\n') || 'none';
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '-';
  if (value instanceof Date) return value.toISOString();
  return sanitize(typeof value === 'string' ? value : JSON.stringify(value));
}
