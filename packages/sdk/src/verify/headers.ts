/** What the platforms have: a `Headers`, Node's `request.headers`, or any plain object; names in any case. */
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

/** By its method, not by its class: frameworks bring classes of their own. */
const isHeaders = (headers: WebhookHeaders): headers is Headers => typeof headers.get === 'function';
