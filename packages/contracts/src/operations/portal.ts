import * as z from 'zod';
import {
  createdRange,
  Cursor,
  GivenName,
  isRange,
  Limit,
  Name,
  Page,
  rangeError,
  Timestamp,
  wholeRecord,
} from './common.js';
import { CustomerParams } from './customers.js';
import { exampleIds } from './example-ids.js';
import { defineOperation, type OutputOf } from './operation.js';
import { Origins } from './origin.js';
import { portalCapabilities } from './portal-capabilities.js';
import { httpsUrlPattern, isPlainHost, urlProblem, webUrlPattern } from './web-url.js';

export const portalLimits = {
  nameLength: 200,
  urlLength: 2048,
  origins: 20,
  sessionSeconds: 86_400,
  languageLength: 35,
  messageTexts: 300,
  messageTextLength: 500,
} as const;

export const portalThemes = ['light', 'dark', 'auto'] as const;
export type PortalTheme = (typeof portalThemes)[number];

const urlLength = `expected at most ${String(portalLimits.urlLength)} characters`;

const hostProblem = (url: string): string | undefined =>
  isPlainHost(new URL(url).hostname) ? undefined : 'expected a host of letters, digits, "-" and "."';

const LogoUrl = z
  .string()
  .max(portalLimits.urlLength, urlLength)
  .superRefine((text, context) => {
    const message = urlProblem(text, { protocols: ['https:'], name: 'https URL of an image' }) ?? hostProblem(text);
    if (message !== undefined) context.addIssue({ code: 'custom', message, input: text });
  })
  .meta({ pattern: httpsUrlPattern, examples: ['https://app.example.com/logo.svg'] });

const ReturnUrl = z
  .string()
  .max(portalLimits.urlLength, urlLength)
  .superRefine((text, context) => {
    const message = urlProblem(text);
    if (message !== undefined) context.addIssue({ code: 'custom', message, input: text });
  })
  .meta({ pattern: webUrlPattern, description: "Where the page's link back leads." });

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

const languageExpected = 'expected a language such as de or pt-BR';
const MessageLanguage = z
  .string()
  .max(portalLimits.languageLength, languageExpected)
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z\d]{2,8})*$/, languageExpected)
  .refine(isLanguage, languageExpected)
  .meta({ examples: ['de'] });

const MessageTexts = wholeRecord(
  z
    .record(z.string(), Name(portalLimits.messageTextLength), 'expected an object of texts')
    .refine((texts) => Object.keys(texts).length <= portalLimits.messageTexts, {
      error: `expected at most ${String(portalLimits.messageTexts)} texts`,
      abort: true,
    })
    .meta({ maxProperties: portalLimits.messageTexts, examples: [{ askTitle: 'Stop these messages?' }] }),
);

const Theme = z.enum(portalThemes).describe('Color scheme of the page; `auto` follows the browser.');

const secondsExpected = `expected a whole number of seconds from 60 to ${String(portalLimits.sessionSeconds)}`;

const PortalSettingsInput = z
  .strictObject({
    name: GivenName(portalLimits.nameLength).nullable(),
    logo_url: LogoUrl.nullable(),
    accent_color: z
      .string()
      .regex(/^#[\da-f]{6}$/i, 'expected a color such as #1f6feb')
      .nullable(),
    theme: Theme,
    origins: Origins(portalLimits.origins).describe(
      'Origins of the pages that may embed the portal. Replaces the earlier ones.',
    ),
    message_language: MessageLanguage.nullable().describe(
      'Language of messages to contacts: `en` and `de` are built in; null for English.',
    ),
    message_texts: MessageTexts.nullable().describe(
      'Texts that replace those of messages to contacts, by name. Replaces the earlier ones; null for none.',
    ),
  })
  .partial();

/** How the portal of an organization looks, and where it may be embedded. */
export const PortalSettings = z
  .object({
    name: z.string().nullable().describe("Name on the page; null for the organization's."),
    logo_url: z.string().nullable().describe('URL of the logo; null for none.'),
    accent_color: z
      .string()
      .nullable()
      .describe('Color of buttons and links, such as `#1f6feb`; null for the default.'),
    theme: Theme,
    origins: z.array(z.string()).describe('Origins of the pages that may embed the portal.'),
    message_language: z.string().nullable().describe('Language of messages to contacts; null for English.'),
    message_texts: z
      .record(z.string(), z.string())
      .nullable()
      .describe('Texts that replace those of messages to contacts, by name.'),
  })
  .meta({ id: 'PortalSettings' });
export type PortalSettings = z.infer<typeof PortalSettings>;

export const defaultPortalSettings: PortalSettings = {
  name: null,
  logo_url: null,
  accent_color: null,
  theme: 'auto',
  origins: [],
  message_language: null,
  message_texts: null,
};

export const getPortalSettings = defineOperation('GET /manage/v1/webhooks/portal', {
  name: 'get_webhook_portal',
  summary: 'Get the portal settings',
  description:
    'Returns how the portal of the organization looks, which pages may embed it, and the language of messages to contacts.',
  output: PortalSettings,
  examples: [{ summary: 'The default', response: defaultPortalSettings }],
});

export const updatePortalSettings = defineOperation('PATCH /manage/v1/webhooks/portal', {
  name: 'update_webhook_portal',
  summary: 'Update the portal settings',
  description: 'Changes the given fields. Pages that are open show it when they are loaded again.',
  body: PortalSettingsInput,
  output: PortalSettings,
  errors: ['idempotency_key_reused'],
  examples: [
    {
      summary: 'Name, color, and a page that embeds the portal',
      body: { name: 'Acme', accent_color: '#1f6feb', origins: ['https://app.example.com'] },
      response: {
        ...defaultPortalSettings,
        name: 'Acme',
        accent_color: '#1f6feb',
        origins: ['https://app.example.com'],
      },
    },
  ],
});

const Capabilities = z.array(z.enum(portalCapabilities));

export const PortalSession = z
  .object({
    id: z.string().describe('`pst_…`'),
    capabilities: Capabilities.describe('What the customer may do. `view` is always included.'),
    return_url: z.string().nullable(),
    theme: Theme.nullable().describe('Color scheme of this session; null for that of the portal settings.'),
    created_at: Timestamp,
    expires_at: Timestamp,
  })
  .meta({ id: 'PortalSession' });
export type PortalSession = z.infer<typeof PortalSession>;

const exampleSession: PortalSession = {
  id: exampleIds.portalSession,
  capabilities: [...portalCapabilities],
  return_url: 'https://app.example.com/settings',
  theme: null,
  created_at: '2026-11-23T13:20:00.120Z',
  expires_at: '2026-11-23T14:20:00.120Z',
};

const path = '/manage/v1/webhooks/customers/{customer}/portal-sessions' as const;

export const createPortalSession = defineOperation(`POST ${path}`, {
  name: 'create_webhook_portal_session',
  summary: 'Create a portal session',
  description:
    'Lets a customer manage its own endpoints: returns the `url` of the portal, and a `token` for a page that embeds it. The token is returned only once. It is a bearer credential for the part of this API that belongs to the customer, and for nothing else.',
  params: CustomerParams,
  body: z.strictObject({
    capabilities: Capabilities.min(1, 'expected at least one capability')
      .describe('What the customer may do; everything if absent. `view` is always included.')
      .optional(),
    expires_in: z
      .int(secondsExpected)
      .min(60, secondsExpected)
      .max(portalLimits.sessionSeconds, secondsExpected)
      .describe('Lifetime in seconds. The default is a setting: an hour.')
      .optional(),
    return_url: ReturnUrl.nullable().optional(),
    theme: Theme.nullable().optional(),
  }),
  status: 201,
  output: PortalSession.extend({
    url: z.string().describe('Address of the portal with the token, which its fragment has.'),
    token: z.string().describe('Bearer token, returned only once.'),
  }).meta({ id: 'CreatedPortalSession' }),
  errors: ['webhook_customer_not_found', 'portal_disabled', 'idempotency_key_reused'],
  examples: [
    {
      summary: 'A session of an hour',
      params: { customer: exampleIds.customer },
      body: { return_url: 'https://app.example.com/settings', expires_in: 3_600 },
      response: {
        ...exampleSession,
        url: 'https://webhooks.example.com/portal/org_01m847cgx0fawrmv3pp8n1c2de#token=pst_9b2QmX4vT1sLw7Yd0cKfRz8HnJ3aUeGoPiVtBq5x6Ck',
        token: 'pst_9b2QmX4vT1sLw7Yd0cKfRz8HnJ3aUeGoPiVtBq5x6Ck',
      },
    },
  ],
});

export type CreatedPortalSession = OutputOf<typeof createPortalSession>;

export const listPortalSessions = defineOperation(`GET ${path}`, {
  name: 'list_webhook_portal_sessions',
  summary: 'List portal sessions',
  description: 'Returns the sessions of the customer that have not ended, newest first, without their tokens.',
  params: CustomerParams,
  query: z
    .strictObject({ ...createdRange, limit: Limit, cursor: Cursor('portalSession').optional() })
    .refine(isRange, rangeError),
  output: Page(PortalSession),
  errors: ['webhook_customer_not_found'],
  examples: [
    {
      summary: 'The newest sessions',
      params: { customer: exampleIds.customer },
      query: { limit: '20' },
      response: { data: [exampleSession], next_cursor: null },
    },
  ],
});

export const revokePortalSession = defineOperation(`DELETE ${path}/{session_id}`, {
  name: 'revoke_webhook_portal_session',
  summary: 'Revoke a portal session',
  description: 'Ends a session: its token is refused from now on.',
  params: CustomerParams.extend({ session_id: z.string().describe('Id of the session (`pst_…`).') }),
  status: 204,
  output: z.undefined(),
  errors: ['webhook_customer_not_found', 'webhook_portal_session_not_found', 'idempotency_key_reused'],
  examples: [
    {
      summary: 'A session that is no longer needed',
      params: { customer: exampleIds.customer, session_id: exampleIds.portalSession },
      response: undefined,
    },
  ],
});

/** What the page of the portal shows of its session (`GET /portal/session`). */
export const PortalView = z.object({
  organization: z.object({ id: z.string(), name: z.string() }),
  customer: z.object({ id: z.string(), uid: z.string(), name: z.string().nullable() }),
  capabilities: Capabilities,
  expires_at: Timestamp,
  return_url: z.string().nullable(),
  /** That of the session, or else of the settings. */
  theme: Theme,
  logo_url: z.string().nullable(),
  accent_color: z.string().nullable(),
});
export type PortalView = z.infer<typeof PortalView>;
