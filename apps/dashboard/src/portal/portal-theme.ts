import { createTheme, type MantineColorSchemeManager } from '@mantine/core';
import { postal, theme } from '../theme.js';
import type { PortalSession, PortalState } from './portal-session.js';
import { shadesOf } from './shades.js';

/** The platform's accent color. In a frame dialogs are placed by portal.css, and the outer page scrolls meanwhile. */
export const portalTheme = (accent: string | null, isEmbedded: boolean) =>
  createTheme({
    ...theme,
    ...(accent !== null && { colors: { ...theme.colors, postal: shadesOf(accent, postal) } }),
    ...(isEmbedded && {
      components: {
        ...theme.components,
        Modal: {
          ...theme.components?.Modal,
          defaultProps: { transitionProps: { duration: 120 }, centered: false, lockScroll: false, yOffset: '1.5rem' },
        },
      },
    }),
  });

const schemeOf = ({ theme: wanted, view }: PortalState) => wanted ?? view?.theme ?? 'auto';

/** The platform chooses the color scheme. What the dashboard keeps in this browser is another reader's choice. */
export function colorSchemeOf(session: PortalSession): MantineColorSchemeManager {
  let stop: (() => void) | undefined;
  return {
    get: () => schemeOf(session.state),
    set: () => undefined,
    subscribe: (onUpdate) => {
      stop = session.subscribe(() => {
        onUpdate(schemeOf(session.state));
      });
    },
    unsubscribe: () => stop?.(),
    clear: () => undefined,
  };
}
