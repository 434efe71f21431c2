import type { EventType } from '@postrider/contracts';
import { StatusBadge } from '../parts/status-badge.js';
import { t } from '../texts/texts.js';

/** Where a type comes from. */
export function SourceBadge({ source }: { source: EventType['source'] }) {
  return (
    <StatusBadge tone={source === 'organization' ? 'good' : 'idle'}>
      {t(($) => $.eventTypes.sources[source])}
    </StatusBadge>
  );
}
