import type { CreatedPortalSession, PortalSession, PortalSettings } from '@postrider/sdk';
import { sanitize } from '@postrider/terminal';
import type { Screen } from '../output/output.js';
import { details, table } from '../output/table.js';
import { when } from '../output/text.js';

export const createdPortalSession = (session: CreatedPortalSession, screen: Screen): string =>
  details(
    [
      ['Session', session.id],
      ['Can', session.capabilities.join(', ')],
      ['Ends', when(session.expires_at, screen)],
      ['Link', sanitize(session.url)],
    ],
    screen,
  );

export const portalSessionTable = table<PortalSession>([
  { heading: 'Session', value: ({ id }) => id },
  { heading: 'Can', value: ({ capabilities }) => capabilities.join(', ') },
  { heading: 'Ends', value: ({ expires_at }, screen) => when(expires_at, screen) },
  { heading: 'Created', value: ({ created_at }, screen) => when(created_at, screen), isOptional: true },
]);

export const portalSettingsDetails = (settings: PortalSettings, screen: Screen): string =>
  details(
    [
      ['Name', settings.name === null ? undefined : sanitize(settings.name)],
      ['Logo', settings.logo_url === null ? undefined : sanitize(settings.logo_url)],
      ['Color', settings.accent_color ?? undefined],
      ['Theme', settings.theme],
      ['Messages', settings.message_language ?? 'en'],
      ['Origins', settings.origins.length === 0 ? 'none: no page may embed it' : settings.origins.join(', ')],
    ],
    screen,
  );
