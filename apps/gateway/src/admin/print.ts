import { sanitize, sanitizeJson } from '@postrider/terminal';

/** Prints one line of JSON, or a table. Both are sanitized, because tenants choose the names in them. */
export function print(result: object, json: boolean | undefined): void {
  if (json) {
    process.stdout.write(`${sanitizeJson(result)}\n`);
    return;
  }
  const rows = 'data' in result && Array.isArray(result.data) ? (result.data as object[]) : undefined;
  if (rows?.length === 0) process.stdout.write('none\n');
  else if (rows) for (const row of rows) process.stdout.write(`${line(row)}\n`);
  else
    process.stdout.write(
      `${Object.entries(result)
        .map(([name, value]) => `${name}: ${cell(value)}`)
        .join('\n')}\n`,
    );
}

const line = (row: object): string => Object.values(row).map(cell).join('  ');

function cell(value: unknown): string {
  if (value === null || value === undefined) return '-';
  if (value instanceof Date) return value.toISOString();
  return sanitize(typeof value === 'string' ? value : JSON.stringify(value));
}
