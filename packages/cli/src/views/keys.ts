import type { ApiKey, CreatedApiKey } from '@postrider/sdk';
import { sanitize } from '@postrider/terminal';
import type { Screen } from '../output/output.js';
import { details, table } from '../output/table.js';
import { when } from '../output/text.js';

const state = ({ revoked_at }: ApiKey): string => (revoked_at === null ? 'active' : 'revoked');

const stateColor = (text: string, { revoked_at }: ApiKey, { colors }: Screen): string =>
  revoked_at === null ? colors.green(text) : colors.dim(text);

export const keyTable = table<ApiKey>([
  { heading: 'Key', value: ({ id }) => id },
  { heading: 'Kind', value: ({ kind }) => kind },
  { heading: 'State', value: state, color: stateColor },
  { heading: 'Name', value: ({ name }) => name ?? '' },
  { heading: 'Ends in', value: ({ last_four }) => last_four },
  { heading: 'Last used', value: ({ last_used_at }, screen) => when(last_used_at, screen), isOptional: true },
  { heading: 'Created', value: ({ created_at }, screen) => when(created_at, screen), isOptional: true },
]);

export function createdKey(created: CreatedApiKey, screen: Screen): string {
  const summary = details(
    [
      ['Key', created.id],
      ['Kind', created.kind],
      ['Name', created.name === null ? undefined : sanitize(created.name)],
    ],
    screen,
  );
  return `${summary}\n\nAPI key (shown only once):\n\n  ${screen.colors.bold(created.key)}\n`;
}
