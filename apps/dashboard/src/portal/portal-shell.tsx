import type { PortalView } from '@postrider/contracts';
import { IconCategory, IconSend, IconWebhook } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { type MouseEvent, useEffect, useRef, useState } from 'react';
import { t } from '../texts/texts.js';
import { BackLink } from './back-link.js';
import { startPolling } from './polling.js';
import classes from './portal.module.css';
import { usePortal } from './use-portal.js';

const pages = [
  { to: '/endpoints', name: t(($) => $.shell.pages.endpoints), Icon: IconWebhook },
  { to: '/deliveries', name: t(($) => $.shell.pages.deliveries), Icon: IconSend },
  { to: '/event-types', name: t(($) => $.shell.pages.eventTypes), Icon: IconCategory },
] as const;

/** The frame of all pages: whose they are, the way back, and the way to each. */
export function PortalShell() {
  const { isOver, view } = usePortal();
  const client = useQueryClient();
  const main = useRef<HTMLElement>(null);
  useEffect(() => (isOver ? undefined : startPolling(client)), [client, isOver]);

  /** The fragment of the address is the page. */
  const skip = (event: MouseEvent): void => {
    event.preventDefault();
    main.current?.focus();
  };
  return (
    <div className={classes.frame}>
      <a href="#main" className={classes.skip} onClick={skip}>
        {t(($) => $.shell.skip)}
      </a>
      <Head />
      <nav aria-label={t(($) => $.shell.pages.label)} className={classes.pages}>
        {pages.map(({ to, name, Icon }) => (
          <Link key={to} to={to} className={classes.page} activeOptions={{ includeSearch: false }}>
            <Icon size={18} stroke={1.6} aria-hidden />
            {name}
          </Link>
        ))}
      </nav>
      {/* In a platform's page there is another <main>. */}
      <main id="main" aria-label={view && titleOf(view)} tabIndex={-1} ref={main} className={classes.main}>
        <Outlet />
      </main>
    </div>
  );
}

const titleOf = ({ customer }: PortalView): string =>
  t(($) => $.portal.of, { customer: customer.name ?? customer.uid });

function Head() {
  const { view } = usePortal();
  if (view === undefined) return null;
  const { organization, logo_url } = view;
  return (
    <header className={classes.head}>
      <div className={classes.brand}>
        {logo_url !== null && <Logo key={logo_url} url={logo_url} />}
        <div className={classes.names}>
          <span className={classes.name} dir="auto">
            {organization.name}
          </span>
          <span className={classes.customer}>{titleOf(view)}</span>
        </div>
      </div>
      <BackLink />
    </header>
  );
}

/** Beside the name, which stands for it if it cannot be loaded. */
function Logo({ url }: { url: string }) {
  const [isBroken, setIsBroken] = useState(false);
  if (isBroken) return null;
  return (
    <img
      src={url}
      alt=""
      className={classes.logo}
      referrerPolicy="no-referrer"
      onError={() => {
        setIsBroken(true);
      }}
    />
  );
}
