/** Stands for the value of a header that may be a credential. */
export const hiddenValue = '[hidden]';

const secretNames = /cookie|authorization|authentication-info|token|secret|password|api-?key/i;

export interface KeptHeaders {
  /** Names and values in turn. */
  response_headers: string[];
  response_headers_truncated?: true;
}

/** Returns the first headers of a response, up to `keepBytes` of names and values. The last value may be cut. */
export function keptHeaders(raw: readonly (Buffer | string)[], keepBytes: number): KeptHeaders | undefined {
  if (keepBytes === 0) return undefined;
  const kept: string[] = [];
  let left = keepBytes;
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = textOf(raw[i]);
    const value = secretNames.test(name) ? hiddenValue : textOf(raw[i + 1]);
    left -= name.length;
    if (left < 0) return { response_headers: kept, response_headers_truncated: true };
    kept.push(name, value.length > left ? value.slice(0, left) : value);
    left -= value.length;
    if (left < 0) return { response_headers: kept, response_headers_truncated: true };
  }
  return { response_headers: kept };
}

/** The bytes of a header are Latin-1, so one character is one byte. */
const textOf = (part: Buffer | string = ''): string => (typeof part === 'string' ? part : part.toString('latin1'));
