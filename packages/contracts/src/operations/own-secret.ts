import * as z from 'zod';

/** Bytes of a signing secret; characters of its text. */
export const secretLimits = { bytes: 24, characters: 512, overlapHours: 720 } as const;

const secretExpected = `expected whsec_ and base64, or another text; at most ${String(secretLimits.characters)} characters`;
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

const isSecret = (text: string): boolean =>
  text.isWellFormed() && (!text.startsWith('whsec_') || (text.length > 'whsec_'.length && base64.test(text.slice(6))));

const bytesOf = (secret: string): number =>
  secret.startsWith('whsec_') ? Math.floor((secret.replace(/=+$/, '').length - 6) * 0.75) : new Blob([secret]).size;

/** The fields for a signing secret that the caller brings along. */
export const OwnSecret = {
  signing_secret: z
    .string(secretExpected)
    .min(1, secretExpected)
    .max(secretLimits.characters, secretExpected)
    .refine(isSecret, secretExpected)
    .describe(
      'A secret of your own: `whsec_` and base64, as in Standard Webhooks, or any other text, whose UTF-8 bytes are the key. Without it, one is generated.',
    )
    .optional(),
  allow_weak: z
    .boolean()
    .describe(`Whether \`signing_secret\` may have fewer than ${String(secretLimits.bytes)} bytes.`)
    .optional(),
};

/** `.refine(isStrongEnough, weakSecret)` */
export const isStrongEnough = ({
  signing_secret,
  allow_weak,
}: {
  signing_secret?: string | undefined;
  allow_weak?: boolean | undefined;
}): boolean =>
  signing_secret === undefined ||
  allow_weak === true ||
  !isSecret(signing_secret) ||
  bytesOf(signing_secret) >= secretLimits.bytes;
export const weakSecret = {
  path: ['signing_secret'],
  error: `expected at least ${String(secretLimits.bytes)} bytes; allow_weak: true permits fewer`,
};
