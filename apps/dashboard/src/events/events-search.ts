/** What of the list of events is shown, as it stands in the URL. */
export interface EventsSearch {
  type?: string;
  /** Events that no endpoint got. */
  delivered_to?: 'nobody';
  cursor?: string;
}

/** Takes what it knows of a URL's query, and drops the rest. */
export function eventsSearchOf({ type, delivered_to, cursor }: Record<string, unknown>): EventsSearch {
  return {
    ...(isText(type) && { type }),
    ...(delivered_to === 'nobody' && { delivered_to }),
    ...(isText(cursor) && { cursor }),
  };
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
