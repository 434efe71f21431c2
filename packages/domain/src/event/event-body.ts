/**
 * The request body that receivers get, serialized once. `dataJson` is the producer's JSON text:
 * it goes in as it stands, so that key order and number spelling are kept.
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

/** The JSON text of `data` inside a body made by `eventBody`. */
export function dataJsonOf(body: string): string {
  // Before `data` stand only an id, a catalogued type, a timestamp and a flag: none can hold this marker.
  const marker = ',"data":';
  return body.slice(body.indexOf(marker) + marker.length, -1);
}
