import { Button, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate, useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { ApiError, messageOf } from '../api/api-error.js';
import { sessionQuery, useSignOut } from '../api/session.js';
import { ErrorState } from '../parts/error-state.js';
import { RowsSkeleton } from '../parts/loading.js';
import { Logo } from '../shell/logo.js';
import { useSignInAgain } from '../shell/use-sign-in-again.js';
import { t } from '../texts/texts.js';
import { consentQuery } from './consent-calls.js';
import { ConsentForm } from './consent-form.js';
import classes from './consent.module.css';

const route = getRouteApi('/consent');

/** Asks whether an MCP client may use the organization of the session. */
export function ConsentPage() {
  const { request } = route.useSearch();
  const { data: session } = useQuery(sessionQuery);
  const { data, error, isFetching, refetch } = useQuery(consentQuery(request));
  useSignInAgain(session === null);
  useEffect(() => {
    document.title = `${t(($) => $.consent.pageTitle)} · Postrider`;
  }, []);
  return (
    <main className={classes.page}>
      <Paper withBorder radius="lg" p="xl" className={classes.box}>
        <Stack gap="lg">
          <Logo />
          {data !== undefined && <ConsentForm consent={data} request={request} sessionKey={session?.key ?? null} />}
          {data === undefined && error === null && <RowsSkeleton rows={4} />}
          {data === undefined &&
            error !== null &&
            (isRefused(error) ? (
              <Refused error={error} />
            ) : (
              <ErrorState error={error} retrying={isFetching} onRetry={() => void refetch()} />
            ))}
          <OtherKey />
        </Stack>
      </Paper>
    </main>
  );
}

/** Trying again would not help. */
const isRefused = (error: unknown): boolean =>
  error instanceof ApiError && (error.status === 422 || error.status === 404);

function Refused({ error }: { error: unknown }): ReactNode {
  return (
    <Stack gap="xs" role="alert">
      <Title order={1}>{t(($) => $.consent.failed)}</Title>
      <Text size="sm">{messageOf(error)}</Text>
      <Text size="sm" c="dimmed">
        {t(($) => $.consent.failedHint)}
      </Text>
    </Stack>
  );
}

/** For another organization. The sign-in leads back here. */
function OtherKey() {
  const signOut = useSignOut();
  const navigate = useNavigate();
  const router = useRouter();
  const leave = (): void => {
    signOut.mutate(undefined, {
      onSuccess: () => {
        void navigate({ to: '/sign-in', search: { back: router.latestLocation.href }, replace: true });
      },
    });
  };
  return (
    <Button variant="subtle" size="xs" onClick={leave} loading={signOut.isPending} className={classes.other}>
      {t(($) => $.consent.otherKey)}
    </Button>
  );
}
