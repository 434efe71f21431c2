import { Text } from '@mantine/core';
import type { PortalSettings } from '@postrider/contracts';
import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../api/session.js';
import { t } from '../texts/texts.js';
import { accentColors } from './accent-color.js';
import classes from './settings.module.css';

interface PortalPreviewProps {
  /** Empty for the organization's. */
  name: string;
  hasLogo: boolean;
  accent: string | undefined;
  theme: PortalSettings['theme'];
}

/** The head of the portal, with a link and a button. The logo is of another server, from which this page loads nothing. */
export function PortalPreview({ name, hasLogo, accent, theme }: PortalPreviewProps) {
  const organization = useQuery(sessionQuery).data?.organization.name ?? '';
  const colors = accentColors(accent);
  return (
    <section aria-label={t(($) => $.settings.portal.preview)}>
      <Text size="sm" fw={600} mb={4} aria-hidden>
        {t(($) => $.settings.portal.preview)}
      </Text>
      <div className={classes.preview} style={{ colorScheme: theme === 'auto' ? 'light dark' : theme }}>
        <div className={classes.brand}>
          {hasLogo && <span className={classes.logo}>{t(($) => $.settings.portal.logoHere)}</span>}
          <span className={classes.names}>
            <span className={classes.name} dir="auto">
              {name === '' ? organization : name}
            </span>
            <span className={classes.of}>{t(($) => $.portal.of, { customer: 'Acme' })}</span>
          </span>
        </div>
        <div className={classes.samples}>
          <span className={classes.button} style={{ background: colors.filled }}>
            {t(($) => $.endpoints.page.newEndpoint)}
          </span>
          <span style={{ color: colors.link }}>{t(($) => $.settings.portal.link)}</span>
        </div>
      </div>
      <Text size="xs" c="dimmed" mt={6}>
        {hasLogo ? t(($) => $.settings.portal.previewNote) : t(($) => $.settings.portal.contrastNote)}
      </Text>
    </section>
  );
}
