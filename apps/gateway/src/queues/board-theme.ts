import type { UIConfig } from '@bull-board/api/typings/app';

const sansSerif =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Helvetica, Arial, sans-serif';
const monospace = 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace';

/** The colors of the dashboard (apps/dashboard/src/theme.ts), under Bull Board's names. */
const theme: NonNullable<UIConfig['theme']> = {
  light: {
    background: '#f5f6f9',
    card: '#ffffff',
    popover: '#ffffff',
    primary: '#3a4fc4',
    'primary-foreground': '#ffffff',
    'muted-foreground': '#5b6475',
    border: '#e2e5ec',
    input: '#d9dde5',
    ring: '#3a4fc4',
    destructive: '#b42323',
    'font-sans': sansSerif,
    'font-mono': monospace,
    sidebar: '#ffffff',
    'sidebar-primary': '#3a4fc4',
    'sidebar-primary-foreground': '#ffffff',
    'sidebar-border': '#e2e5ec',
    'status-completed': '#2b9a66',
    'status-failed': '#d93b35',
    'status-waiting': '#c27c0e',
    'status-delayed': '#c27c0e',
    'status-active': '#3a4fc4',
  },
  dark: {
    background: '#12161d',
    foreground: '#e4e7ee',
    card: '#1a2029',
    popover: '#1a2029',
    primary: '#8195ea',
    'primary-foreground': '#12161d',
    'muted-foreground': '#a3abbb',
    border: '#2a3140',
    input: '#3a4354',
    ring: '#8195ea',
    destructive: '#ee6159',
    'font-sans': sansSerif,
    'font-mono': monospace,
    sidebar: '#1a2029',
    'sidebar-foreground': '#e4e7ee',
    'sidebar-primary': '#8195ea',
    'sidebar-primary-foreground': '#12161d',
    'sidebar-border': '#2a3140',
    'status-completed': '#3fae79',
    'status-failed': '#ee6159',
    'status-waiting': '#d39a2b',
    'status-delayed': '#d39a2b',
    'status-active': '#8195ea',
  },
};

export const boardConfig = ({ hasDashboard }: { hasDashboard: boolean }): UIConfig => ({
  boardTitle: 'Postrider queues',
  hideDocsLink: true,
  theme,
  ...(hasDashboard && {
    miscLinks: [{ text: 'Dashboard', url: '/' }],
    favIcon: { default: '/icon.svg', alternative: '/icon.svg' },
  }),
});
