import * as z from 'zod';
import { requestFormatNames, requestFormats, templateOf } from './presets.js';
import {
  RequestFormatHeaders,
  Signatures,
  UserAgent,
  type RequestFormat,
  type SignatureScheme,
} from './request-format.js';
import { placeholdersOf } from './template.js';

const fields = {
  preset: z
    .enum(requestFormatNames)
    .describe(
      'Format that the other fields change, instead of the one that the organization has. `default` is that of Postrider.',
    )
    .optional(),
  headers: RequestFormatHeaders.partial()
    .describe(
      'Names of the headers; null for a header that is not sent. Names that you leave out stay as they are, or are those of `preset`.',
    )
    .optional(),
  user_agent: UserAgent.optional(),
  signatures: Signatures.optional(),
};

/** Fields that are left out are those of the preset, or stay as they are. `requestFormatProblems` checks the result. */
export const RequestFormatInput = z
  .strictObject(fields)
  .refine((input) => Object.values(input).some((value) => value !== undefined), {
    path: ['preset'],
    error: 'is required: expected a preset, or fields to change',
  })
  .meta({ minProperties: 1 });
export type RequestFormatInput = z.output<typeof RequestFormatInput>;

/** The format that `current` becomes. */
export function changedRequestFormat(
  current: RequestFormat,
  { preset, headers, ...changes }: RequestFormatInput,
): RequestFormat {
  const base: RequestFormat = preset === undefined ? current : requestFormats[preset];
  const names = { ...base.headers };
  for (const field of Object.keys(names) as (keyof typeof names)[]) {
    const name = headers?.[field];
    if (name !== undefined) names[field] = name;
  }
  const { user_agent = base.user_agent, signatures = base.signatures } = changes;
  return { headers: names, user_agent, signatures };
}

interface Problem {
  path: (string | number)[];
  message: string;
}

/** What a format's fields say only together: no name twice, and what is signed is sent. */
export function requestFormatProblems(format: RequestFormat): Problem[] {
  return [
    ...repeatedNames(format),
    ...format.signatures.flatMap((signature, i) => signatureProblems(signature, i, format)),
  ];
}

function repeatedNames({ headers, signatures }: RequestFormat): Problem[] {
  const names = [
    ...Object.entries(headers).map(([field, name]) => ({ path: ['headers', field], name })),
    ...signatures.map(({ header }, i) => ({ path: ['signatures', i, 'header'], name: header })),
  ];
  const first = new Map<string, string>();
  return names.flatMap(({ path, name }) => {
    if (name === null) return [];
    const other = first.get(name.toLowerCase());
    if (other !== undefined) return [{ path, message: `is also the name of ${other}` }];
    first.set(name.toLowerCase(), path.join('.'));
    return [];
  });
}

function signatureProblems(signature: SignatureScheme, i: number, { headers }: RequestFormat): Problem[] {
  const { signed, value, repeat } = templateOf(signature);
  const sent = placeholdersOf(value);
  const isTemplate = signature.scheme === 'template';
  const problems = (['id', 'timestamp'] as const).flatMap((name) => {
    if (!placeholdersOf(signed).includes(name) || headers[name] !== null || sent.includes(name)) return [];
    const remedy = isTemplate ? `, or {${name}} in value` : '';
    return [
      {
        path: isTemplate ? ['signatures', i, 'signed'] : ['headers', name],
        message: `{${name}} is signed, so receivers need it: expected a name for headers.${name}${remedy}`,
      },
    ];
  });
  if (repeat && value.split(repeat.part).length !== 2) {
    problems.push({ path: ['signatures', i, 'repeat', 'part'], message: 'expected a part of value' });
  }
  return problems;
}
