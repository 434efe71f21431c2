import {
  IconArrowsExchange,
  IconCategory,
  IconKey,
  IconLayoutDashboard,
  IconSend,
  IconSettings,
  IconUsers,
  IconWebhook,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import classes from './shell.module.css';
import { t } from '../texts/texts.js';

const pages = [
  { to: '/', name: t(($) => $.shell.pages.overview), Icon: IconLayoutDashboard },
  { to: '/endpoints', name: t(($) => $.shell.pages.endpoints), Icon: IconWebhook },
  { to: '/customers', name: t(($) => $.customers.title), Icon: IconUsers },
  { to: '/deliveries', name: t(($) => $.shell.pages.deliveries), Icon: IconSend },
  { to: '/events', name: t(($) => $.shell.pages.events), Icon: IconArrowsExchange },
  { to: '/event-types', name: t(($) => $.shell.pages.eventTypes), Icon: IconCategory },
  { to: '/keys', name: t(($) => $.shell.pages.keys), Icon: IconKey },
  { to: '/settings', name: t(($) => $.shell.pages.settings), Icon: IconSettings },
] as const;

export function Navigation({ onNavigate }: { onNavigate: () => void }) {
  return (
    <nav aria-label={t(($) => $.shell.pages.label)} className={classes.pages}>
      {pages.map(({ to, name, Icon }) => (
        <Link
          key={to}
          to={to}
          className={classes.page}
          activeOptions={{ exact: to === '/', includeSearch: false }}
          onClick={onNavigate}
        >
          <Icon size={18} stroke={1.6} aria-hidden />
          {name}
        </Link>
      ))}
    </nav>
  );
}
