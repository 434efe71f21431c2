import { eventTypes, firstIdAt } from '@postrider/contracts';

/** A list of the API as somebody may ask for it. */
export interface ListQuery {
  list: 'deliveries' | 'events';
  filters: Record<string, string>;
}

export interface Stored {
  /** The one with the most deliveries and the one with the fewest. */
  busiest: string;
  quietest: string;
  /** An event that is stored. */
  eventId: string;
  since: Date;
  until: Date;
}

/** Types as they are stored: the first often, the last seldom. */
const [common, rare] = [eventTypes[0].type, eventTypes[eventTypes.length - 1]?.type ?? ''];

/** Each combination of filters that the API takes, at the first page and further and further down. */
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

/** Every choice of one value or none for each name. */
function combinations(values: Record<string, readonly string[]>): Record<string, string>[] {
  return Object.entries(values).reduce<Record<string, string>[]>(
    (chosen, [name, choices]) =>
      chosen.flatMap((others) => [others, ...choices.map((choice) => ({ ...others, [name]: choice }))]),
    [{}],
  );
}
