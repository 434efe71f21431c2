import type { OAuthGrant } from '@postrider/sdk';
import { table } from '../output/table.js';
import { when } from '../output/text.js';

const place = ({ redirect: { kind, host } }: OAuthGrant): string => (kind === 'local' ? "a user's own machine" : host);

export const grantTable = table<OAuthGrant>([
  { heading: 'Grant', value: ({ id }) => id },
  { heading: 'Client', value: ({ client_name }) => client_name ?? '' },
  { heading: 'Where', value: place },
  { heading: 'Scope', value: ({ scope }) => scope },
  { heading: 'Last used', value: ({ last_used_at }, screen) => when(last_used_at, screen), isOptional: true },
  { heading: 'Created', value: ({ created_at }, screen) => when(created_at, screen), isOptional: true },
]);
