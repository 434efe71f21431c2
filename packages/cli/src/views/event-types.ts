import type { EventType } from '@postrider/sdk';
import { sanitize, sanitizeLines } from '@postrider/terminal';
import type { Screen } from '../output/output.js';
import { details, table } from '../output/table.js';
import { when } from '../output/text.js';

const sources: Record<EventType['source'], string> = {
  built_in: 'built in',
  operator: "operator's file",
  organization: 'organization',
};

export const eventTypeTable = table<EventType>([
  { heading: 'Type', value: ({ type }) => type },
  { heading: 'Source', value: ({ source }) => sources[source] },
  { heading: 'Schema', value: ({ schema }) => (schema ? 'yes' : '–') },
  { heading: 'Description', value: ({ description }) => description, isOptional: true },
]);

export function eventTypeDetails(type: EventType, screen: Screen): string {
  const { schema, created_at, updated_at } = type;
  const summary = details(
    [
      ['Type', type.type],
      ['Description', sanitize(type.description)],
      ['Source', sources[type.source]],
      ['Created', created_at === null ? undefined : when(created_at, screen)],
      ['Updated', updated_at === null ? undefined : when(updated_at, screen)],
    ],
    screen,
  );
  const json = (title: string, value: object): string =>
    `${screen.colors.dim(title)}\n${sanitizeLines(JSON.stringify(value, null, 2))}`;
  return [summary, json('Example', type.example), ...(schema ? [json('Schema', schema)] : [])].join('\n\n');
}
