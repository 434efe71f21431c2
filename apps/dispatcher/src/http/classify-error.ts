import type { FailureReason } from '@postrider/contracts';

/** Which error codes of Node, OpenSSL and undici mean what; never matched on a message. */
const codes: readonly { reason: FailureReason; pattern: RegExp; error: string }[] = [
  {
    reason: 'blocked_address',
    pattern: /^POSTRIDER_BLOCKED_ADDRESS$/,
    error: 'requests may not go to this address',
  },
  {
    reason: 'dns_error',
    pattern: /^(ENOTFOUND|EAI_.*|ENODATA|ESERVFAIL)$/,
    error: 'the host name could not be resolved',
  },
  { reason: 'connection_refused', pattern: /^ECONNREFUSED$/, error: 'the connection was refused' },
  {
    reason: 'connection_reset',
    pattern: /^(ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET)$/,
    error: 'the connection was closed before the answer was complete',
  },
  {
    reason: 'timeout',
    pattern: /^(ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/,
    error: 'the connection could not be made in time',
  },
  { reason: 'tls_error', pattern: /^CERT_HAS_EXPIRED$/, error: 'the certificate has expired' },
  {
    reason: 'tls_error',
    pattern: /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN)$/,
    error: 'the certificate is signed by itself, or by an authority that is not trusted',
  },
  {
    reason: 'tls_error',
    pattern: /^UNABLE_TO_.*$/,
    error: 'the certificate is of an unknown authority, or comes without its intermediate certificates',
  },
  {
    reason: 'tls_error',
    pattern: /^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/,
    error: 'the certificate is for another host',
  },
  {
    reason: 'tls_error',
    pattern: /^(ERR_TLS_.*|ERR_SSL_.*|EPROTO|CERT_.*)$/,
    error: 'the TLS connection could not be made',
  },
  {
    reason: 'invalid_response',
    pattern: /^UND_ERR_HEADERS_OVERFLOW$/,
    error: 'the headers of the answer are too large',
  },
  {
    reason: 'invalid_response',
    pattern: /^POSTRIDER_ANSWER_TOO_LARGE$/,
    error: 'the answer is far larger than its headers and the part of its body that is read',
  },
  {
    reason: 'invalid_response',
    pattern: /^POSTRIDER_UNEXPECTED_ANSWER$/,
    error: 'the answer is 100 Continue, or changes the protocol, without being asked to',
  },
  {
    reason: 'invalid_response',
    pattern: /^UND_ERR_RES_CONTENT_LENGTH_MISMATCH$/,
    error: 'the body of the answer is not as long as its Content-Length says',
  },
  {
    reason: 'invalid_response',
    // undici asserts what HTTP leaves no choice about, such as a status of three digits from 100.
    pattern: /^(HPE_.*|HTTPParserError|UND_ERR_RESPONSE|ERR_ASSERTION)$/,
    error: 'the answer is not complete and valid HTTP/1.1',
  },
];

/** Why an exchange had no complete answer. `error` is a sentence for people; it names the code. */
export function classifyError(
  error: unknown,
  timedOut: boolean,
  timeoutMs: number,
): { failure_reason: FailureReason; error: string } {
  if (timedOut) return { failure_reason: 'timeout', error: `no complete answer within ${String(timeoutMs)} ms` };
  const code = codeOf(error);
  const known = codes.find(({ pattern }) => pattern.test(code));
  return {
    failure_reason: known?.reason ?? 'connection_error',
    error: `${known?.error ?? 'the request could not be completed'} (${code})`,
  };
}

/** Read by its fields, not by its class: Node's own errors may be of another realm than this code. */
function codeOf(error: unknown): string {
  const { code, cause, name } = Object(error) as { code?: unknown; cause?: unknown; name?: unknown };
  if (typeof code === 'string') return code;
  if (cause !== undefined) return codeOf(cause);
  return typeof name === 'string' ? name : 'unknown';
}
