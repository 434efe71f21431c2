import * as z from 'zod';
import { isPlainHost } from './web-url.js';

const maxLength = 2048;

const isOrigin = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, origin, hostname } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && origin === text && isPlainHost(hostname);
};

/** An origin as browsers send it. */
const Origin = z
  .string()
  .max(maxLength, `expected at most ${String(maxLength)} characters`)
  .refine(isOrigin, 'expected an origin such as https://app.example.com, without a path and "*", and in lower case')
  .meta({ examples: ['https://app.example.com'] });

/** Origins of pages. */
export const Origins = (max: number) =>
  z
    .array(Origin)
    .max(max, `expected at most ${String(max)} origins`)
    .superRefine((origins, context) => {
      origins.forEach((origin, i) => {
        if (origins.indexOf(origin) < i) context.addIssue({ code: 'custom', path: [i], message: 'is named twice' });
      });
    });
