import type { ListedRow } from '../outbox/row.js';
import { table } from '../output/table.js';
import { when } from '../output/text.js';

export const outboxTable = table<ListedRow>([
  { heading: 'Id', value: ({ id }) => id },
  { heading: 'Event', value: ({ event_id }) => event_id },
  { heading: 'Type', value: ({ type }) => type },
  { heading: 'Created', value: ({ created_at }, screen) => when(created_at, screen) },
  { heading: 'Customer', value: ({ customer }) => customer ?? '–', isOptional: true },
  { heading: 'Refused', value: ({ refused }) => (refused ? `${refused.code}: ${refused.message}` : '–') },
]);
