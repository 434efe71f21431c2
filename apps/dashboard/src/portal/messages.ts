import type { PortalTheme } from '@postrider/contracts';

/** What the page tells the page that embeds it. Nothing of it is secret. */
export type PageMessage = { type: 'ready' } | { type: 'renew' } | { type: 'height'; height: number };

/** What the embedding page tells this one. */
export type EmbedderMessage =
  | { type: 'session'; token: string; theme?: PortalTheme; language?: string; texts?: object }
  | { type: 'theme'; theme: PortalTheme };

const prefix = 'postrider-portal:';
const themes = ['light', 'dark', 'auto'] as const satisfies readonly PortalTheme[];

export const nameOf = (type: PageMessage['type']): string => prefix + type;

/** Reads a message of the embedding page; undefined for what is none. What it says wrongly is left out. */
export function readMessage(data: unknown): EmbedderMessage | undefined {
  if (!isObject(data)) return undefined;
  const theme = themes.find((each) => each === data.theme);
  if (data.type === `${prefix}theme`) return theme && { type: 'theme', theme };
  if (data.type !== `${prefix}session` || typeof data.token !== 'string' || data.token === '') return undefined;
  const texts = textsOf(data.texts);
  const language = languageOf(data.language);
  return {
    type: 'session',
    token: data.token,
    ...(theme && { theme }),
    ...(language !== undefined && { language }),
    ...(texts && { texts }),
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** As browsers know it, such as `pt-BR`: times and numbers are formatted with it. */
function languageOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  try {
    return Intl.getCanonicalLocales(value)[0];
  } catch {
    return undefined;
  }
}

/** The texts of a catalogue, without anything that is none. */
function textsOf(value: unknown): Record<string, unknown> | undefined {
  if (!isObject(value)) return undefined;
  const texts = Object.entries(value).flatMap(([key, one]) => {
    const text = typeof one === 'string' ? one : textsOf(one);
    return text === undefined ? [] : [[key, text]];
  });
  return Object.fromEntries(texts) as Record<string, unknown>;
}
