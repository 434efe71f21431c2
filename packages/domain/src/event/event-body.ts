/**
 * Returns the request body for JSON endpoints. `dataJson` is the producer's JSON text, copied unchanged to keep the order
 * of keys and the spelling of numbers.
 */
export function eventBody(event: {
  id: string;
  type: string;
  timestamp: Date;
  dataJson: string;
  test: boolean;
}): string {
  const head = JSON.stringify({
    id: event.id,
    type: event.type,
    timestamp: event.timestamp.toISOString(),
    ...(event.test && { test: true }),
  });
  return `${head.slice(0, -1)},"data":${event.dataJson}}`;
}

/** Returns the JSON text of `data` in a body from `eventBody`. */
export function dataJsonOf(body: string): string {
  // The fields before `data` cannot contain this text: quotes in an id are escaped.
  const marker = ',"data":';
  return body.slice(body.indexOf(marker) + marker.length, -1);
}
