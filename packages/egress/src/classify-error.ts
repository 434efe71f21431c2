import type { FailureReason } from '@postrider/contracts';

/** Meanings of the error codes of Node, OpenSSL and undici. Messages are never matched. */
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
    error: 'the connection was closed before the response was complete',
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
    error: 'the certificate is self-signed, or its authority is not trusted',
  },
  {
    reason: 'tls_error',
    pattern: /^UNABLE_TO_.*$/,
    error: 'the certificate is from an unknown authority, or its intermediate certificates are missing',
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
    error: 'the headers of the response are too large',
  },
  {
    reason: 'invalid_response',
    pattern: /^POSTRIDER_RESPONSE_TOO_LARGE$/,
    error: 'the response is far larger than its headers and the part of its body that is read',
  },
  {
    reason: 'invalid_response',
    pattern: /^POSTRIDER_UNEXPECTED_RESPONSE$/,
    error: 'the response is 100 Continue or a change of protocol, which the request did not ask for',
  },
  {
    reason: 'invalid_response',
    pattern: /^UND_ERR_RES_CONTENT_LENGTH_MISMATCH$/,
    error: 'the length of the response body differs from its Content-Length',
  },
  {
    reason: 'invalid_response',
    // ERR_ASSERTION: undici asserts some rules of HTTP, such as the range of the status.
    pattern: /^(HPE_.*|HTTPParserError|UND_ERR_RESPONSE|ERR_ASSERTION)$/,
    error: 'the response is not complete and valid HTTP/1.1',
  },
];

/** Returns the reason why an exchange has no complete response. `error` is a sentence for people and names the code. */
export function classifyError(
  error: unknown,
  timedOut: boolean,
  timeoutMs: number,
): { failure_reason: FailureReason; error: string } {
  if (timedOut) return { failure_reason: 'timeout', error: `no complete response within ${String(timeoutMs)} ms` };
  const code = codeOf(error);
  const known = codes.find(({ pattern }) => pattern.test(code));
  return {
    failure_reason: known?.reason ?? 'connection_error',
    error: `${known?.error ?? 'the request could not be completed'} (${code})`,
  };
}

/** Reads fields instead of checking the class, since Node's errors may come from another realm. */
function codeOf(error: unknown): string {
  const { code, cause, name } = Object(error) as { code?: unknown; cause?: unknown; name?: unknown };
  if (typeof code === 'string') return code;
  if (cause !== undefined) return codeOf(cause);
  return typeof name === 'string' ? name : 'unknown';
}
