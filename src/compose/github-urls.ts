/** Where GitHub is, besides its REST API. GitHub Enterprise Server has that below `/api/v3`, and the rest beside it. */

export const graphqlUrl = (baseUrl: string): string =>
  baseUrl.endsWith('/api/v3') ? baseUrl.replace(/v3$/, 'graphql') : `${baseUrl}/graphql`

export const webUrl = (baseUrl: string): string => baseUrl.replace(/\/api\/v3$/, '').replace('://api.', '://')
