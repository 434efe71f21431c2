import * as z from 'zod';

/** What Svix's API returns, of what is imported. Earlier versions call a `throttleRate` `rateLimit`, and `eventTypes` `filterTypes`. */
const metadata = z.record(z.string(), z.string()).default({});
const rate = z.number().nullish();

export const SvixApplication = z.object({
  id: z.string(),
  uid: z.string().nullish(),
  name: z.string(),
  metadata,
  throttleRate: rate,
  rateLimit: rate,
});
export type SvixApplication = z.output<typeof SvixApplication>;

export const SvixEndpoint = z.object({
  id: z.string(),
  uid: z.string().nullish(),
  url: z.string(),
  description: z.string().default(''),
  disabled: z.boolean().default(false),
  metadata,
  eventTypes: z.array(z.string()).nullish(),
  filterTypes: z.array(z.string()).nullish(),
  channels: z.array(z.string()).nullish(),
  throttleRate: rate,
  rateLimit: rate,
});
export type SvixEndpoint = z.output<typeof SvixEndpoint>;

export const SvixSecret = z.object({ key: z.string() });

/** The values of sensitive headers are redacted: `sensitive` has their names. */
export const SvixHeaders = z.object({
  headers: z.record(z.string(), z.unknown()).default({}),
  sensitive: z.array(z.string()).default([]),
});

/** Code that changes the request. */
export const SvixTransformation = z.object({ code: z.string().nullish(), enabled: z.boolean().default(false) });

export const SvixEventType = z.object({
  name: z.string(),
  description: z.string().default(''),
  archived: z.boolean().default(false),
  /** By version. */
  schemas: z.record(z.string(), z.unknown()).nullish(),
});
export type SvixEventType = z.output<typeof SvixEventType>;

export const svixPage = <T extends z.ZodType>(item: T) =>
  z.object({ data: z.array(item), iterator: z.string().nullish(), done: z.boolean() });
