import type { Attempt } from '@postrider/contracts';

/** Headers that the command makes anew, since receivers refuse old times. */
const madeAnew = new Set(['webhook-timestamp', 'webhook-signature', 'x-modelux-signature']);
/** The headers of the default request format, of envelopes and of traces. */
const knownName =
  /^(content-type|user-agent|traceparent|ce-[a-z]+|webhook-(id|timestamp|signature)|x-modelux-(event|delivery|attempt|customer|signature))$/;

interface CurlCommand {
  url: string;
  request_headers: Attempt['request_headers'];
  /** The body, on one line. */
  body: string;
}

/** Whether the command can sign: in another request format than the default, it does not know how. */
export const isSignedAnew = (headers: Attempt['request_headers']): boolean =>
  Object.keys(headers).every((name) => knownName.test(name)) && headers['webhook-id'] !== undefined;

/** A command that sends the request of an attempt again. Needs curl, and a POSIX shell. */
export function curlCommand(request: CurlCommand): string {
  return isSignedAnew(request.request_headers) ? signedCommand(request) : sentCommand(request);
}

/** Signs at the time when it runs. The signing secret is for its reader to set. Needs openssl. */
function signedCommand({ url, request_headers, body }: CurlCommand): string {
  const headers = Object.entries(request_headers).filter(([name]) => !madeAnew.has(name));
  const signatures = [
    ['webhook-signature', 'v1,$signature'],
    ['x-modelux-signature', '$body_signature'],
  ] as const;
  // If no request was sent, none is known, and the default format has both.
  const known = signatures.filter(([name]) => name in request_headers);
  return [
    ': "${WEBHOOK_SECRET:?set it to the signing secret of the endpoint}"',
    ...readBody(body),
    'timestamp=$(date +%s)',
    // openssl takes the bytes of a key in hexadecimal only.
    `key=$(printf '%s\\n' "\${WEBHOOK_SECRET#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')`,
    `signature=$(printf '%s.%s.%s' ${quoted(request_headers['webhook-id'] ?? '')} "$timestamp" "$body" |`,
    '  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A)',
    `body_signature=$(printf '%s' "$body" | openssl dgst -sha256 -hmac "$WEBHOOK_SECRET" -r | cut -d ' ' -f 1)`,
    `printf '%s' "$body" | curl -sS -i ${quoted(url)} \\`,
    ...headers.map(headerOption),
    '  -H "webhook-timestamp: $timestamp" \\',
    ...(known.length > 0 ? known : signatures).map(([name, value]) => `  -H "${name}: ${value}" \\`),
    '  --data-binary @-',
  ].join('\n');
}

/** Sends the headers of the attempt as they were. */
function sentCommand({ url, request_headers, body }: CurlCommand): string {
  return [
    ...readBody(body),
    `printf '%s' "$body" | curl -sS -i ${quoted(url)} \\`,
    ...Object.entries(request_headers).map(headerOption),
    '  --data-binary @-',
  ].join('\n');
}

const readBody = (body: string): string[] => ["IFS= read -r body <<'WEBHOOK_BODY'", body, 'WEBHOOK_BODY'];

const headerOption = ([name, value]: [string, string]): string => `  -H ${quoted(`${name}: ${value}`)} \\`;

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
