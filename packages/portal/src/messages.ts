/** The messages between the portal, in its frame, and the page that embeds it. */
const themes = ['light', 'dark', 'auto'] as const;
export type PortalTheme = (typeof themes)[number];

/** Some texts of the portal, in your own words or in another language: `{ endpoints: { list: { … } } }`. */
export interface PortalTexts {
  readonly [name: string]: string | PortalTexts;
}

/** How the portal looks to this reader. What is undefined has the portal's default. */
export interface Appearance {
  readonly theme: PortalTheme | undefined;
  readonly language: string | undefined;
  readonly texts: PortalTexts | undefined;
}

export type FrameMessage =
  { readonly type: 'ready' } | { readonly type: 'renew' } | { readonly type: 'height'; readonly height: number };

const prefix = 'postrider-portal:';
/** More than a page can need. */
const maxHeight = 100_000;

export const isTheme = (value: unknown): value is PortalTheme => themes.some((theme) => theme === value);

/** Undefined for what is no message of the portal, or of a later version. */
export function parseFrameMessage(data: unknown): FrameMessage | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { type, height } = data as Record<string, unknown>;
  if (type === `${prefix}ready`) return { type: 'ready' };
  if (type === `${prefix}renew`) return { type: 'renew' };
  if (type !== `${prefix}height` || typeof height !== 'number' || !(height > 0)) return undefined;
  return { type: 'height', height: Math.min(Math.ceil(height), maxHeight) };
}

export const sessionMessage = (token: string, { theme, language, texts }: Appearance) => ({
  type: `${prefix}session`,
  token,
  ...(theme !== undefined && { theme }),
  ...(language !== undefined && { language }),
  ...(texts !== undefined && { texts }),
});

export const themeMessage = (theme: PortalTheme) => ({ type: `${prefix}theme`, theme });
