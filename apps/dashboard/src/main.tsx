import '@mantine/core/styles.layer.css';
import './fonts.js';
import './main.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/query-client.js';
import { loadAllPages, loadOpenPage } from './load-all-pages.js';
import { printLight } from './print.js';
import { router } from './router.js';
import { language } from './texts/language.js';
import { cssVariablesResolver, theme } from './theme.js';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no #root');

document.documentElement.lang = language;

printLight();
loadOpenPage(router);

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);

loadAllPages(router);
