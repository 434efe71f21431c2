import type { DeliverySummary } from '@postrider/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { manage, path } from '../api/request.js';

interface EditedEvent {
  event_type: string;
  data: unknown;
}

/** Sends a test event with its own data to an endpoint. */
export function useSendEdited(endpointId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: EditedEvent) => manage<DeliverySummary>('POST', path`/endpoints/${endpointId}/test`, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['deliveries'] }),
  });
}
