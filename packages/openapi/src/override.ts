import type { ZodOpenApiOverride } from 'zod-openapi';
import { openValues } from './open-values.js';

export const override: ZodOpenApiOverride = ({ jsonSchema, io }) => {
  openValues({ jsonSchema, io });
  // Responses may get more fields in later versions; requests with unknown fields are rejected.
  if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  // A number or a boolean in a query string is text, and documented as what it is.
  if (jsonSchema.type === 'integer' || jsonSchema.type === 'boolean') delete jsonSchema.pattern;
};
