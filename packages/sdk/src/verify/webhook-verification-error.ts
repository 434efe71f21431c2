/**
 * Why a request is not taken for genuine:
 * - `missing_signature`: neither signature header is there;
 * - `missing_header`: `webhook-id` or `webhook-timestamp` is missing beside `webhook-signature`, or is there twice;
 * - `malformed_signature`, `malformed_timestamp`: the header does not have the form that Postrider gives it;
 * - `timestamp_too_old`, `timestamp_too_new`: further from the clock than the tolerance allows;
 * - `wrong_signature`: made with another secret, or for another body;
 * - `unexpected_body`: the signature is right, but the body is no event.
 */
export type WebhookVerificationCode =
  | 'missing_signature'
  | 'missing_header'
  | 'malformed_signature'
  | 'malformed_timestamp'
  | 'timestamp_too_old'
  | 'timestamp_too_new'
  | 'wrong_signature'
  | 'unexpected_body';

export class WebhookVerificationError extends Error {
  override readonly name = 'WebhookVerificationError';
  /** Express, Fastify and Nest answer an error with the status that it names. */
  readonly statusCode = 401;

  constructor(
    readonly code: WebhookVerificationCode,
    message: string,
  ) {
    super(message);
  }
}
