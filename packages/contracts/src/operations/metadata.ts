import * as z from 'zod';
import { Name, refusedInNames, wholeRecord } from './common.js';

const metadataLimits = { pairs: 20, keyLength: 64, valueLength: 512, bytes: 4_096 } as const;

const isSmall = (metadata: Record<string, string>): boolean =>
  new Blob([JSON.stringify(metadata)]).size <= metadataLimits.bytes;

const keyExpected = `expected a name of 1 to ${String(metadataLimits.keyLength)} characters on one line`;

/** A caller's own texts, by name. */
export const Metadata = wholeRecord(
  z
    .record(
      z
        .string()
        .regex(new RegExp(`^[^${refusedInNames}]{1,${String(metadataLimits.keyLength)}}$`), keyExpected)
        .refine((key) => key.isWellFormed(), { error: 'expected well-formed Unicode' }),
      Name(metadataLimits.valueLength),
      'expected an object of texts',
    )
    .refine((metadata) => Object.keys(metadata).length <= metadataLimits.pairs, {
      error: `expected at most ${String(metadataLimits.pairs)} pairs`,
      abort: true,
    })
    .refine(isSmall, { error: `expected at most ${String(metadataLimits.bytes)} bytes of JSON` })
    .meta({
      maxProperties: metadataLimits.pairs,
      description: 'Your own texts, by name.',
      examples: [{ plan: 'pro', region: 'eu' }],
    }),
);

/** In a query string: the name and the value of one pair, with a colon between them. */
export const MetadataFilter = z
  .string()
  .regex(/^[^:]+:/, 'expected a name and a value, as in plan:pro')
  .max(metadataLimits.keyLength + 1 + metadataLimits.valueLength, 'expected a name and a value, as in plan:pro')
  .refine((pair) => pair.isWellFormed() && !pair.includes('\0'), { error: 'expected well-formed Unicode without NUL' })
  .transform((pair) => {
    const at = pair.indexOf(':');
    return { [pair.slice(0, at)]: pair.slice(at + 1) };
  })
  .meta({ description: 'A pair of `metadata`, such as `plan:pro`.' });
