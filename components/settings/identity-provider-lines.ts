import type { IdentityProviderSummary } from '#lib/access/schemas.ts';

/** A text field of an identity provider. */
export interface Line {
  name: string;
  label: string;
  value: string;
  hint?: string;
  type?: 'text' | 'url' | 'password';
  required?: boolean;
}

export function linesOf(provider: IdentityProviderSummary | null): Line[] {
  const slug = {
    name: 'slug',
    label: 'Short name',
    value: '',
    hint: 'Part of the callback address, for good: lower-case letters, digits and dashes.',
    required: true,
  };
  return [
    {
      name: 'name',
      label: 'Name',
      value: provider?.name ?? '',
      hint: 'On the button: "Sign in with …".',
      required: true,
    },
    ...(provider === null ? [slug] : []),
    {
      name: 'issuer',
      label: 'Issuer',
      value: provider?.issuer ?? '',
      hint: 'Its https address, without /.well-known.',
      type: 'url',
      required: true,
    },
    { name: 'clientId', label: 'Client id', value: provider?.clientId ?? '', required: true },
    {
      name: 'clientSecret',
      label: 'Client secret',
      value: '',
      type: 'password',
      ...(provider === null ? { required: true } : { hint: 'Empty keeps the one there is.' }),
    },
    {
      name: 'scopes',
      label: 'Scopes',
      value: (provider?.scopes ?? ['openid', 'profile', 'email']).join(' '),
    },
    {
      name: 'groupsClaim',
      label: 'Claim that holds the groups',
      value: provider?.groupsClaim ?? 'groups',
      hint: 'It may lie inside others: realm_access.roles.',
    },
    {
      name: 'allowedDomains',
      label: 'E-mail domains let in',
      value: (provider?.allowedDomains ?? []).join(', '),
      hint: 'Empty for any.',
    },
  ];
}
