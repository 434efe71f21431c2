import { table } from '../output/table.js';

/** Without its key. */
export interface ListedProfile {
  name: string;
  url: string;
  kind: 'management' | 'project' | null;
  current: boolean;
}

export const profileTable = table<ListedProfile>([
  {
    heading: 'Profile',
    value: ({ name }) => name,
    color: (text, { current }, { colors }) => (current ? colors.bold(text) : text),
  },
  { heading: 'URL', value: ({ url }) => url },
  { heading: 'Key', value: ({ kind }) => kind ?? 'unknown' },
  { heading: 'Current', value: ({ current }) => (current ? 'yes' : ''), isOptional: true },
]);
