import {
  IconArrowsExchange,
  IconCategory,
  IconKey,
  IconLayoutDashboard,
  IconSend,
  IconWebhook,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import classes from './shell.module.css';

const pages = [
  { to: '/', name: 'Overview', Icon: IconLayoutDashboard },
  { to: '/endpoints', name: 'Endpoints', Icon: IconWebhook },
  { to: '/deliveries', name: 'Deliveries', Icon: IconSend },
  { to: '/events', name: 'Events', Icon: IconArrowsExchange },
  { to: '/event-types', name: 'Event types', Icon: IconCategory },
  { to: '/keys', name: 'Keys', Icon: IconKey },
] as const;

export function Navigation({ onNavigate }: { onNavigate: () => void }) {
  return (
    <nav aria-label="Pages" className={classes.pages}>
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
