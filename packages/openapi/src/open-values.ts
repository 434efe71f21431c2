import {
  actorKinds,
  bulkKinds,
  deliveryEventTypes,
  endpointEventTypes,
  errorCodes,
  failureReasons,
  liveTopics,
} from '@postrider/contracts';
import type { ZodOpenApiOverride } from 'zod-openapi';

/** Values of responses to which later versions may add. */
const open: readonly (readonly string[])[] = [
  Object.keys(errorCodes),
  failureReasons,
  deliveryEventTypes,
  endpointEventTypes,
  actorKinds,
  bulkKinds,
  liveTopics,
];

/**
 * Describes such a value as a string whose known values are in `x-extensible-enum`. Clients that are generated from an `enum`
 * fail at an unknown value, and of a union of an enum and a string oapi-codegen makes raw JSON. All generators take a string.
 */
export function openValues({ jsonSchema, io }: Pick<Parameters<ZodOpenApiOverride>[0], 'jsonSchema' | 'io'>): void {
  const { enum: values, description = '' } = jsonSchema;
  if (io !== 'output' || values === undefined || !isOpen(values)) return;
  delete jsonSchema.enum;
  Object.assign(jsonSchema, {
    'x-extensible-enum': values,
    description: `${description} Expect further values.`.trimStart(),
  });
}

const isOpen = (values: readonly unknown[]): boolean =>
  open.some((known) => known.length === values.length && known.every((value, i) => value === values[i]));
