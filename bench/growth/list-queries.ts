import { eventTypes, firstIdAt } from '@postrider/contracts';

/** A list request. */
export interface ListQuery {
  list: 'deliveries' | 'events';
  filters: Record<string, string>;
}

export interface Stored {
  /** The endpoints with the most and the fewest deliveries. */
  busiest: string;
  quietest: string;
  /** A stored event. */
  eventId: string;
  since: Date;
  until: Date;
}

/** Stored event types, from the most frequent to the rarest. */
const [common, rare] = [eventTypes[0].type, eventTypes[eventTypes.length - 1]?.type ?? ''];

/** Returns each combination of filters, at the first page and at deeper pages. */
export function listQueries({ busiest, quietest, eventId, since, until }: Stored): ListQuery[] {
  const cursors = (kind: 'delivery' | 'event'): string[] =>
    [0.9, 0.5, 0.1].map((share) => {
      const at = new Date(since.getTime() + share * (until.getTime() - since.getTime()));
      return Buffer.from(firstIdAt(kind, at)).toString('base64url');
    });
  const deliveries = combinations({
    endpoint_id: [busiest, quietest],
    status: ['delivered', 'failed', 'pending'],
    event_type: [common, rare],
    cursor: cursors('delivery'),
  });
  const ofEvent = combinations({ status: ['delivered', 'failed'], event_type: [common], endpoint_id: [busiest] });
  const events = combinations({ event_type: [common, rare], cursor: cursors('event') });
  return [
    ...deliveries.map((filters) => ({ list: 'deliveries' as const, filters })),
    ...ofEvent.map((filters) => ({ list: 'deliveries' as const, filters: { ...filters, event_id: eventId } })),
    ...events.map((filters) => ({ list: 'events' as const, filters })),
  ];
}

/** Returns all choices of one value or none for each name. */
function combinations(values: Record<string, readonly string[]>): Record<string, string>[] {
  return Object.entries(values).reduce<Record<string, string>[]>(
    (chosen, [name, choices]) =>
      chosen.flatMap((others) => [others, ...choices.map((choice) => ({ ...others, [name]: choice }))]),
    [{}],
  );
}
