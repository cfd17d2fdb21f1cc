'use client';

import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { Badge } from '#components/ui/badge.tsx';
import type { Column } from '#components/ui/data-table.tsx';
import { DropdownMenu, MenuItem } from '#components/ui/dropdown-menu.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { ProviderSummary } from '#lib/providers/schemas.ts';
import { kindTexts } from './kinds.ts';
import { HealthLine } from './provider-health.tsx';
import { TestProvider } from './test-provider.tsx';

interface ProviderActions {
  onEdit: (provider: ProviderSummary) => void;
  onDelete: (provider: ProviderSummary) => void;
}

/** `actions` is null for those who may only look. */
export function providerColumns(actions: ProviderActions | null): Column<ProviderSummary>[] {
  return [
    {
      id: 'name',
      header: 'Provider',
      alwaysShown: true,
      className: 'min-w-48',
      cell: (provider) => (
        <div className="py-0.5">
          <p className="flex items-center gap-2 font-medium">
            {provider.name}
            <Badge>{provider.kind === 'extractive' ? 'built in' : kindTexts[provider.kind].label}</Badge>
          </p>
          <p className="text-muted-foreground text-sm [overflow-wrap:anywhere]">
            {provider.baseUrl ?? 'Answers from your documents alone, without a key or a network.'}
          </p>
        </div>
      ),
    },
    {
      id: 'models',
      header: 'Models',
      className: 'max-md:hidden',
      cell: (provider) => <ModelNames provider={provider} />,
    },
    {
      id: 'health',
      header: 'Health',
      className: 'min-w-32',
      cell: (provider) =>
        provider.kind === 'extractive' ? (
          <span className="text-muted-foreground text-sm">always there</span>
        ) : (
          <HealthLine name={provider.name} />
        ),
    },
    {
      id: 'key',
      header: 'Key',
      className: 'whitespace-nowrap max-lg:hidden',
      cell: (provider) =>
        provider.kind === 'extractive' ? 'not needed' : provider.hasKey ? 'stored' : 'none',
    },
    {
      id: 'network',
      header: 'Network',
      className: 'whitespace-nowrap max-lg:hidden',
      cell: (provider) =>
        provider.kind === 'extractive' ? 'none' : provider.allowPrivateNetwork ? 'private allowed' : 'public',
    },
    ...(actions === null ? [] : actionColumns(actions)),
  ];
}

function ModelNames({ provider: { kind, models } }: { provider: ProviderSummary }) {
  if (models.length === 0) {
    const any = kind === 'invocations' ? 'the one it serves' : 'any, by name';
    return <span className="text-muted-foreground">{any}</span>;
  }
  const rest = models.slice(3);
  return (
    <span className="flex flex-wrap gap-1">
      {models.slice(0, 3).map(({ name }) => (
        <Badge key={name}>{name}</Badge>
      ))}
      {rest.length > 0 && (
        <span className="text-muted-foreground text-sm" title={rest.map(({ name }) => name).join(', ')}>
          and {rest.length} more
        </span>
      )}
    </span>
  );
}

function actionColumns({ onEdit, onDelete }: ProviderActions): Column<ProviderSummary>[] {
  return [
    {
      id: 'test',
      header: 'Connection',
      className: 'min-w-24',
      cell: (provider) => <TestProvider provider={provider} />,
    },
    {
      id: 'actions',
      header: 'Actions',
      alwaysShown: true,
      className: 'w-20 text-right',
      cell: (provider) =>
        provider.kind !== 'extractive' && (
          <DropdownMenu
            returnFocus={false}
            trigger={<IconButton label={`Actions for ${provider.name}`} icon={<Ellipsis aria-hidden />} />}
          >
            <MenuItem icon={<Pencil aria-hidden />} onSelect={() => onEdit(provider)}>
              Edit provider
            </MenuItem>
            <MenuItem icon={<Trash2 aria-hidden />} tone="danger" onSelect={() => onDelete(provider)}>
              Delete provider
            </MenuItem>
          </DropdownMenu>
        ),
    },
  ];
}
