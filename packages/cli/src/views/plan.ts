import { sanitize } from '@postrider/terminal';
import type { Screen } from '../output/output.js';
import type { LineType } from '../transfer/line-type.js';
import type { Change } from '../transfer/report.js';

const signs = { create: '+', change: '~', delete: '-' } as const;
const kinds: Record<LineType, string> = { event_type: 'event type', customer: 'customer', endpoint: 'endpoint' };

/** A line for each change, with the fields that differ below. */
export function changeList(changes: readonly Change[], { colors }: Screen): string {
  const color = { create: colors.green, change: colors.yellow, delete: colors.red };
  return changes
    .flatMap(({ action, type, name, fields }) => [
      color[action](`${signs[action]} ${kinds[type]} ${sanitize(name)}`),
      ...fields.map(({ field, from, to }) => `    ${field}: ${value(from)} → ${value(to)}`),
    ])
    .join('\n');
}

const value = (given: unknown): string => sanitize(JSON.stringify(given));
