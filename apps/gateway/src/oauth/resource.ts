import type { OAuthUrls } from '../auth/oauth/oauth-urls.js';

/** RFC 8707. Clients of earlier revisions of MCP name no resource; some add a slash. */
export const isSameResource = (given: string | undefined, { resource }: OAuthUrls): boolean =>
  given === undefined || given === resource || given === `${resource}/`;
