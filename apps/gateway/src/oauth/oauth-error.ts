import { ApiError } from '../http/api-error.js';

export type OAuthErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_scope'
  | 'invalid_target'
  | 'unsupported_grant_type'
  | 'invalid_redirect_uri'
  | 'invalid_client_metadata'
  | 'temporarily_unavailable'
  | 'server_error';

/** An error response in OAuth's shape (RFC 6749, 5.2; RFC 7591, 3.2.2). */
export class OAuthError extends Error {
  override name = 'OAuthError';

  constructor(
    readonly code: OAuthErrorCode,
    description: string,
    readonly status = 400,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(description);
  }

  get body(): { error: OAuthErrorCode; error_description: string } {
    return { error: this.code, error_description: descriptionOf(this.message) };
  }

  /** An error that the gateway has for every call. */
  static of({ status, message, headers }: ApiError): OAuthError {
    if (status === 500) return new OAuthError('server_error', message, status, headers);
    const code = status === 429 || status === 503 ? 'temporarily_unavailable' : 'invalid_request';
    return new OAuthError(code, message, status, headers);
  }
}

/** Only these characters are allowed (RFC 6749, 5.2). */
const descriptionOf = (message: string): string => message.replaceAll('"', "'").replaceAll(/[^\x20-\x7e]|\\/g, '?');
