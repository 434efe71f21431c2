import { defaultPortalSettings, isId, type PortalSettings } from '@postrider/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pagePolicy } from './page-policy.js';

export const portalFile = 'portal.html';

export type PortalSettingsOf = (organizationId: string) => Promise<PortalSettings>;

/**
 * Serves the page of the portal. The organization of the path decides which pages may embed it: the token, which comes
 * later, is never sent with the page. An unknown organization has the default.
 */
export const portalPage =
  (settingsOf: PortalSettingsOf) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { organization } = request.params as { organization: string };
    const settings = isId('organization', organization) ? await settingsOf(organization) : defaultPortalSettings;
    return reply
      .headers({ 'cache-control': 'no-cache', 'content-security-policy': portalPolicy(settings) })
      .sendFile(portalFile);
  };

function portalPolicy({ logo_url, origins }: PortalSettings): string {
  return pagePolicy({
    images: logo_url === null ? '' : new URL(logo_url).origin,
    ancestors: origins.length === 0 ? "'none'" : origins.join(' '),
  });
}
