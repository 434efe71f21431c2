import * as z from 'zod';
import { HeaderName } from './header-name.js';
import { printable, Template, templateProblem, ValueText } from './template.js';

const userAgentLength = 128;
const maxSignatures = 2;
const separatorLength = 4;

const OptionalName = HeaderName.nullable();

export const RequestFormatHeaders = z
  .strictObject({
    id: OptionalName.describe('Id of the event, the same for every attempt and replay.'),
    timestamp: OptionalName.describe('Time of the attempt, in Unix seconds.'),
    event_type: OptionalName.describe('Event type.'),
    delivery_id: OptionalName.describe('Id of the delivery.'),
    attempt: OptionalName.describe('Number of the attempt, from 1.'),
    customer: OptionalName.describe(
      "The platform's own id of the event's customer, for endpoints that get the events of every customer.",
    ),
  })
  .describe('Names of the headers; null for a header that is not sent.');

export const UserAgent = ValueText(userAgentLength)
  .superRefine((text, context) => {
    const message = templateProblem(text, ['version']);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  })
  .nullable()
  .describe('Value of `User-Agent`; null for none. `{version}` is the version of Postrider.');

const signatureHeader = HeaderName.describe('Name of the header.');

const Repeat = z.strictObject({
  part: Template(['signature', 'timestamp', 'id'], 'signature').describe('The part of `value` that is repeated.'),
  separator: z
    .string()
    .regex(
      new RegExp(`^[${printable}]{1,${String(separatorLength)}}$`),
      `expected 1 to ${String(separatorLength)} printable ASCII characters`,
    )
    .describe('Text between two of them.'),
});

const HmacHex = z
  .strictObject({ scheme: z.literal('hmac_hex'), header: signatureHeader })
  .describe('HMAC-SHA256 of the body in lower-case hex. The key is the text of the signing secret.');

const StandardWebhooks = z
  .strictObject({ scheme: z.literal('standard_webhooks'), header: signatureHeader })
  .describe('Standard Webhooks: `v1,` and the base64 HMAC-SHA256 of `{id}.{timestamp}.{body}`.');

const SignatureTemplate = z
  .strictObject({
    scheme: z.literal('template'),
    header: signatureHeader,
    hash: z.enum(['sha256', 'sha1', 'sha512']).default('sha256'),
    encoding: z.enum(['hex', 'base64']).default('hex'),
    key: z
      .enum(['text', 'decoded'])
      .default('text')
      .describe('Key of the HMAC: the text of the signing secret, or the bytes after `whsec_`, decoded from base64.'),
    signed: Template(['id', 'timestamp', 'body'], 'body')
      .default('{body}')
      .describe('What is signed: text with `{body}`, `{timestamp}` and `{id}`.'),
    value: Template(['signature', 'timestamp', 'id'], 'signature')
      .default('{signature}')
      .describe('Value of the header: text with `{signature}`, `{timestamp}` and `{id}`.'),
    repeat: Repeat.nullable()
      .default(null)
      .describe(
        'How several secrets sign during a rotation: a part of `value` is there once for each secret, newest first. Null: the header has one signature, and attempts alternate between the secrets.',
      ),
  })
  .describe('An HMAC that you describe.');

const SignatureScheme = z.discriminatedUnion('scheme', [HmacHex, StandardWebhooks, SignatureTemplate], {
  error: 'expected one of "hmac_hex", "standard_webhooks", "template"',
});
export type SignatureScheme = z.output<typeof SignatureScheme>;
export type SignatureTemplate = z.output<typeof SignatureTemplate>;

export const Signatures = z
  .array(SignatureScheme)
  .min(1, 'expected at least one signature')
  .max(maxSignatures, `expected at most ${String(maxSignatures)} signatures`)
  .describe('Signatures of each request.');

export const RequestFormat = z
  .strictObject({ headers: RequestFormatHeaders, user_agent: UserAgent, signatures: Signatures })
  .meta({ id: 'RequestFormat' });
export type RequestFormat = z.output<typeof RequestFormat>;
