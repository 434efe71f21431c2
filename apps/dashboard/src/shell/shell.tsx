import { AppShell, Burger, Text, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { sessionQuery } from '../api/session.js';
import { Announcer } from '../parts/announcer.js';
import { SearchButton } from '../search/search-button.js';
import { Account } from './account.js';
import { ConnectionBanner } from './connection-banner.js';
import { Favicon } from './favicon.js';
import { Logo } from './logo.js';
import { Navigation } from './navigation.js';
import classes from './shell.module.css';
import { useSignInAgain } from './use-sign-in-again.js';
import { t } from '../texts/texts.js';

/** The frame of all pages of a session. */
export function Shell() {
  const { data: session } = useQuery(sessionQuery);
  const [opened, { toggle, close }] = useDisclosure();
  useSignInAgain(session === null);
  if (session === undefined || session === null) return null;

  return (
    <AppShell
      header={{ height: { base: 52, md: 0 } }}
      navbar={{ width: 224, breakpoint: 'md', collapsed: { mobile: !opened } }}
      transitionDuration={120}
      padding={{ base: 'md', sm: 'xl' }}
    >
      <a href="#main" className={classes.skip}>
        {t(($) => $.shell.skip)}
      </a>
      <AppShell.Header hiddenFrom="md" className={classes.phoneHeader}>
        <Burger
          opened={opened}
          onClick={toggle}
          size="sm"
          aria-label={opened ? t(($) => $.shell.closeMenu) : t(($) => $.shell.openMenu)}
        />
        <Logo />
        <Text size="sm" c="dimmed" truncate>
          {session.organization.name}
        </Text>
      </AppShell.Header>
      <AppShell.Navbar className={classes.navbar}>
        <div className={classes.brand}>
          <Logo />
          <Text size="sm" c="dimmed" truncate title={session.organization.name}>
            <VisuallyHidden>{t(($) => $.shell.organization)}</VisuallyHidden>
            {session.organization.name}
          </Text>
        </div>
        <SearchButton onOpen={close} />
        <Navigation onNavigate={close} />
        <Account session={session} />
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1} className={classes.main}>
        <div className={classes.content}>
          <Outlet />
        </div>
      </AppShell.Main>
      <ConnectionBanner />
      <Announcer />
      <Favicon />
    </AppShell>
  );
}
