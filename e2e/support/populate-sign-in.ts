/** An identity provider and open invitations for the pictures, through the API. */
import { callApi } from './product-api.ts';

export async function populateSignIn(url: string): Promise<void> {
  const product = { url };
  await callApi(product, 'POST', '/api/identity-providers', {
    slug: 'keycloak',
    name: 'Keycloak',
    issuer: 'https://sso.example.com/realms/staff',
    clientId: 'slipway',
    clientSecret: 'nobody answers there',
    enabled: true,
    justInTime: true,
    groupsClaim: 'realm_access.roles',
    mappings: [
      { group: 'engineers', role: 'mlops-engineer', scope: { kind: 'environment', name: 'production' } },
      { group: 'readers', role: 'stakeholder', scope: { kind: 'everything' } },
    ],
  });
  const invitations = [
    {
      name: 'Grace Hopper',
      email: 'grace.hopper@example.com',
      role: 'data-scientist',
      scope: { kind: 'environment', name: 'staging' },
    },
    { name: 'Alan Turing', email: 'alan.turing@a-subdomain-that-is-long.example.com', role: 'end-user' },
  ];
  for (const invitation of invitations) await callApi(product, 'POST', '/api/invitations', invitation);
}
