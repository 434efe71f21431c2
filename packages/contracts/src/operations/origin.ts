import * as z from 'zod';

const maxLength = 2048;

const isOrigin = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, origin } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && origin === text;
};

/** An origin as browsers send it. */
export const Origin = z
  .string()
  .max(maxLength, `expected at most ${String(maxLength)} characters`)
  .refine(isOrigin, 'expected an origin such as https://app.example.com, without a path and in lower case')
  .meta({ examples: ['https://app.example.com'] });
