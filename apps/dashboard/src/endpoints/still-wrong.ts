import type { EndpointFields } from './endpoint-queries.js';

type Errors = Partial<Record<keyof EndpointFields, string>>;

/** Errors of the fields that are as they were refused; of a URL also while it is none. */
export function stillWrong(errors: Errors, fields: EndpointFields, refused: EndpointFields | undefined): Errors {
  const isWrong = (name: keyof EndpointFields): boolean =>
    JSON.stringify(fields[name]) === JSON.stringify(refused?.[name]) || (name === 'url' && !isHttpUrl(fields.url));
  return Object.fromEntries(Object.entries(errors).filter(([name]) => isWrong(name as keyof EndpointFields)));
}

const isHttpUrl = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
