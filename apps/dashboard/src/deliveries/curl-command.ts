import type { Attempt } from '@postrider/contracts';

/** Headers that the command makes anew, since receivers refuse old times. */
const madeAnew = new Set(['webhook-timestamp', 'webhook-signature', 'x-modelux-signature']);

interface CurlCommand {
  url: string;
  request_headers: Attempt['request_headers'];
  /** The body, on one line. */
  body: string;
}

/**
 * A command that sends the request of an attempt again, signed at the time when it runs. The signing secret is for its
 * reader to set. Needs curl and openssl, and a POSIX shell.
 */
export function curlCommand({ url, request_headers, body }: CurlCommand): string {
  const headers = Object.entries(request_headers).filter(([name]) => !madeAnew.has(name));
  return [
    ': "${WEBHOOK_SECRET:?set it to the signing secret of the endpoint}"',
    "IFS= read -r body <<'WEBHOOK_BODY'",
    body,
    'WEBHOOK_BODY',
    'timestamp=$(date +%s)',
    // openssl takes the bytes of a key in hexadecimal only.
    `key=$(printf '%s\\n' "\${WEBHOOK_SECRET#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')`,
    `signature=$(printf '%s.%s.%s' ${quoted(request_headers['webhook-id'] ?? '')} "$timestamp" "$body" |`,
    '  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A)',
    `body_signature=$(printf '%s' "$body" | openssl dgst -sha256 -hmac "$WEBHOOK_SECRET" -r | cut -d ' ' -f 1)`,
    `printf '%s' "$body" | curl -sS -i ${quoted(url)} \\`,
    ...headers.map(([name, value]) => `  -H ${quoted(`${name}: ${value}`)} \\`),
    '  -H "webhook-timestamp: $timestamp" \\',
    '  -H "webhook-signature: v1,$signature" \\',
    '  -H "x-modelux-signature: $body_signature" \\',
    '  --data-binary @-',
  ].join('\n');
}

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
