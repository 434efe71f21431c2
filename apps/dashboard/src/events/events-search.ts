/** The filters and the cursor of the list of events, as in the URL. */
export interface EventsSearch {
  type?: string;
  /** Events without subscribers. */
  delivered_to?: 'nobody';
  cursor?: string;
}

/** Reads the known parts of a URL's query and drops the rest. */
export function eventsSearchOf({ type, delivered_to, cursor }: Record<string, unknown>): EventsSearch {
  return {
    ...(isText(type) && { type }),
    ...(delivered_to === 'nobody' && { delivered_to }),
    ...(isText(cursor) && { cursor }),
  };
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
