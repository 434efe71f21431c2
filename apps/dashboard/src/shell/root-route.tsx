import { createRootRoute, Outlet } from '@tanstack/react-router';
import { NotFoundPage } from './not-found-page.js';
import { PageErrorPage } from './page-error-page.js';

export const rootRoute = createRootRoute({
  component: Outlet,
  notFoundComponent: NotFoundPage,
  errorComponent: PageErrorPage,
});
