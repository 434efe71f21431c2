/** The filters and the cursor of the list of events, as in the URL. */
export interface EventsSearch {
  type?: string;
  /** Either id of a customer. */
  customer?: string;
  /** Events without subscribers. */
  delivered_to?: 'nobody';
  /** A searchable path, and the value that events have there. */
  path?: string;
  value?: string;
  /** The dialog of the searchable paths is open. */
  paths?: true;
  cursor?: string;
}

/** Reads the known parts of a URL's query and drops the rest. */
export function eventsSearchOf({
  type,
  customer,
  delivered_to,
  path,
  value,
  paths,
  cursor,
}: Record<string, unknown>): EventsSearch {
  return {
    ...(isText(type) && { type }),
    ...((isText(customer) || typeof customer === 'number') && { customer: String(customer) }),
    ...(delivered_to === 'nobody' && { delivered_to }),
    ...(isText(path) && isValue(value) && { path, value: String(value) }),
    ...((paths === true || paths === 'true') && { paths: true as const }),
    ...(isText(cursor) && { cursor }),
  };
}

/** The router reads a number or a boolean where the text of the URL is one. */
const isValue = (value: unknown): value is string | number | boolean =>
  isText(value) || typeof value === 'number' || typeof value === 'boolean';
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
