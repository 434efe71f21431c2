/**
 * Why a request is not taken for genuine, and what to answer:
 * - `missing_signature` (401): the header that is checked is not there;
 * - `missing_header` (400): `webhook-id` or `webhook-timestamp` is missing beside `webhook-signature`, or is there twice;
 * - `malformed_signature`, `malformed_id`, `malformed_timestamp` (400): the header does not have the form that Postrider
 *   gives it, or is longer or lists more signatures than the verifier reads;
 * - `timestamp_too_old`, `timestamp_too_new` (401): further from the clock than the tolerance allows;
 * - `wrong_signature` (401): made with another secret, or for another body;
 * - `unexpected_body` (400): the signature is right, but the body is no event;
 * - `body_too_large` (413), `incomplete_body` (400), of the helpers that read the body themselves: it was not read to its
 *   end.
 */
const statusCodes = {
  missing_signature: 401,
  missing_header: 400,
  malformed_signature: 400,
  malformed_id: 400,
  malformed_timestamp: 400,
  timestamp_too_old: 401,
  timestamp_too_new: 401,
  wrong_signature: 401,
  unexpected_body: 400,
  body_too_large: 413,
  incomplete_body: 400,
} as const;

export type WebhookVerificationCode = keyof typeof statusCodes;

export class WebhookVerificationError extends Error {
  override readonly name = 'WebhookVerificationError';
  /** What to answer. Express, Fastify and Nest take it from an error that has these three. */
  readonly statusCode: 400 | 401 | 413;
  readonly status: 400 | 401 | 413;
  readonly expose = true;

  constructor(
    readonly code: WebhookVerificationCode,
    message: string,
  ) {
    super(message);
    this.statusCode = statusCodes[code];
    this.status = this.statusCode;
  }
}
