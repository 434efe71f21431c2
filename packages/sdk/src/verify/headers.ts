/** A `Headers`, Node's `request.headers`, or a plain object with names in any case. */
export type WebhookHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

/** Every value of a header. */
export function headerValues(headers: WebhookHeaders, name: string): string[] {
  if (isHeaders(headers)) {
    const value = headers.get(name);
    return value === null ? [] : [value];
  }
  return Object.entries(headers).flatMap(([key, value]) =>
    key.toLowerCase() === name && value !== undefined ? [value].flat() : [],
  );
}

/** Without `instanceof`: frameworks have their own classes. */
const isHeaders = (headers: WebhookHeaders): headers is Headers => typeof headers.get === 'function';
