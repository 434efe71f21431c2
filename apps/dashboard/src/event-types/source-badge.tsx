import type { EventType } from '@postrider/contracts';
import { StatusBadge } from '../parts/status-badge.js';

const names: Record<EventType['source'], string> = {
  built_in: 'Built in',
  operator: 'Operator’s file',
  organization: 'Own',
};

/** Where a type comes from. */
export function SourceBadge({ source }: { source: EventType['source'] }) {
  return <StatusBadge tone={source === 'organization' ? 'good' : 'idle'}>{names[source]}</StatusBadge>;
}
