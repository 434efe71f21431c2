/** Written by `npm run docs:mcp` from docs/. */
export const docs = {
  receiving: `# Receiving webhooks

This page is for people who write a receiver. In short: check the signature over the raw body, store the \`webhook-id\`,
respond with 2xx within seconds, and do longer work afterwards.

- [The request](#the-request)
- [Check the signature](#check-the-signature)
- [The raw body](#the-raw-body)
- [Envelopes](#envelopes)
- [Respond](#respond)
- [Retries](#retries)
- [The same event twice](#the-same-event-twice)
- [Order](#order)
- [Rotation of the secret](#rotation-of-the-secret)
- [Network requirements](#network-requirements)
- [Slack](#slack)
- [Testing on your machine](#testing-on-your-machine)
- [When the signature does not match](#when-the-signature-does-not-match)

Complete receivers: [Express](../examples/express.mjs), [Fastify](../examples/fastify.mjs), a route handler as in
[Next.js](../examples/next-route.mjs), [Node.js without a framework](../examples/node.mjs),
[Python](../examples/python.py), [Go](../examples/go.go). [Examples](../examples/README.md) shows how to start them.

## The request

Postrider sends a \`POST\` to the endpoint's URL. The body is JSON in UTF-8:

\`\`\`json
{
  "id": "evt_01m847ja80fh79n1vdk0jm4yx0",
  "type": "budget.exceeded",
  "timestamp": "2026-11-23T12:54:47.808Z",
  "data": { "budget_id": "bud_8f2k1", "spend_usd": 1003.17 }
}
\`\`\`

- \`id\` is the event's id: the producer's own (1 to 128 letters, digits, \`_\`, \`-\`, \`:\`), or one that Postrider generated.
- \`timestamp\` is the time when the event was accepted.
- \`data\` is the producer's object without white space: the same keys in the same order, and the same spelling of
  numbers.
- A test event also has \`"test": true\`.

The body is created once. Every attempt sends the same bytes.

| Header                | Value                                                                                                                                           |
| --------------------- | ----------------------------------------------------------------------------------------------------------------------------------------------- |
| \`webhook-id\`          | The event's id. It is the same for every attempt and replay: use it to deduplicate.                                                             |
| \`webhook-timestamp\`   | The time of this attempt, in Unix seconds.                                                                                                      |
| \`webhook-signature\`   | \`v1,<base64>\`; during a rotation several, separated by spaces.                                                                                  |
| \`x-modelux-signature\` | HMAC-SHA256 of the body in lowercase hex. The key is the signing secret as it was shown.                                                        |
| \`x-modelux-event\`     | The event's type.                                                                                                                               |
| \`x-modelux-delivery\`  | The delivery's id (\`whd_…\`). Name it when you ask about a delivery.                                                                             |
| \`x-modelux-attempt\`   | 1 for the first attempt of a delivery, then 2, 3, …; replays continue the count.                                                                |
| \`x-modelux-customer\`  | The sender's own id of the customer that the event is for. Only endpoints [for all customers](postrider://docs/customers#endpoints-for-all-customers) get it. |
| \`content-type\`        | \`application/json\`                                                                                                                              |
| \`traceparent\`         | A W3C trace context, only if [the organization wants it](operations.md#traces). Not signed.                                                     |
| \`user-agent\`          | \`Postrider/<version>\`                                                                                                                           |

Header names are case-insensitive.

These are the defaults. The organization that sends to you may have other names and signatures ([the request
format](postrider://docs/request-format)), and your endpoint another [envelope](#envelopes).

## Check the signature

Use the bytes of the body as they arrived. Parsing and serializing the body changes them.

**In JavaScript**, use [\`@postrider/sdk\`](postrider://docs/sdk#receive-webhooks). It needs only Web Crypto (Node.js, Deno, Bun, edge
runtimes):

\`\`\`js
import { verify } from '@postrider/sdk/verify';

const event = await verify(rawBody, request.headers, { secret: process.env.WEBHOOK_SECRET });
\`\`\`

\`verify\` returns the event, or throws a \`WebhookVerificationError\`. Its \`statusCode\` is the status for your response,
and its \`code\` names the problem. \`secret\` can be a list. \`verify\` checks \`webhook-signature\`, and refuses a request
without it ([signature header](postrider://docs/sdk#signature-header)).

**In other languages**, use \`standardwebhooks\` or \`svix\`, which exist for most languages. They take the signing secret
as it was shown.

**By hand**, for \`webhook-signature\` (Standard Webhooks):

1. Refuse a \`webhook-timestamp\` that is not 1 to 12 digits, or differs from your clock by more than 300 seconds.
   Otherwise someone could send you an old request again. If your clock returns no time, refuse everything.
2. Sign \`<webhook-id>.<webhook-timestamp>.<body>\` with HMAC-SHA256. To get the key, decode the part of the secret after
   \`whsec_\` from base64. The key of a secret without \`whsec_\`, which somebody brought along, is its text in UTF-8.
3. Accept the request if one entry of \`webhook-signature\` is \`v1,\` and this signature in base64. Compare in constant
   time. Compute one HMAC per secret, not one per entry, and refuse more than 20 entries: Postrider sends at most 8.

Do not start with an empty secret: anyone can sign with an empty key. A request without \`webhook-signature\` is not
authentic. A fallback to the other header would let anyone repeat a recorded request at any time.

**The replay window.** Within the 300 seconds a recorded request is accepted again, unless you store its \`webhook-id\`
([the same event twice](#the-same-event-twice)).

**The other header** (\`x-modelux-signature\`) is the hex digest of HMAC-SHA256 over the body only. The key is the whole
secret as it was shown, including \`whsec_\`. It does not cover the time, so its replay window has no end. It holds only
one signature (see [rotation](#rotation-of-the-secret)).

## The raw body

Most frameworks parse a body before your code sees it. The SDK's helpers read the bytes, check them, and respond to
requests that are not authentic:

\`\`\`js
import { webhookHandler } from '@postrider/sdk/express'; // Express and alike; \`…/node\` for plain http
app.post('/webhooks', webhookHandler({ secret }, async (event) => { … })); // before any express.json()

import { webhookRoute } from '@postrider/sdk/fastify';
app.register(webhookRoute('/webhooks', { secret }, async (event) => { … }));

import { webhookHandler } from '@postrider/sdk/fetch'; // Next.js, Hono, Deno, Bun, Workers
export const POST = webhookHandler({ secret }, async (event) => { … });

import { WebhookGuard } from '@postrider/sdk/nest'; // with NestFactory.create(AppModule, { rawBody: true })
@UseGuards(new WebhookGuard({ secret }))
\`\`\`

They respond with 204 when your handler is done. If your handler throws, the response is 500, and the event comes again.
Without the SDK:

| Framework                | How to get the bytes                                                                           |
| ------------------------ | ---------------------------------------------------------------------------------------------- |
| Express                  | \`express.raw({ type: '*/*' })\` on that route, before any \`express.json()\`; then \`request.body\` |
| Fastify                  | \`addContentTypeParser('*', { parseAs: 'buffer' }, …)\` in its own scope; then \`request.body\`    |
| Nest                     | \`NestFactory.create(AppModule, { rawBody: true })\`; then \`request.rawBody\`                     |
| Next.js, Hono, Deno, Bun | \`await request.arrayBuffer()\`, and not \`request.json()\`                                        |
| AWS Lambda               | \`Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8')\`                           |
| Flask                    | \`request.get_data()\`, before anything uses \`request.json\`                                      |
| Django                   | \`request.body\`; the view is \`@csrf_exempt\`                                                     |
| FastAPI                  | \`await request.body()\`                                                                         |
| Go                       | \`io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))\`                                            |
| Rails                    | \`request.raw_post\`; \`skip_before_action :verify_authenticity_token\`                            |
| Spring                   | \`@RequestBody byte[] body\`                                                                     |
| PHP                      | \`file_get_contents('php://input')\`                                                             |

Limit the size of the body. By default \`data\` has at most 256 KiB, so 1 MiB is enough. The signature is your access
check: such a request has no session and no CSRF token.

## Envelopes

The \`envelope\` of an endpoint is what surrounds \`data\`. [Create](api.md#create-an-endpoint) and
[update](api.md#update-an-endpoint) set it.

| \`envelope\`           | Body                                                       | \`content-type\`                 |
| -------------------- | ---------------------------------------------------------- | ------------------------------ |
| \`default\`            | an object with \`id\`, \`type\`, \`timestamp\` and \`data\`        | \`application/json\`             |
| \`cloudevents\`        | [CloudEvents 1.0](https://cloudevents.io), structured mode | \`application/cloudevents+json\` |
| \`cloudevents_binary\` | \`data\`; the attributes are headers, \`ce-*\`                 | \`application/json\`             |
| \`data\`               | \`data\`                                                     | \`application/json\`             |

The event above as \`cloudevents\`, sent without white space:

\`\`\`json
{
  "specversion": "1.0",
  "id": "evt_01m847ja80fh79n1vdk0jm4yx0",
  "source": "/organizations/org_01m8400000fh79n1vdk5x7cakr",
  "type": "budget.exceeded",
  "time": "2026-11-23T12:54:47.808Z",
  "datacontenttype": "application/json",
  "data": { "budget_id": "bud_8f2k1", "spend_usd": 1003.17 }
}
\`\`\`

and as \`cloudevents_binary\`:

\`\`\`http
POST /hook HTTP/1.1
content-type: application/json
ce-specversion: 1.0
ce-id: evt_01m847ja80fh79n1vdk0jm4yx0
ce-source: /organizations/org_01m8400000fh79n1vdk5x7cakr
ce-type: budget.exceeded
ce-time: 2026-11-23T12:54:47.808Z

{"budget_id":"bud_8f2k1","spend_usd":1003.17}
\`\`\`

- \`source\` names the organization that sends. It is unique together with \`id\`.
- A test event has the extension \`test\`, which is \`true\` (\`ce-test: true\`). With \`data\` alone nothing marks it.
- \`data\` is the producer's text in each of them. All headers of the table above are sent as well, and the signature covers
  the body as it is sent.
- A delivery keeps the envelope that its endpoint had when it was scheduled: every retry and replay has the same bytes. A
  change holds for the events after it.
- The SDK's \`verify\` returns an event of the default envelope. For the others, use \`verifySignature\` and parse the body.
- A [Slack](#slack) endpoint gets Slack messages, whatever its envelope is.

## Respond

Respond with 2xx within 15 seconds. This is the limit for the whole exchange, from connecting to the end of your
response. Put longer work into a queue of your own first.

A receiver that responds within half a second gets as many requests at once as there are. A slower receiver gets at most
50 at once from each dispatcher. The endpoint's \`rate_limit\` limits requests per second.

| Response                                             | Result                                                                                           |
| ---------------------------------------------------- | ------------------------------------------------------------------------------------------------ |
| 2xx                                                  | Delivered.                                                                                       |
| 410                                                  | Failed without retries: the endpoint is deactivated, and its other pending deliveries fail, too. |
| 3xx                                                  | Failed, and retried. Redirects are not followed.                                                 |
| any other status                                     | Failed, and retried.                                                                             |
| no response in time, no response at all, or not HTTP | Failed, and retried.                                                                             |

- Respond with 2xx to event types that you do not know. A refused event is only sent again.
- Respond with 401 or 400 to a request that is not authentic.
- Respond with 503, with \`Retry-After\` if you like, while you cannot work.
- Respond with 410 only if this URL must never get a request again. The endpoint stays inactive until someone activates
  it.

An endpoint whose attempts have all failed for five days is deactivated as well. Events that it missed can be
[recovered](api.md#recover-missed-events).

Postrider reads up to 64 KiB of a response and keeps 16 KiB. The operator sees them next to the attempt, so state the
reason for a failure there.

## Retries

After a failed attempt, the delays grow, until an attempt would be more than 24 hours after the event:

| Attempt | Delay before it |  Since the event |
| ------: | --------------: | ---------------: |
|       1 |               – |                – |
|       2 |             5 s |              5 s |
|       3 |            15 s |             20 s |
|       4 |            45 s |        1 min 5 s |
|       5 |      2 min 15 s |       3 min 20 s |
|       6 |      6 min 45 s |       10 min 5 s |
|       7 |     20 min 15 s |      30 min 20 s |
|       8 |  1 h 0 min 45 s |   1 h 31 min 5 s |
|       9 |  3 h 2 min 15 s |  4 h 33 min 20 s |
|      10 |             4 h |  8 h 33 min 20 s |
|      11 |             4 h | 12 h 33 min 20 s |
|      12 |             4 h | 16 h 33 min 20 s |
|      13 |             4 h | 20 h 33 min 20 s |

Each delay varies at random by up to 20 %, so that many deliveries do not come back at the same moment. The duration of
the attempts is added. After the last attempt the delivery is \`failed\`. It can still be replayed, which starts a new 24
hours.

**\`Retry-After\`** in the response to a failed attempt, in seconds or as an HTTP date, delays the next attempt. It never
makes an attempt earlier than the schedule, or later than the 24 hours.

## The same event twice

Delivery is at least once. The event comes again if your 2xx is lost, or if a dispatcher dies before it records the
response. So store each processed \`webhook-id\` for as long as retries can come, ideally in the transaction that does the
work. Respond with 2xx to a repeated event without doing the work again. A replay has the same \`webhook-id\`, too: delete
the stored one if you want the work done again. In SQL, for example:

\`\`\`sql
CREATE TABLE webhooks_done (
  webhook_id text PRIMARY KEY,
  done_at timestamptz NOT NULL DEFAULT now()
);

BEGIN;
INSERT INTO webhooks_done (webhook_id) VALUES ('evt_01m847ja80fh79n1vdk0jm4yx0')
  ON CONFLICT DO NOTHING RETURNING webhook_id;
-- No row: the event was processed before. ROLLBACK, and respond with 2xx. A row: do the work here.
COMMIT;
\`\`\`

If a second request arrives while the first is in progress, its \`INSERT\` waits until the first transaction ends. You can
delete rows after a few days: retries end after 24 hours. But replays and recoveries can come for as long as Postrider
keeps the event, 90 days by default. If the work cannot be part of a transaction, such as an email, pass the
\`webhook-id\` on as its idempotency key.

## Order

Events can overtake each other: a failed event is retried later, and several are sent at once. If order matters, compare
\`timestamp\` or a version in \`data\`, and ignore an event that is older than your state. Or treat the event as a hint, and
read the current state from its source.

## Rotation of the secret

After a rotation the old secret stays valid for 24 hours, or as long as the rotation says. If you rotate again in this time, every secret that has not
expired stays valid.

- \`webhook-signature\` has one signature per valid secret, newest first. A receiver with any of these secrets accepts the
  request.
- \`x-modelux-signature\` has only one signature. Attempts alternate: the first is signed with the new secret, the second
  with the old one. A receiver with one of the two secrets accepts at the latest the second attempt, five seconds later.

Change the secret of your receiver within the 24 hours. To refuse no request at any moment:

1. Rotate. The response shows the new secret once.
2. Configure your receiver with both secrets, the new one first, and restart it; with the SDK \`secret: [newSecret,
oldSecret]\`.
3. Remove the old secret after 24 hours.

If a secret has leaked, do not wait. Rotate, change the receiver at once, and [replay](api.md#replay-many-deliveries)
the deliveries that it refused in between. Until the 24 hours are over the old secret still signs, so a receiver that
still accepts it can be deceived.

## Network requirements

- **Source address**: requests come from the dispatchers of the operator, or from their proxy. Ask the operator for the
  addresses. An address is no proof of authenticity; the signature is.
- **Destination**: your URL must resolve to a public address. Private, loopback and link-local addresses are refused
  when the connection is opened (\`blocked_address\`), unless the operator allows your network.
- **TLS**: at least 1.2, with a certificate for the host name from a public authority, and its chain. Anything else is a
  failed attempt (\`tls_error\`).
- **Redirects** are not followed: configure the final URL, with its trailing slash if it has one.
- **Proxies, load balancers and firewalls** in front of you must forward the body unchanged, and the \`webhook-\` and
  \`x-modelux-\` headers. Exclude this path from browser challenges and bot protection.
- **Keep-alive**: connections are reused. A server may close idle connections early.

## Slack

If an endpoint's URL is a Slack incoming webhook (\`https://hooks.slack.com/services/…\`, \`/workflows/…\` or \`/triggers/…\`;
also at \`hooks.slack-gov.com\`), it gets a Slack message: a header with the type, the first ten fields of \`data\`, and the
event's id and time. Its \`format\` is \`slack\`. Headers, retries and replays are the same, and an [envelope](#envelopes) does not apply.

## Testing on your machine

Send a [test event](api.md#send-a-test-event): the type's example, signed like any other event and marked with \`"test":
true\`.

- **With Postrider on the same machine** (\`npm start\`): use \`http://127.0.0.1:4000/hook\`. Loopback is allowed there.
- **Without a public URL**: [listen](api.md#listen-to-events). The stream carries the signed requests, and \`postrider
listen\` forwards them to your receiver unchanged.
- **With a tunnel** (cloudflared, ngrok and the like): use its https URL. Some tunnels change headers or insert a page
  of their own; check this first if the signature does not match.

In your own tests, sign as Postrider does. The npm package \`standardwebhooks\` can do this:

\`\`\`js
import { Webhook } from 'standardwebhooks';

const body = JSON.stringify({ id: 'evt_1', type: 'budget.exceeded', timestamp: new Date().toISOString(), data: {} });
const now = new Date();
const headers = {
  'webhook-id': 'evt_1',
  'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
  'webhook-signature': new Webhook(secret).sign('evt_1', now, body),
};
\`\`\`

Also test the requests that must be refused: a body with one byte changed, another secret, and a timestamp of ten
minutes ago.

## When the signature does not match

The causes, most frequent first:

1. **The body was changed.** It was parsed and serialized again, or decoded and trimmed. Compare its length with
   \`content-length\`; see [the raw body](#the-raw-body).
2. **The secret is another one.** Each endpoint has its own. A rotated secret expires after 24 hours. Look for quotation
   marks, a trailing line break, or a shell that expanded part of it.
3. **The key is decoded wrongly.** For \`webhook-signature\` the key is the base64-decoded part after \`whsec_\`, or
   the text itself if it has no \`whsec_\`: tell a library so (\`{ format: 'raw' }\`). For \`x-modelux-signature\` it is the
   whole text, including \`whsec_\`.
4. **Only one signature was checked.** During a rotation \`webhook-signature\` has several, separated by spaces, and
   \`x-modelux-signature\` alternates.
5. **The clock is wrong.** \`webhook-timestamp\` is in seconds. A receiver whose clock is off by more than 300 seconds
   refuses everything.
6. **Base64 and hex were confused.** \`webhook-signature\` is base64 after \`v1,\`, with padding; \`x-modelux-signature\` is
   lowercase hex.
7. **The organization has another [request format](postrider://docs/request-format).** Then the names and the signatures are others.
8. **An intermediary changed the request**: a tunnel, a gateway that rewrites JSON, or a proxy that drops headers.

The operator sees your response next to each attempt, so put the reason into it. Never include the secret or the
expected signature. Name the \`x-modelux-delivery\` when you ask the operator.
`,
  'request-format': `# The request format

Requests to receivers have Postrider's names: \`x-modelux-event\`, \`webhook-signature\`, \`Postrider/0.1.0\`. An organization can
have its own, and sign as other senders do, so that receivers that exist verify unchanged. The format belongs to the
organization and holds for all its endpoints. [The API](api.md#update-the-request-format), [the dashboard](dashboard.md),
[the terminal](cli.md) and [agents](mcp.md) can change it.

- [Presets](#presets)
- [Headers](#headers)
- [Signatures](#signatures)
- [During a rotation](#during-a-rotation)
- Examples: [Stripe](#stripe), [GitHub](#github), [Shopify](#shopify), [Svix](#svix)
- [Move without a gap](#move-without-a-gap)
- [What knows the default only](#what-knows-the-default-only)

A change is in force with the next attempt, also for deliveries that are pending. Attempts keep the headers that they had.
The body is another matter: its form is the [envelope](postrider://docs/receiving#envelopes) of the endpoint.

## Presets

\`{"preset": "stripe"}\` sets a whole format. Other fields in the same call change it. Without \`preset\` they change
the format that the organization has: \`{"user_agent": "Acme/1.0"}\` leaves headers and signatures as they are. \`signatures\` is replaced
as a whole. The response, and [a later call](api.md#get-the-request-format), show the whole format.

| Preset              | Headers                                                                                                               | Signature                                                                   |
| ------------------- | --------------------------------------------------------------------------------------------------------------------- | --------------------------------------------------------------------------- |
| \`default\`           | \`webhook-id\`, \`webhook-timestamp\`, \`x-modelux-event\`, \`x-modelux-delivery\`, \`x-modelux-attempt\`, \`x-modelux-customer\` | \`x-modelux-signature\` (\`hmac_hex\`), \`webhook-signature\` (Standard Webhooks) |
| \`standard-webhooks\` | \`webhook-id\`, \`webhook-timestamp\`                                                                                     | \`webhook-signature\` (Standard Webhooks)                                     |
| \`svix\`              | \`svix-id\`, \`svix-timestamp\`                                                                                           | \`svix-signature\` (Standard Webhooks)                                        |
| \`stripe\`            |                                                                                                                       | \`Stripe-Signature: t=…,v1=…\`                                                |
| \`github\`            | \`X-GitHub-Delivery\` (the event's id), \`X-GitHub-Event\`                                                                | \`X-Hub-Signature-256: sha256=…\`                                             |
| \`shopify\`           | \`X-Shopify-Event-Id\`, \`X-Shopify-Topic\`, \`X-Shopify-Webhook-Id\` (the delivery's id)                                   | \`X-Shopify-Hmac-Sha256\`, base64                                             |

## Headers

\`headers\` has the name of each header, or \`null\` if it is not sent: \`id\` (the event's id), \`timestamp\` (of the attempt, in
Unix seconds), \`event_type\`, \`delivery_id\`, \`attempt\`, and \`customer\` (the \`uid\` of the event's [customer](postrider://docs/customers), to
endpoints for all customers only). \`user_agent\` is the text of \`User-Agent\`, or \`null\`.
\`content-type\` is always sent, and \`traceparent\` [if the operator allows it](operations.md#traces).

A name has up to 64 letters, digits and hyphens, and begins with a letter. No two headers have the same name, in any case.
Refused are the names of HTTP itself (\`host\`, \`connection\`, \`date\`, \`cookie\`, \`authorization\`, …), of proxies (\`proxy-*\`,
\`x-forwarded-*\`), of the body (\`content-*\`), of another method (\`x-http-method-override\`, …), of traces, and \`ce-*\`.

## Signatures

\`signatures\` has one or two, each in its own \`header\`. \`scheme\` is one of:

- \`hmac_hex\`: HMAC-SHA256 of the body in lower-case hex. The key is the signing secret as text.
- \`standard_webhooks\`: \`v1,<base64>\` of \`{id}.{timestamp}.{body}\`. The key is the part after \`whsec_\`, decoded. Needs names
  for \`id\` and \`timestamp\`.
- \`template\`: one that you describe.

| Field of a template | Default       |                                                                                                              |
| ------------------- | ------------- | ------------------------------------------------------------------------------------------------------------ |
| \`hash\`              | \`sha256\`      | \`sha256\`, \`sha1\` or \`sha512\`.                                                                                |
| \`encoding\`          | \`hex\`         | \`hex\` or \`base64\`.                                                                                           |
| \`key\`               | \`text\`        | \`text\`: the signing secret as text, with \`whsec_\`. \`decoded\`: the bytes after \`whsec_\`, from base64.         |
| \`signed\`            | \`{body}\`      | What is signed: text with \`{body}\`, \`{timestamp}\` and \`{id}\`.                                                |
| \`value\`             | \`{signature}\` | Value of the header: text with \`{signature}\`, \`{timestamp}\` and \`{id}\`.                                      |
| \`repeat\`            | \`null\`        | What is there once per secret [during a rotation](#during-a-rotation): \`part\` of \`value\`, and a \`separator\`. |

All are printable ASCII. What is signed must reach the receiver: \`{timestamp}\` needs a name in \`headers.timestamp\`, or its place in
\`value\`. The body is always signed.

## During a rotation

Two secrets are valid for a while, and nobody knows which one the receiver has. With \`repeat\` the header has a signature of
each, newest first: \`t=1795438313,v1=<new>,v1=<old>\`. Without it, the header has one, and attempts alternate: the first is
signed with the new secret, the second with the old one ([rotation](postrider://docs/receiving#rotation-of-the-secret)).

## Stripe

\`\`\`bash
postrider endpoints request-format --preset stripe
\`\`\`

The format that this sets:

\`\`\`json
{
  "headers": {
    "id": null,
    "timestamp": null,
    "event_type": null,
    "delivery_id": null,
    "attempt": null,
    "customer": null
  },
  "user_agent": "Postrider/{version}",
  "signatures": [
    {
      "scheme": "template",
      "header": "Stripe-Signature",
      "hash": "sha256",
      "encoding": "hex",
      "key": "text",
      "signed": "{timestamp}.{body}",
      "value": "t={timestamp},v1={signature}",
      "repeat": { "part": "v1={signature}", "separator": "," }
    }
  ]
}
\`\`\`

The receiver, unchanged, with the endpoint's \`signing_secret\`:

\`\`\`js
const event = stripe.webhooks.constructEvent(rawBody, request.headers['stripe-signature'], process.env.WEBHOOK_SECRET);
\`\`\`

The body remains that of Postrider. \`event.id\`, \`event.type\` and \`event.data\` are there; \`event.data.object\` is, if your
producer publishes it.

## GitHub

\`\`\`bash
postrider endpoints request-format --preset github
\`\`\`

Sets \`X-GitHub-Delivery\`, \`X-GitHub-Event\`, and the signature:

\`\`\`json
{
  "scheme": "template",
  "header": "X-Hub-Signature-256",
  "hash": "sha256",
  "encoding": "hex",
  "key": "text",
  "signed": "{body}",
  "value": "sha256={signature}",
  "repeat": null
}
\`\`\`

\`\`\`js
import { verify } from '@octokit/webhooks-methods';

const isGenuine = await verify(process.env.WEBHOOK_SECRET, rawBody, request.headers['x-hub-signature-256']);
\`\`\`

GitHub's body is the data itself: set the endpoint's \`envelope\` to \`data\`.

## Shopify

\`\`\`bash
postrider endpoints request-format --preset shopify
\`\`\`

Sets \`X-Shopify-Topic\`, \`X-Shopify-Event-Id\`, \`X-Shopify-Webhook-Id\`, and the signature:

\`\`\`json
{
  "scheme": "template",
  "header": "X-Shopify-Hmac-Sha256",
  "hash": "sha256",
  "encoding": "base64",
  "key": "text",
  "signed": "{body}",
  "value": "{signature}",
  "repeat": null
}
\`\`\`

\`\`\`js
const expected = createHmac('sha256', process.env.WEBHOOK_SECRET).update(rawBody).digest();
const given = Buffer.from(request.headers['x-shopify-hmac-sha256'], 'base64');
const isGenuine = given.length === expected.length && timingSafeEqual(given, expected);
\`\`\`

The package \`@shopify/shopify-api\` also asks for headers of a shop (\`X-Shopify-Shop-Domain\`, \`X-Shopify-API-Version\`), which
Postrider does not send. Shopify's body is the data itself: set the endpoint's \`envelope\` to \`data\`.

## Svix

\`\`\`bash
postrider endpoints request-format --preset svix
\`\`\`

\`\`\`json
{ "scheme": "standard_webhooks", "header": "svix-signature" }
\`\`\`

\`\`\`js
import { Webhook } from 'svix';

const event = new Webhook(process.env.WEBHOOK_SECRET).verify(rawBody, request.headers);
\`\`\`

Svix's secrets are \`whsec_\` and base64, as Postrider's. Bring those of your endpoints along as
[\`signing_secret\`](api.md#create-an-endpoint), and no receiver changes anything. [\`postrider import
svix\`](import-export.md#from-svix) does that for all of them. The body of Svix is the payload alone, which is the envelope \`data\`.

## Move without a gap

Two signatures at once let receivers change one after the other: keep the old one as the second, until all of them check
the first.

\`\`\`json
{
  "headers": { "event_type": "X-Acme-Event", "delivery_id": null, "attempt": null },
  "user_agent": "Acme-Webhooks/1.0",
  "signatures": [
    { "scheme": "standard_webhooks", "header": "webhook-signature" },
    { "scheme": "template", "header": "X-Acme-Signature", "value": "sha256={signature}" }
  ]
}
\`\`\`

## What knows the default only

- [The SDK](postrider://docs/sdk#receive-webhooks) checks \`webhook-signature\` or \`x-modelux-signature\`, under these names.
- The dashboard shows code for \`webhook-signature\`, and says so if the organization has another format. "Copy as curl" signs anew in
  the default format; in another it repeats the signature of the attempt.
- [Listening](api.md#listen-to-events) has the organization's format. \`event_id\` and \`event_type\` are in each message besides.
- A dispatcher of a release without request formats sends the default.
`,
  customers: `# Customers

A platform sends webhooks to its own customers: each has endpoints of its own, and gets its own events only. Postrider calls them
customers of the organization. Without them, every endpoint of an organization gets every event that it subscribes to.

The examples run against a running \`npm start\`, in the folder of the checkout, and begin with [the variables of the
API](api.md).

- [A first customer](#a-first-customer)
- [Ids](#ids)
- [Created while publishing](#created-while-publishing)
- [Who gets an event](#who-gets-an-event)
- [Endpoints for all customers](#endpoints-for-all-customers)
- [Deactivating](#deactivating)
- [Deleting](#deleting)
- [Limits](#limits)
- [Finding what belongs to a customer](#finding-what-belongs-to-a-customer)
- [Managing its own endpoints](#managing-its-own-endpoints)

## A first customer

\`\`\`bash
curl -X PUT "$api/customers/acme" -H "$manager" -H "$json" -d '{"name": "Acme Inc.", "metadata": {"plan": "pro"}}'
curl "$api/endpoints" -H "$manager" -H "$json" \\
  -d '{"customer": "acme", "url": "http://127.0.0.1:4000/acme", "event_types": ["budget.*"]}'
curl "$api/events" -H "$producer" -H "$json" \\
  -d '{"customer": "acme", "type": "budget.exceeded", "data": {"spend_usd": 1003.17}}'
\`\`\`

The event has one delivery, to the endpoint of Acme. The same in TypeScript, at the terminal and for agents: [the
SDK](postrider://docs/sdk#the-client), [the command line](cli.md#endpoints-deliveries-events-customers), [tools](mcp.md#tools).

To bring along the customers that you have, [import them](import-export.md) from Svix or from a file.

## Ids

\`uid\` is your own id of the customer, such as the key of its row in your database: up to 256 printable ASCII characters
without spaces and \`%\`. It never changes. Postrider gives each customer an id as well, \`cus_…\`. Wherever the API takes a customer, it
takes either. In a path a \`uid\` is percent-encoded: \`eu/42\` is \`/customers/eu%2F42\`.

\`PUT\` creates the customer, or replaces all fields of the one that exists: fields that are left out go back to their defaults, \`active\`
and the limits too. So it is safe to repeat with the same fields, and one without \`active\` activates a customer that you have
deactivated. \`PATCH\` changes the given fields, and is for changes of your own record. To create a customer only if there is none, call
\`PUT\` after a 404, or use \`create_customer\` [while publishing](#created-while-publishing). \`name\` and \`metadata\` are yours: Postrider
shows them, and does nothing else with them.

Endpoints have a \`name\`, a \`uid\` and \`metadata\` too. The \`uid\` of an endpoint is unique among those of its customer.

## Created while publishing

A platform need not create its customers beforehand. \`create_customer\` creates one with this \`uid\` if there is none, with the
defaults of all its fields. A project key is enough.

\`\`\`bash
curl "$api/events" -H "$producer" -H "$json" -d '{"customer": "zenith", "type": "budget.exceeded", "data": {}}' # 422
curl "$api/events" -H "$producer" -H "$json" \\
  -d '{"customer": "zenith", "create_customer": true, "type": "budget.exceeded", "data": {}}'
\`\`\`

Without it, an event for an unknown customer is refused with the field \`customer\`. An event of a batch names its own customer.
The customer is created before its event is committed, and stays if the call is then refused. A call whose events are invalid
creates none.

## Who gets an event

| An event              | goes to the active endpoints that subscribe to its type, of                                 |
| --------------------- | ------------------------------------------------------------------------------------------- |
| that names a customer | this customer, and the organization's own [for all customers](#endpoints-for-all-customers) |
| that names none       | the organization itself                                                                     |

Endpoints of other customers never get it. An endpoint without \`customer\` is of the organization itself: it stays as it was before
there were customers. \`allowed_event_types\` of a customer limits what its endpoints can get, whatever they subscribe to; a
subscription that covers nothing of it is refused. [Events about Postrider itself](postrider://docs/operational-events#customers) tell a customer
of its own endpoints only.

An endpoint never changes its customer. [Replays](api.md#replay-many-deliveries) send to the same endpoint again.
[Recoveries](api.md#recover-missed-events) deliver what the endpoint would have got, so events of its customer only. A test event
is of the customer of its endpoint.

The customer, as you name it, is part of the content of an event: the same \`id\` for another customer, or once by \`uid\` and once by
\`cus_…\`, is 409 \`event_id_reused\`.

## Endpoints for all customers

An endpoint of the organization itself can also get the events of every customer, to feed an analytics pipeline or an audit log:

\`\`\`bash
all=$(curl "$api/endpoints" -H "$manager" -H "$json" \\
  -d '{"customers": "all", "url": "http://127.0.0.1:4000/all", "event_types": ["*"]}')
all=$(field .id "$all")
curl -X PATCH "$api/endpoints/$all" -H "$manager" -H "$json" -d '{"customers": "none"}'
curl -X DELETE "$api/endpoints/$all" -H "$manager"
\`\`\`

Its requests name the customer in the header \`X-Modelux-Customer\`, with the \`uid\`. Events without a customer have no such header, and
neither have the requests to the endpoints of customers. An organization can [rename it or leave it
out](postrider://docs/request-format#headers). No signature covers the header.

## Deactivating

\`\`\`bash
curl -X PATCH "$api/customers/acme" -H "$manager" -H "$json" -d '{"active": false}'
curl -X PATCH "$api/customers/acme" -H "$manager" -H "$json" -d '{"active": true}'
\`\`\`

The endpoints of an inactive customer are inactive, with the \`disabled_reason\` \`customer_inactive\`. Their pending deliveries fail with
\`endpoint_inactive\`, and can be replayed later. Events for the customer are still accepted and stored; endpoints for all customers
get them, and those of the customer can [recover](api.md#recover-missed-events) them. One of its endpoints cannot be
activated: 409 \`customer_inactive\`. A new one is inactive.

Activating the customer activates its endpoints again, without those that were inactive before: by hand, after a 410, or after
days of failures.

## Deleting

\`\`\`bash
curl -X DELETE "$api/customers/acme" -H "$manager"
curl "$api/events" -H "$producer" -H "$json" -d '{"customer": "acme", "type": "budget.exceeded", "data": {}}' # 422
\`\`\`

Deleting a customer deletes its endpoints. Pending deliveries, with their retries, are still sent. Its events and deliveries stay, and
show which customer they had. The \`uid\` is free: the next customer with it is another one, with another id. A list with the deleted
customer as filter is empty.

## Limits

| Limit                                                                       | Of a customer         | Default, for all                                                      |
| --------------------------------------------------------------------------- | --------------------- | --------------------------------------------------------------------- |
| Customers of an organization                                                |                       | 100,000, \`POSTRIDER_CUSTOMERS_MAX\`; then 422 \`too_many_customers\`     |
| Its endpoints                                                               | \`max_endpoints\`       | 20, \`POSTRIDER_CUSTOMER_ENDPOINTS_MAX\`; then 422 \`too_many_endpoints\` |
| Requests per second, over its endpoints without a \`rate_limit\` of their own | \`rate_limit\`          | none; further requests wait                                           |
| Published events per second and gateway                                     | \`publish_limit\`       | none; then 429 \`publish_limited\` with \`Retry-After\`                   |
| What it can get                                                             | \`allowed_event_types\` | all event types                                                       |

A limit of \`null\` is that of the organization, which [sets limits for its customers](api.md#update-the-limits-of-customers):

\`\`\`bash
curl -X PATCH "$api/customer-limits" -H "$manager" -H "$json" -d '{"rate_limit": 200, "max_endpoints": 10}'
\`\`\`

Without one, the default applies. So the nearest limit wins: of the endpoint, of the customer, of the organization, of the settings.
Each customer has the limit of the organization to itself; they do not share it.

An endpoint with a \`rate_limit\` of its own has that one instead. In the [portal](platform.md) a customer with a limit can set none of its
own, which would exceed it. \`publish_limit\` counts the events of API calls, and not those that come [through
Redis](redis-ingest.md). A gateway knows it from the first call that names the customer; calls that wait together with this one are not
counted. Customers take turns within their organization, and each can fill only a share of the waiting calls
of its organization (\`POSTRIDER_PUBLISH_ORGANIZATION_SHARE\`): a flood of one customer does not delay the others. A call above a limit
waits for its 429, longer the more of the customer's calls wait, at most five seconds
(\`POSTRIDER_PUBLISH_REFUSAL_DELAY_MAX_MS\`), so that a flood is read at a steady pace.

A customer shows the limits that apply in \`limits\`, and where each comes from. Its endpoints do not count as endpoints of the
organization (\`POSTRIDER_ENDPOINTS_MAX\`). A new limit applies to what is done from then on: a customer above a lower
\`max_endpoints\` keeps its endpoints.

## Finding what belongs to a customer

\`\`\`bash
curl "$api/customers?search=zen" -H "$manager"
curl "$api/endpoints?customer=zenith" -H "$manager"
curl "$api/events?customer=zenith" -H "$manager"
curl "$api/deliveries?customer=zenith&status=failed" -H "$manager"
curl "$api/deliveries/count?customer=zenith" -H "$manager"
curl "$api/overview?customer=zenith" -H "$manager"
curl "$api/deliveries/replay" -H "$manager" -H "$json" -d '{"customer": "zenith", "status": "failed"}'
curl -N -m 1 "$api/listen?customer=zenith" -H "$manager" || true
curl -N -m 1 "$api/live?customer=zenith" -H "$manager" || true
\`\`\`

\`search\` is the beginning of the \`uid\` or of the \`name\`. Events are those that name the customer. Deliveries are those to its
endpoints, so not those to endpoints for all customers. A [listener](api.md#listen-to-events) for a customer gets its events alone;
one for an endpoint of a customer gets what the endpoint would.

## Managing its own endpoints

A customer can do this itself, in your own page: [docs/platform.md](platform.md). \`postrider portal session acme\` prints a link to try it.
`,
  'operational-events': `# Events about Postrider itself

Postrider tells you what happens to your webhooks with webhooks: it publishes events about itself, and your endpoints subscribe
to them. You get them signed, retried, in lists and in the dashboard, like any other event.

- [Subscribe](#subscribe)
- [The types](#the-types)
- [Customers](#customers)
- [What you can rely on](#what-you-can-rely-on)
- [What is no alert](#what-is-no-alert)
- [Settings](#settings)

## Subscribe

An endpoint lists a type, a prefix such as \`postrider.endpoint.*\`, or \`postrider.*\` for all of them. **\`*\` does not include
them**: they have to be named.

\`\`\`sh
endpoint=$(curl -s -X POST "$api/endpoints" -H "$manager" -H "$json" \\
  -d '{"url": "https://ops.example.com/hooks", "event_types": ["postrider.*"], "customers": "all"}')
\`\`\`

Names that begin with \`postrider.\` are reserved. To publish one, to create one as an event type, or to send one as a test event
is refused with 422.

By e-mail or in Slack, without an endpoint: [contacts](contacts.md).

## The types

Each has a JSON Schema and an example: \`GET /manage/v1/webhooks/event-types/postrider.endpoint.failing\`. They are transitions:
each tells of a change once, and not of a state again and again.

<!-- prettier-ignore -->
| Type | When | \`data\` |
| --- | --- | --- |
| \`postrider.endpoint.failing\` | Every attempt of an endpoint has failed for \`POSTRIDER_ALERT_FAILING_AFTER_MS\`, 15 minutes by default. Decided at a failed attempt, so that one failure alone is none, however long ago it was. | the endpoint, \`failing_since\`, \`failed_attempts\`, \`last_failure\` with \`reason\`, \`response_status\` and \`at\` |
| \`postrider.endpoint.recovered\` | The first attempt succeeded after \`failing\`. | the endpoint, \`failing_since\`, \`failed_attempts\` |
| \`postrider.endpoint.deactivated\` | An endpoint was deactivated. \`reason\` is \`manual\`, \`gone\` (a 410), \`failing\` (for days) or \`customer_inactive\`; \`actor\` is the caller that did it, null for Postrider itself: \`via\` and \`key_id\`, of an agent that OAuth connected also \`oauth_grant_id\` and \`oauth_client_name\`. Of a customer's endpoint it is [less](#customers). | the endpoint, \`reason\`, \`actor\` |
| \`postrider.delivery.failed\` | Deliveries failed and are not retried any more. The first one at once, then at most one event for each endpoint in \`POSTRIDER_ALERT_WINDOW_MS\`, 10 minutes by default; \`count\` is the number since the event before. | the endpoint, \`count\`, \`first_delivery_id\`, \`first_failed_at\`, \`last_delivery_id\`, \`last_failed_at\`; of the last one \`event_type\` and \`failure_reason\` |
| \`postrider.secret.expiring\` | The overlap of a rotation ends within \`POSTRIDER_ALERT_SECRET_EXPIRING_MS\`, 2 hours by default; at half of a shorter overlap. Once for each rotation, and not if the previous secret was ended before. | the endpoint, \`rotated_at\`, \`previous_secret_expires_at\` |
| \`postrider.operation.completed\` | A bulk replay, a recovery or an export is done (\`status\` is \`completed\`) or was cancelled. | \`operation_id\`, \`kind\`, \`status\`, \`total\`, \`processed\`, \`skipped\`, \`created_at\`, \`completed_at\` |
| \`postrider.backlog.aging\` | The oldest due delivery of all organizations has been due for \`POSTRIDER_ALERT_BACKLOG_AGE_MS\`, 5 minutes by default. Again after the backlog was short. Only for the organization that \`POSTRIDER_OPERATOR_ORGANIZATION_ID\` names. | \`oldest_due_at\`, \`age_seconds\`, \`due_deliveries\` (counted up to 10,000) |

"The endpoint" is \`endpoint_id\`, \`url\`, \`name\` if it has one, and \`customer\` with \`id\` and \`uid\` if it belongs to a customer. For example:

\`\`\`json
{
  "id": "postrider_delivery_failed:whe_01m847cr37ff9vtr6smsz3f1fq:whd_01m847cvcgejtsxwjsa44xms5w:1795437730020",
  "type": "postrider.delivery.failed",
  "timestamp": "2026-11-23T12:51:49.102Z",
  "data": {
    "endpoint_id": "whe_01m847cr37ff9vtr6smsz3f1fq",
    "url": "https://acme.example.com/hooks",
    "name": "Billing",
    "customer": { "id": "cus_01m847cjw2e5zr0c7h9v3n6k8t", "uid": "acme" },
    "count": 3,
    "first_delivery_id": "whd_01m847cvcgejtsxwjsa44xms5w",
    "first_failed_at": "2026-11-23T12:42:10.020Z",
    "last_delivery_id": "whd_01m847e1m4fq8s3xk0b7w9a2hn",
    "last_failed_at": "2026-11-23T12:51:48.751Z",
    "event_type": "budget.exceeded",
    "failure_reason": "timeout"
  }
}
\`\`\`

## Customers

An event about an endpoint of a [customer](postrider://docs/customers) is an event of this customer. It goes to the customer's own endpoints
that subscribe to it, and to endpoints of the organization with \`"customers": "all"\`. So an organization hears about its customers'
endpoints with \`"customers": "all"\`, and a customer never hears of another one. Events about the organization's own endpoints, and
about bulk operations and the backlog, go to the organization's endpoints alone. So \`postrider.operation.completed\` and
\`postrider.backlog.aging\` are not in the catalogue of a customer, and 422 for its endpoints and contacts; \`postrider.*\` is not. If
\`allowed_event_types\` of a customer is set, it has to list \`postrider.*\` as well.

A customer is not told of your keys and agents: the \`actor\` of an event about its endpoint is \`via\` alone, with
\`portal_session_id\` if it did it itself in the portal. Whoever gets this event sees the same, your own endpoints included; the
[history](api.md#get-the-history-of-an-endpoint) of the endpoint has the key.

## What you can rely on

- **None is lost, and each is published once**, whatever is killed when. What happened is noted in the transaction in which it
  happened, and forgotten in the transaction that has decided on it. Decided events are published under ids that are derived from
  their cause. Like all deliveries, theirs are at least once ([guarantees](guarantees.md)).
- **Attempts and publish calls do not wait for them.** A task of one gateway decides every \`POSTRIDER_ALERT_INTERVAL_MS\`, on what
  the counters of attempts have added up. An event comes some seconds after its cause.
- **What no endpoint subscribes to is not published**, and does not appear in the list of events. [Contacts](contacts.md) hear of it
  anyway. Whoever subscribes hears of what
  happens from then on. An inactive endpoint is a subscriber, too: a
  [recovery](api.md#recover-missed-events) brings what it has missed.
- \`postrider_task_last_success_timestamp_seconds{task="operational_events"}\` and \`postrider_operational_events_lag_seconds\` show
  whether the task keeps up ([metrics](metrics.md)).

## What is no alert

- Failures of deliveries of these events. An alert endpoint that fails makes no alerts about itself, so there is no loop. It is
  deactivated after days like any other, which is an event.
- An event about an endpoint does not go to this endpoint itself.
- What happened before Postrider was updated to this version, or while nobody subscribed.
- An endpoint that fails and has no failed attempt after the time is over, because nothing is left to retry.
- A failing endpoint that is activated again or has another URL begins anew, unless it was reported. Then its first success is
  \`recovered\`.

## Settings

[Configuration](configuration.md#events-about-postrider-itself) lists them.
`,
  sdk: `# The SDK

\`@postrider/sdk\` is a client of Postrider's API and a verifier of its webhooks, in TypeScript, without dependencies. Its types
are generated from [docs/openapi.json](openapi.json). It runs wherever \`fetch\` and Web Crypto exist: Node.js 20.19 and later,
Deno, Bun, browsers, edge runtimes. \`import\` and \`require\` both work.

It is not on npm yet. Install it from the tarball, which a checkout makes:

\`\`\`sh
npm run release:pack                                     # in the checkout
npm install <checkout>/release/postrider-sdk-0.1.0.tgz   # in your project
\`\`\`

## The client

\`\`\`ts
import { Postrider, PostriderError } from '@postrider/sdk';

const postrider = new Postrider({ url: process.env.POSTRIDER_URL, key: process.env.POSTRIDER_KEY });

const { id, signing_secret } = await postrider.endpoints.create({
  url: 'https://receiver.example.com/webhooks',
  event_types: ['budget.*'],
});
console.log(id, signing_secret);
try {
  await postrider.events.publish({ id: 'invoice-42', type: 'budget.exceeded', data: { spend_usd: 1003.17 } });
} catch (error) {
  if (error instanceof PostriderError && error.code === 'event_id_reused') console.error(error.message);
  else throw error;
}
\`\`\`

An unset \`url\` or \`key\` is a \`TypeError\` of the constructor.

| On \`postrider\` | Methods                                                                                                                                                                                          |
| -------------- | ------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------ |
| \`endpoints\`    | \`list\`, \`get\`, \`create\`, \`update\`, \`delete\`, \`rotateSecret\`, \`expirePreviousSecrets\`, \`history\`, \`metrics\`, \`test\`, \`recover\`, \`countMissed\`, \`activity\`, \`requestFormat\`, \`updateRequestFormat\` |
| \`customers\`    | \`list\`, \`get\`, \`put\`, \`update\`, \`delete\`, \`limits\`, \`updateLimits\`                                                                                                                               |
| \`events\`       | \`publish\`, \`publishBatch\`, \`list\`, \`get\`, \`searchablePaths\`, \`updateSearchablePaths\`                                                                                                             |
| \`deliveries\`   | \`list\`, \`get\`, \`history\`, \`replay\`, \`replayMany\`, \`count\`, \`export\`, \`exportAll\`                                                                                                                 |
| \`eventTypes\`   | \`list\`, \`get\`, \`create\`, \`update\`, \`delete\`                                                                                                                                                      |
| \`portal\`       | \`createSession\`, \`listSessions\`, \`revokeSession\`, \`settings\`, \`updateSettings\`                                                                                                                   |
| \`operations\`   | \`list\`, \`get\`, \`cancel\`, \`wait\`, \`file\`                                                                                                                                                          |
| \`keys\`         | \`list\`, \`create\`, \`revoke\`, \`browserOrigins\`, \`updateBrowserOrigins\`                                                                                                                             |
| \`oauthGrants\`  | \`list\`, \`revoke\`                                                                                                                                                                                 |
| \`postrider\`    | \`overview\`, [\`listen\`](#listen)                                                                                                                                                                  |

**In a browser** the same client works on the pages whose origins the organization [has
named](api.md#update-the-browser-origins). Do not put a key into a page that others can open: they can read it. A portal session's
token is made for one customer, ends, and is a \`key\` of the client like any other:

\`\`\`ts
import { Postrider } from '@postrider/sdk';

const manager = new Postrider({ url: process.env.POSTRIDER_URL, key: process.env.POSTRIDER_KEY });
await manager.keys.updateBrowserOrigins(['https://app.example.com']);
const { token } = await manager.portal.createSession('acme', { capabilities: ['view'] });

// In the page, which gets the token from your server:
const postrider = new Postrider({ url: 'https://webhooks.example.com', key: token });
for await (const endpoint of postrider.endpoints.list()) console.log(endpoint.url);
\`\`\`

[**Customers**](postrider://docs/customers) are named by your own \`uid\`, or by their id:

\`\`\`ts
import { Postrider } from '@postrider/sdk';

const postrider = new Postrider({ url: process.env.POSTRIDER_URL, key: process.env.POSTRIDER_KEY });

await postrider.customers.put('acme', { name: 'Acme Inc.', metadata: { plan: 'pro' } });
await postrider.endpoints.create({ customer: 'acme', url: 'https://acme.example.com/webhooks', event_types: ['*'] });
await postrider.events.publish({ customer: 'acme', type: 'budget.exceeded', data: { spend_usd: 1003.17 } });
for await (const delivery of postrider.deliveries.list({ customer: 'acme', status: 'failed' }))
  console.log(delivery.id);
\`\`\`

\`put\` creates the customer or replaces all its fields, also those that are left out; \`update\` changes the given ones.
\`create_customer: true\` of an event creates its customer, if there is none, with any key.

**The portal**, where a customer manages its own endpoints: \`portal.createSession('acme')\` returns the \`url\` of the portal, and
the \`token\` with which [\`@postrider/portal\`](platform.md) shows it in your own page.

**Lists** load pages as you iterate: \`for await (const delivery of postrider.deliveries.list({ status: 'failed' }))\`.
\`list.pages()\` iterates over pages, \`list.page(cursor)\` is a single call. \`since\` and \`until\` select by the time of creation.

**Retries.** A call that gets 429, 502, 503, 504 or no response is retried up to four times (\`maxRetries\`), with exponential
backoff or after the response's \`Retry-After\`. An attempt may take 30 seconds (\`attemptTimeoutMs\`), a call with all its
attempts 120 seconds (\`totalTimeoutMs\`). \`onRetry\` is called before each delay, with the error and the delay. Each call that
changes something has an \`Idempotency-Key\`, so that a retry takes effect once. Pass your own \`idempotencyKey\` to repeat a call
from another process, and your own \`id\` with events.

**Errors** are a \`PostriderError\` with the API's \`code\`, \`status\`, \`resource\`, \`id\` and \`fields\` ([list of
codes](api.md#errors)). Later servers have further codes, so handle others, too. Without a response of the API, \`code\` is
\`connection_failed\`, \`timeout\` or \`unexpected_response\`. Invalid arguments are a \`TypeError\`: nothing is sent. A \`signal\` aborts
a call, which rejects with the signal's reason.

**Numbers** of the JSON are those of JavaScript. \`reviver\` is passed to \`JSON.parse\` for all responses, to keep those in event
data that a double cannot hold: \`(name, value, { source })\` has the text.

**Bulk operations**: \`await postrider.operations.wait(id, { onProgress })\` resolves when the operation is completed or
cancelled.

**An export** is a bulk operation with a [file](api.md#export-many-deliveries), which \`operations.file\` returns as a stream:

\`\`\`ts
import { writeFile } from 'node:fs/promises';
import { Postrider } from '@postrider/sdk';

const postrider = new Postrider({ url: process.env.POSTRIDER_URL, key: process.env.POSTRIDER_KEY });

const { id } = await postrider.deliveries.export({ status: 'failed', format: 'csv' });
await postrider.operations.wait(id);
await writeFile('failed.csv', await postrider.operations.file(id));
\`\`\`

The server cuts a file at [its limits](api.md#export-many-deliveries). \`exportAll\` yields an operation for each file until all
deliveries are exported:

\`\`\`ts
import { writeFile } from 'node:fs/promises';
import { Postrider } from '@postrider/sdk';

const postrider = new Postrider({ url: process.env.POSTRIDER_URL, key: process.env.POSTRIDER_KEY });

for await (const { id } of postrider.deliveries.exportAll({ status: 'failed', format: 'csv' }))
  await writeFile(\`failed-\${id}.csv\`, await postrider.operations.file(id));
\`\`\`

The call of \`file\` is retried until its response begins. From then on, \`attemptTimeoutMs\` is the limit of the wait for each part of the
file, and no limit holds for the whole. A stream that breaks off fails with a \`PostriderError\`, and with the signal's reason if
the \`signal\` of the call aborts. A cancelled operation has no file: the call is 409 \`export_not_available\`.

## Listen

\`listen()\` yields events as they are published, as the signed requests that a receiver gets, without a public URL. It reads
the server-sent events of [\`GET …/listen\`](api.md#listen-to-events). From [examples/listen.mjs](../examples/listen.mjs):

\`\`\`js
let secret = '';
for await (const message of postrider.listen({ event_types: ['budget.*'], signal: stop.signal })) {
  if (message.event === 'ready') {
    secret = message.signing_secret;
    console.log('receiving');
  } else {
    handle(await verify(message.body, message.headers, { secret }));
  }
}
\`\`\`

The first message is \`ready\`, and comes again after each reconnection: its \`signing_secret\` verifies the requests, or is null
with \`endpoint_id\`, where the endpoint's own secret does. Each further message is a \`webhook\` with \`id\`, \`headers\` and \`body\`.

| Option        |                                                                                                 |
| ------------- | ----------------------------------------------------------------------------------------------- |
| \`event_types\` | Event types, or prefixes such as \`budget.*\`. Default: all.                                      |
| \`customer\`    | Only the events of this [customer](postrider://docs/customers): its id or its \`uid\`.                          |
| \`endpoint_id\` | Only what this endpoint gets, signed with its secrets.                                          |
| \`signal\`      | Ends the iteration when it aborts. So does \`break\`.                                             |
| \`lastEventId\` | The \`id\` of the last message that an earlier process handled. Events of the 30 s before repeat. |
| \`onRetry\`     | Called before each reconnection, with the error and the delay.                                  |

After a lost connection \`listen()\` reconnects with exponential backoff, from 1 to 30 seconds, and with \`Last-Event-ID\`: it
continues after the last message that the loop body finished, and yields each event once. A connection counts as lost after
60 seconds without data. The next message is read when the loop body is done, so a slow consumer gets events late, not too many
at once. \`listen()\` throws a \`PostriderError\` if the first connection fails, or if the server permanently refuses a later one, as
with a revoked key.

## Receive webhooks

Each handler verifies the signature over the raw body, and calls your function with genuine events only. The response is 204,
unless your function responds itself. If it throws, the response is 500 and Postrider retries. Other requests get a short JSON
body: \`{"error": {"code": "wrong_signature", "message": "…"}}\`.

| Status | When                                                                       |
| ------ | -------------------------------------------------------------------------- |
| 401    | The signature is missing or wrong, or its time is too far from your clock. |
| 400    | A header is malformed or missing, or the signed body is not an event.      |
| 405    | The method is not POST (\`/express\`, \`/node\`, \`/fetch\`).                    |
| 413    | The body is longer than \`maxBodyBytes\`. Default: 1 MiB.                    |

**Express**, before any \`express.json()\`. If a parser must come first, keep the bytes: \`express.json({ verify: keepRawBody })\`.
The same handler, as \`@postrider/sdk/node\`, is a listener for \`http.createServer\`.

\`\`\`ts
import express from 'express';
import { webhookHandler } from '@postrider/sdk/express';

const app = express();
app.post(
  '/webhooks',
  webhookHandler({ secret: process.env.WEBHOOK_SECRET }, async (event, request) => {
    if (event.type === 'budget.exceeded') console.log(request.originalUrl, event.data);
  }),
);
app.listen(4000);
\`\`\`

\`request\` has what handlers need (\`method\`, \`url\`, \`headers\`). For more, name your framework's type:
\`async (event, request: express.Request, response: express.Response) => {}\`.

**Fastify.** Only this route gets unparsed bodies.

\`\`\`ts
import Fastify from 'fastify';
import { webhookRoute } from '@postrider/sdk/fastify';

const app = Fastify();
await app.register(
  webhookRoute('/webhooks', { secret: process.env.WEBHOOK_SECRET }, async (event, request) => {
    console.log(request.ip, event.type);
  }),
);
await app.listen({ port: 4000 });
\`\`\`

**Nest**, on Express or Fastify, with \`NestFactory.create(AppModule, { rawBody: true })\`. Nest's parser on Express takes
100 kB at most: \`app.useBodyParser('json', { limit: '1mb' })\`. Extend the guard to have the secret injected. Nest logs each
rejected request as an error; use an exception filter for \`WebhookVerificationError\` to avoid that.

\`\`\`ts
import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { WebhookGuard } from '@postrider/sdk/nest';
import type { WebhookEvent } from '@postrider/sdk/verify';

@Controller('webhooks')
export class WebhooksController {
  @Post()
  @HttpCode(204)
  @UseGuards(new WebhookGuard({ secret: process.env.WEBHOOK_SECRET }))
  async receive(@Body() event: WebhookEvent) {
    console.log(event.type);
  }
}
\`\`\`

**Next.js, Hono, Workers, Deno, Bun**: any platform whose handlers take a \`Request\` and return a \`Response\`.

\`\`\`ts
import { Hono } from 'hono';
import { webhookHandler } from '@postrider/sdk/fetch';

const receive = webhookHandler({ secret: process.env.WEBHOOK_SECRET }, async (event) => {
  console.log(event.type);
});

export const POST = receive; // Next.js: route.ts
export default { fetch: (request: Request) => receive(request) }; // Workers, Bun, deno serve
new Hono().post('/webhooks', (context) => receive(context.req.raw)); // Hono
\`\`\`

**Other platforms**: \`verify\` takes the raw body and the headers, and returns the event or throws a
\`WebhookVerificationError\` with a \`code\` and a \`statusCode\`.

\`\`\`ts
import { verify, WebhookVerificationError } from '@postrider/sdk/verify';

export async function statusOf(rawBody: string, headers: Record<string, string>): Promise<number> {
  try {
    const event = await verify(rawBody, headers, { secret: process.env.WEBHOOK_SECRET });
    console.log(event.type);
    return 204;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return error.statusCode;
    throw error;
  }
}
\`\`\`

### Options

| Option             |                                                                                                                                                                                            |
| ------------------ | ------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------ |
| \`secret\`           | The signing secret; several during a rotation; or a function, called for each request. An unset one is a \`TypeError\`: a handler throws it when it is made, rather than with every webhook. |
| \`onRefused\`        | Called with each refused request before the response, for logs and metrics: \`{ status, code, message }\`, and the request.                                                                  |
| \`signatureHeader\`  | \`webhook-signature\` (default) or \`x-modelux-signature\`: see [Signature header](#signature-header).                                                                                         |
| \`toleranceSeconds\` | Maximum difference of \`webhook-timestamp\` to the clock. Default: 300.                                                                                                                      |
| \`maxBodyBytes\`     | Maximum size of a body. Default: 1,048,576.                                                                                                                                                |
| \`now\`              | Returns the time in Unix milliseconds. Default: \`Date.now\`.                                                                                                                                |

### Signature header

By default, \`webhook-signature\` alone decides. It covers \`webhook-timestamp\`, so that a recorded request is rejected after
\`toleranceSeconds\`. A request without this header is rejected.

\`signatureHeader: 'x-modelux-signature'\` checks that header instead. It covers the body alone, so a recorded request stays
valid. Choose it only if a proxy drops headers that it does not know. In both cases store the ids of handled events
([why](postrider://docs/receiving#the-same-event-twice)): with \`x-modelux-signature\` nothing else stops a repeated request.

The verifier computes one HMAC per secret. It reads at most 20 signatures and 4,096 characters of a signature header, and ids
of at most 256 characters; more is a 400. An invalid clock, and a tolerance that is negative or not finite, are a \`TypeError\`:
no request is accepted.

### Types of your own

\`WebhookEvent\` knows the built-in types. It takes those of your organization, by type:

\`\`\`ts
import { webhookHandler } from '@postrider/sdk/express';
import type { WebhookEvent } from '@postrider/sdk/verify';

type OwnEvent = WebhookEvent<{
  'invoice.paid': { amount: number };
  'invoice.voided': { reason: string };
}>;

export const receive = webhookHandler({ secret: process.env.WEBHOOK_SECRET }, async (event: OwnEvent) => {
  if (event.type === 'invoice.paid') console.log(event.data.amount * 100);
});
\`\`\`

The same with \`verify<OwnEvent>(…)\` and \`@Body() event: OwnEvent\`. A declaration does it for the whole program:

\`\`\`ts
declare module '@postrider/sdk/verify' {
  interface WebhookData {
    'invoice.paid': { amount: number };
  }
}
\`\`\`

Types are not checked at run time; the schema of an event type is, when an event is published. Events of other types arrive
too, such as those that your organization adds later.

## Publish in your own transaction

A call after a commit can be lost when the process dies in between. With an [outbox](outbox.md) in your service's Postgres, the
event is part of the transaction, and a relay publishes it.

## Publish through Redis

A service that shares Redis with Postrider can [publish through Redis](redis-ingest.md), without an API key. Pass a client of
\`ioredis\` or \`redis\`.

\`\`\`ts
import { Redis } from 'ioredis';
import { publishThroughRedis } from '@postrider/sdk/redis-ingest';

const redis = new Redis(process.env.REDIS_URL ?? '');
await publishThroughRedis(redis, { organization_id: 'org_…', id: 'invoice-42', type: 'budget.exceeded', data: {} });
\`\`\`

\`customer\` and \`create_customer\` are those of a call. It resolves when Redis has the entry, which is not yet a 202. The option \`prefix\` is the gateways' \`POSTRIDER_REDIS_PREFIX\`.
`,
} as const;
