/**
 * Why a request was rejected, and the status code of the response:
 * - `missing_signature` (401): the checked header is missing;
 * - `missing_header` (400): `webhook-id` or `webhook-timestamp` is missing or repeated;
 * - `malformed_signature`, `malformed_id`, `malformed_timestamp` (400): the header has another form than Postrider's, or is
 *   longer or lists more signatures than the verifier reads;
 * - `timestamp_too_old`, `timestamp_too_new` (401): the difference to the clock exceeds the tolerance;
 * - `wrong_signature` (401): signed with another secret, or for another body;
 * - `unexpected_body` (400): the signature is right, but the body is not an event;
 * - `body_too_large` (413), `incomplete_body` (400): the helper could not read the whole body.
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
  /** Status code of the response. Express, Fastify and Nest read these three properties of an error. */
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
