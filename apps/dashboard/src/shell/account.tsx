import { Text, UnstyledButton } from '@mantine/core';
import { IconBook2, IconExternalLink, IconLogout } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { Session } from '@postrider/contracts';
import { useSignOut } from '../api/session.js';
import { messageOf } from '../api/api-error.js';
import { announce } from '../parts/announcer.js';
import { Preferences } from './preferences.js';
import { QueuesLink } from './queues-link.js';
import classes from './shell.module.css';
import { t } from '../texts/texts.js';

/** The foot of the navigation: other pages of this server, the session, and sign-out. */
export function Account({ session }: { session: Session }) {
  const signOut = useSignOut();
  const navigate = useNavigate();
  const leave = (): void => {
    signOut.mutate(undefined, {
      onSuccess: () => {
        announce(t(($) => $.shell.account.signedOut));
        void navigate({ to: '/sign-in' });
      },
    });
  };

  return (
    <div className={classes.account}>
      {session.operator !== null && <QueuesLink isOperator={session.operator} />}
      <a href="/docs" className={classes.page} target="_blank" rel="noreferrer">
        <IconBook2 size={18} stroke={1.6} aria-hidden />
        {t(($) => $.shell.account.reference)}
        <IconExternalLink size={13} className={classes.away} aria-label={t(($) => $.shell.newTab)} />
      </a>
      <Preferences />
      <UnstyledButton className={classes.page} onClick={leave} disabled={signOut.isPending}>
        <IconLogout size={18} stroke={1.6} aria-hidden />
        {t(($) => $.shell.account.signOut)}
      </UnstyledButton>
      {signOut.isError && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert" px="sm">
          {messageOf(signOut.error)}
        </Text>
      )}
      {session.key !== null && (
        <Text size="xs" c="dimmed" px="sm" pt="xs">
          {signedInWith(session.key)}
        </Text>
      )}
    </div>
  );
}

/** Keeps what stands before and after it on one line. */
const wordJoiner = '\u2060';

/** A key need not have a name. */
const signedInWith = ({ name, last_four }: NonNullable<Session['key']>): string => {
  const end = `…${wordJoiner}${last_four}`;
  return name ? t(($) => $.shell.account.withKey, { name, end }) : t(($) => $.shell.account.withUnnamedKey, { end });
};
