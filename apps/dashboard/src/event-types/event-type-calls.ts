import type { EventType } from '@postrider/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { manage, path } from '../api/request.js';

export const eventTypeQuery = (type: string) =>
  queryOptions({
    queryKey: ['event_types', 'one', type],
    queryFn: ({ signal }): Promise<EventType> => manage('GET', path`/event-types/${type}`, { signal }),
  });

/** What its maker says of a type. */
export type EventTypeContent = Pick<EventType, 'description' | 'example' | 'schema'>;

export function useCreateEventType() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: EventTypeContent & { type: string }): Promise<EventType> =>
      manage('POST', '/event-types', { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['event_types'] }),
  });
}

export function useUpdateEventType(type: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: EventTypeContent): Promise<EventType> => manage('PATCH', path`/event-types/${type}`, { body }),
    onSuccess: (changed) => {
      client.setQueryData(eventTypeQuery(type).queryKey, changed);
      return client.invalidateQueries({ queryKey: ['event_types'] });
    },
  });
}

export function useDeleteEventType(type: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (): Promise<undefined> => manage('DELETE', path`/event-types/${type}`),
    onSuccess: () => {
      // Else its own page would ask for it once more.
      client.removeQueries({ queryKey: eventTypeQuery(type).queryKey });
      void client.invalidateQueries({ queryKey: ['event_types'] });
    },
  });
}
