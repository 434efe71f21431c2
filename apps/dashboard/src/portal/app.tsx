import '@mantine/core/styles.layer.css';
import '../fonts.js';
import '../main.css';
import './portal.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, useEffect, useMemo } from 'react';
import { createRoot } from 'react-dom/client';
import { confineTo } from '../api/permissions.js';
import { queryClient } from '../api/query-client.js';
import { loadAllPages } from '../load-all-pages.js';
import { Announcer } from '../parts/announcer.js';
import { nameProduct } from '../parts/product-name.js';
import { printLight } from '../print.js';
import { cssVariablesResolver } from '../theme.js';
import { OverPage } from './over-page.js';
import type { PortalSession } from './portal-session.js';
import { colorSchemeOf, portalTheme } from './portal-theme.js';
import { keepReturnUrl } from './return-url.js';
import { router } from './router.js';
import { PortalContext, usePortal } from './use-portal.js';

interface AppProps {
  session: PortalSession;
  isEmbedded: boolean;
}

export function renderPortal(root: HTMLElement, { session, isEmbedded }: AppProps): void {
  let customer = session.state.view?.customer.id;
  session.subscribe(() => {
    const { view } = session.state;
    if (view?.customer.id === customer) return;
    customer = view?.customer.id;
    // Nothing of another customer's may stay.
    queryClient.clear();
  });
  printLight();
  createRoot(root).render(
    <StrictMode>
      <PortalContext value={session}>
        <App session={session} isEmbedded={isEmbedded} />
      </PortalContext>
    </StrictMode>,
  );
  loadAllPages(router);
}

function App({ session, isEmbedded }: AppProps) {
  const accent = usePortal().view?.accent_color ?? null;
  const theme = useMemo(() => portalTheme(accent, isEmbedded), [accent, isEmbedded]);
  const scheme = useMemo(() => colorSchemeOf(session), [session]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      colorSchemeManager={scheme}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queryClient}>
        <Pages />
        <Announcer />
      </QueryClientProvider>
    </MantineProvider>
  );
}

function Pages() {
  const { view, isOver } = usePortal();
  const client = useQueryClient();
  useEffect(() => {
    if (!isOver) void client.invalidateQueries();
  }, [client, isOver]);
  useEffect(() => {
    if (view === undefined) return;
    nameProduct(view.organization.name);
    keepReturnUrl(view.return_url);
    if (view.logo_url !== null) document.querySelector('link[rel="icon"]')?.setAttribute('href', view.logo_url);
  }, [view]);

  if (view === undefined) return <OverPage />;
  confineTo(view.capabilities);
  return (
    <>
      {isOver && <OverPage />}
      {/* What was typed stays: the session may go on. Another customer and other capabilities have other pages. */}
      <div hidden={isOver}>
        <RouterProvider key={[view.customer.id, ...view.capabilities].join(' ')} router={router} />
      </div>
    </>
  );
}
