import { useNavigate } from '@tanstack/react-router';
import { ReplayDialog } from '../bulk/replay-dialog.js';
import type { DeliveryFilters } from '../shared/delivery-filters.js';
import { t } from '../texts/texts.js';

interface ReplayFailedProps {
  filters: DeliveryFilters;
  /** Whether the endpoint has just been changed. */
  isAfterChange?: boolean;
  onClose: () => void;
}

/** Asks before the failed deliveries of an endpoint are replayed, then shows the progress. */
export function ReplayFailed({ filters, isAfterChange = false, onClose }: ReplayFailedProps) {
  const navigate = useNavigate();
  return (
    <ReplayDialog
      request={{ of: 'all', filters }}
      title={t(($) => (isAfterChange ? $.endpoints.editDialog.replayTitle : $.endpoints.notice.replayTitle))}
      onStarted={({ id }) => {
        void navigate({ to: '/deliveries/bulk/$operationId', params: { operationId: id } });
      }}
      onClose={onClose}
    />
  );
}
