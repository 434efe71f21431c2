/** As in the manifests of all workspaces. */
export const version = '0.1.0';
